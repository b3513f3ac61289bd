import { expect } from 'vitest'
import { draftOf, openInvoice, paidInvoice, payer, refused } from './billing-scene.ts'
import { does, type Row, refuses, refusesCursor, refusesQuery, refusesUnknown } from './row.ts'

const draft = async (scene: Parameters<Row['run']>[0], params = {}) =>
  await draftOf(scene.stripe, await payer(scene.stripe), params)

export const invoiceRows: readonly Row[] = [
  does('invoices.create', 'takes what waits when it is told to', async scene => {
    expect(await draft(scene)).toMatchObject({
      status: 'draft',
      total: 2400,
      auto_advance: false,
      number: null,
    })
    expect(await draft(scene, { pending_invoice_items_behavior: 'exclude' })).toMatchObject({ total: 0 })
  }),
  refuses(
    'invoices.create',
    'refuses a customer who does not exist',
    ({ stripe }) => stripe.invoices.create({ customer: 'cus_none' }),
    { ...refused, code: 'resource_missing', param: 'customer' },
  ),
  does('invoices.retrieve', 'has its payments when they are asked for', async ({ stripe }) => {
    const { id } = await paidInvoice(stripe)
    expect(await stripe.invoices.retrieve(id)).not.toHaveProperty('payments')
    const { payments } = await stripe.invoices.retrieve(id, { expand: ['payments'] })
    expect(payments?.data).toMatchObject([{ status: 'paid', amount_paid: 2400 }])
  }),
  refusesUnknown('invoices.retrieve', ({ stripe }) => stripe.invoices.retrieve('in_none'), 'invoice'),
  does('invoices.update', 'changes a draft', async scene => {
    const { id } = await draft(scene)
    const changed = await scene.stripe.invoices.update(id, { description: 'May', metadata: { po: '7' } })
    expect(changed).toMatchObject({ description: 'May', metadata: { po: '7' } })
  }),
  refuses(
    'invoices.update',
    'refuses to change what is final',
    async ({ stripe }) => stripe.invoices.update((await paidInvoice(stripe)).id, { description: 'x' }),
    { ...refused, code: 'invoice_not_editable', param: 'description', message: /can't be updated/ },
  ),
  does('invoices.del', 'forgets a draft', async scene => {
    const { id } = await draft(scene)
    expect(await scene.stripe.invoices.del(id)).toMatchObject({ id, deleted: true })
  }),
  refuses(
    'invoices.del',
    'refuses to forget what is final',
    async ({ stripe }) => stripe.invoices.del((await openInvoice(stripe)).id),
    { ...refused, message: /only delete draft invoices/ },
  ),
  does('invoices.finalizeInvoice', 'gives it a number', async scene => {
    const open = await scene.stripe.invoices.finalizeInvoice((await draft(scene)).id)
    expect(open).toMatchObject({ status: 'open', amount_remaining: 2400 })
    expect(open.number).not.toBeNull()
  }),
  refuses(
    'invoices.finalizeInvoice',
    'refuses to do it twice',
    async ({ stripe }) => stripe.invoices.finalizeInvoice((await openInvoice(stripe)).id),
    { ...refused, message: /already finalized/ },
  ),
  does('invoices.pay', 'takes the money from the default card', async ({ stripe }) => {
    expect(await stripe.invoices.pay((await openInvoice(stripe)).id)).toMatchObject({
      status: 'paid',
      amount_paid: 2400,
    })
  }),
  refuses(
    'invoices.pay',
    'refuses to take it twice',
    async ({ stripe }) => stripe.invoices.pay((await paidInvoice(stripe)).id),
    { ...refused, message: /already paid/ },
  ),
  does('invoices.sendInvoice', 'waits until the day it is due', async scene => {
    const made = await draft(scene, { collection_method: 'send_invoice', days_until_due: 14 })
    const open = await scene.stripe.invoices.sendInvoice(made.id)
    expect(open.status).toBe('open')
    expect(open.due_date).toBe(made.created + 14 * 86_400)
  }),
  refuses(
    'invoices.sendInvoice',
    'refuses what is charged by itself',
    async scene => scene.stripe.invoices.sendInvoice((await draft(scene)).id),
    { ...refused, message: /collection method/ },
  ),
  does('invoices.voidInvoice', 'makes it as if it had never been due', async ({ stripe }) => {
    expect((await stripe.invoices.voidInvoice((await openInvoice(stripe)).id)).status).toBe('void')
  }),
  refuses(
    'invoices.voidInvoice',
    'refuses what is paid',
    async ({ stripe }) => stripe.invoices.voidInvoice((await paidInvoice(stripe)).id),
    { ...refused, message: /only pass in open invoices/ },
  ),
  does(
    'invoices.markUncollectible',
    'writes it off, and takes it when it is paid after all',
    async ({ stripe }) => {
      const { id } = await openInvoice(stripe)
      expect((await stripe.invoices.markUncollectible(id)).status).toBe('uncollectible')
      expect((await stripe.invoices.pay(id)).status).toBe('paid')
    },
  ),
  refuses(
    'invoices.markUncollectible',
    'refuses a draft',
    async scene => scene.stripe.invoices.markUncollectible((await draft(scene)).id),
    { ...refused, message: /only pass in open invoices/ },
  ),
  does('invoices.attachPayment', 'is paid by a payment made elsewhere', async ({ stripe }) => {
    const { id, customer } = await openInvoice(stripe)
    const intent = await stripe.paymentIntents.create({
      amount: 2400,
      currency: 'eur',
      customer: String(customer),
      payment_method: 'pm_card_visa',
      confirm: true,
    })
    expect((await stripe.invoices.attachPayment(id, { payment_intent: intent.id })).status).toBe('paid')
  }),
  refuses(
    'invoices.attachPayment',
    'refuses a payment that does not exist',
    async ({ stripe }) =>
      stripe.invoices.attachPayment((await openInvoice(stripe)).id, { payment_intent: 'pi_none' }),
    { ...refused, code: 'resource_missing', param: 'payment_intent' },
  ),
  does('invoices.list', 'finds by customer and status', async ({ stripe }) => {
    const { id, customer } = await paidInvoice(stripe)
    await openInvoice(stripe)
    expect((await stripe.invoices.list({ customer: String(customer) })).data).toMatchObject([{ id }])
    expect((await stripe.invoices.list({ status: 'paid' })).data).toMatchObject([{ id }])
  }),
  refusesCursor('invoices.list', ({ stripe }, params) => stripe.invoices.list(params)),
  does('invoices.search', 'finds by number', async ({ stripe }) => {
    const { id, number } = await openInvoice(stripe)
    expect((await stripe.invoices.search({ query: `number:"${number}"` })).data).toMatchObject([{ id }])
  }),
  refusesQuery('invoices.search', ({ stripe }, params) => stripe.invoices.search(params)),
  does('invoicePayments.list', 'finds the invoice of a payment', async ({ stripe }) => {
    const { id } = await paidInvoice(stripe)
    const [made] = (await stripe.invoicePayments.list({ invoice: id })).data
    const payment_intent = String(made?.payment.payment_intent)
    const found = await stripe.invoicePayments.list({ payment: { type: 'payment_intent', payment_intent } })
    expect(found.data).toMatchObject([{ invoice: id, status: 'paid' }])
  }),
  refusesCursor('invoicePayments.list', ({ stripe }, params) => stripe.invoicePayments.list(params)),
  does('invoicePayments.retrieve', 'finds one by its id', async ({ stripe }) => {
    const { id } = await paidInvoice(stripe)
    const [made] = (await stripe.invoicePayments.list({ invoice: id })).data
    expect(await stripe.invoicePayments.retrieve(made!.id)).toMatchObject({ invoice: id, amount_paid: 2400 })
  }),
  refusesUnknown(
    'invoicePayments.retrieve',
    ({ stripe }) => stripe.invoicePayments.retrieve('inpay_none'),
    'invoice_payment',
  ),
]
