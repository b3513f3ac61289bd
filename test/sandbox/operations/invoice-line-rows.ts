import { expect } from 'vitest'
import { draftOf, openInvoice, payer, refused } from './billing-scene.ts'
import { does, type Row, refuses, refusesCursor, refusesUnknown, type Scene } from './row.ts'

const draft = async ({ stripe }: Scene) => await draftOf(stripe, await payer(stripe))
const line = { amount: 500, description: 'Descaling' } as const
const uneditable = { ...refused, code: 'invoice_not_editable' } as const

async function waiting({ stripe }: Scene) {
  const { id: customer } = await stripe.customers.create()
  return await stripe.invoiceItems.create({ customer, ...line, currency: 'eur' })
}

export const invoiceLineRows: readonly Row[] = [
  does('invoices.addLines', 'adds to a draft', async scene => {
    const { id } = await draft(scene)
    expect(await scene.stripe.invoices.addLines(id, { lines: [line] })).toMatchObject({ total: 2900 })
  }),
  refuses(
    'invoices.addLines',
    'refuses what is final',
    async ({ stripe }) => stripe.invoices.addLines((await openInvoice(stripe)).id, { lines: [line] }),
    uneditable,
  ),
  does('invoices.updateLines', 'changes several at once', async scene => {
    const { id, lines } = await draft(scene)
    const changed = await scene.stripe.invoices.updateLines(id, {
      lines: [{ id: lines.data[0]!.id, amount: 1000 }],
    })
    expect(changed.total).toBe(1000)
  }),
  refuses(
    'invoices.updateLines',
    'refuses a line that is not there',
    async scene =>
      scene.stripe.invoices.updateLines((await draft(scene)).id, { lines: [{ id: 'il_none', amount: 1 }] }),
    { ...refused, code: 'resource_missing', param: 'lines[0][id]' },
  ),
  does('invoices.removeLines', 'lets an item wait again', async scene => {
    const { id, lines } = await draft(scene)
    const emptied = await scene.stripe.invoices.removeLines(id, {
      lines: [{ id: lines.data[0]!.id, behavior: 'unassign' }],
    })
    expect(emptied.total).toBe(0)
    expect((await scene.stripe.invoiceItems.list({ pending: true })).data).toHaveLength(1)
  }),
  refuses(
    'invoices.removeLines',
    'refuses a line that is not there',
    async scene =>
      scene.stripe.invoices.removeLines((await draft(scene)).id, {
        lines: [{ id: 'il_none', behavior: 'delete' }],
      }),
    { ...refused, code: 'resource_missing', param: 'lines[0][id]' },
  ),
  does('invoices.listLineItems', 'lists the lines of an invoice', async scene => {
    const { id } = await draft(scene)
    expect((await scene.stripe.invoices.listLineItems(id)).data).toMatchObject([{ amount: 2400 }])
  }),
  refusesUnknown(
    'invoices.listLineItems',
    ({ stripe }) => stripe.invoices.listLineItems('in_none'),
    'invoice',
  ),
  does('invoices.updateLineItem', 'changes the words of one', async scene => {
    const { id, lines } = await draft(scene)
    const changed = await scene.stripe.invoices.updateLineItem(id, lines.data[0]!.id, {
      description: 'Grinder',
    })
    expect(changed).toMatchObject({ description: 'Grinder', amount: 2400 })
  }),
  refuses(
    'invoices.updateLineItem',
    'refuses a line that is not there',
    async scene =>
      scene.stripe.invoices.updateLineItem((await draft(scene)).id, 'il_none', { description: 'Grinder' }),
    { ...refused, status: 404, code: 'resource_missing', param: 'line_item_id' },
  ),
  does('invoiceItems.create', 'waits for the next invoice', async scene => {
    expect(await waiting(scene)).toMatchObject({ amount: 500, invoice: null, currency: 'eur' })
  }),
  refuses(
    'invoiceItems.create',
    'refuses a customer who does not exist',
    ({ stripe }) => stripe.invoiceItems.create({ customer: 'cus_none', ...line, currency: 'eur' }),
    { ...refused, code: 'resource_missing', param: 'customer' },
  ),
  does('invoiceItems.retrieve', 'finds one by its id', async scene => {
    const { id } = await waiting(scene)
    expect(await scene.stripe.invoiceItems.retrieve(id)).toMatchObject({ id, description: 'Descaling' })
  }),
  refusesUnknown(
    'invoiceItems.retrieve',
    ({ stripe }) => stripe.invoiceItems.retrieve('ii_none'),
    'invoiceitem',
  ),
  does('invoiceItems.update', 'changes what is asked for', async scene => {
    const { id } = await waiting(scene)
    expect(await scene.stripe.invoiceItems.update(id, { amount: 700 })).toMatchObject({ amount: 700 })
  }),
  refusesUnknown(
    'invoiceItems.update',
    ({ stripe }) => stripe.invoiceItems.update('ii_none', { amount: 1 }),
    'invoiceitem',
  ),
  does('invoiceItems.del', 'is never asked for', async scene => {
    const { id } = await waiting(scene)
    expect(await scene.stripe.invoiceItems.del(id)).toMatchObject({ id, deleted: true })
    expect((await scene.stripe.invoiceItems.list()).data).toEqual([])
  }),
  refusesUnknown('invoiceItems.del', ({ stripe }) => stripe.invoiceItems.del('ii_none'), 'invoiceitem'),
  does('invoiceItems.list', 'finds what waits', async scene => {
    await draft(scene)
    const { id } = await waiting(scene)
    expect((await scene.stripe.invoiceItems.list({ pending: true })).data).toMatchObject([{ id }])
  }),
  refusesCursor('invoiceItems.list', ({ stripe }, params) => stripe.invoiceItems.list(params)),
]
