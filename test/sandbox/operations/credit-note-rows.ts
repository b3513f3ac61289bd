import { expect } from 'vitest'
import { absent, openInvoice, paidInvoice, refused } from './billing-scene.ts'
import { does, type Row, refuses } from './row.ts'

export const creditNoteRows: readonly Row[] = [
  does('creditNotes.create', 'makes less due of an open invoice', async ({ stripe }) => {
    const invoice = await openInvoice(stripe)
    const note = await stripe.creditNotes.create({ invoice: invoice.id, amount: 1000 })
    expect(note).toMatchObject({ type: 'pre_payment', pre_payment_amount: 1000, status: 'issued' })
    expect(note.number).toBe(`${invoice.number}-CN-01`)
    const after = await stripe.invoices.retrieve(invoice.id)
    expect(after).toMatchObject({
      amount_remaining: 1400,
      pre_payment_credit_notes_amount: 1000,
      total: 2400,
    })
    expect((await stripe.invoices.pay(invoice.id)).amount_paid).toBe(1400)
  }),
  does('creditNotes.create', 'pays an open invoice by all of its amount', async ({ stripe }) => {
    const invoice = await openInvoice(stripe)
    await stripe.creditNotes.create({ invoice: invoice.id, amount: 2400 })
    expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({ status: 'paid', amount_paid: 0 })
  }),
  does('creditNotes.create', 'gives back of a paid invoice in three ways', async ({ stripe }) => {
    const invoice = await paidInvoice(stripe)
    const note = await stripe.creditNotes.create({
      invoice: invoice.id,
      lines: [{ type: 'invoice_line_item', invoice_line_item: invoice.lines.data[0]!.id, quantity: 1 }],
      refund_amount: 1000,
      credit_amount: 900,
      out_of_band_amount: 500,
      expand: ['refunds.refund', 'customer_balance_transaction'],
    })
    expect(note).toMatchObject({
      type: 'post_payment',
      post_payment_amount: 2400,
      out_of_band_amount: 500,
      refunds: [{ amount_refunded: 1000, refund: { status: 'succeeded', amount: 1000 } }],
      customer_balance_transaction: { type: 'credit_note', amount: -900 },
    })
    const customer = await stripe.customers.retrieve(String(invoice.customer))
    expect(customer).toMatchObject({ balance: -900 })
  }),
  refuses(
    'creditNotes.create',
    'refuses ways that do not add up',
    async ({ stripe }) => {
      const invoice = await paidInvoice(stripe)
      return await stripe.creditNotes.create({ invoice: invoice.id, amount: 1000, refund_amount: 900 })
    },
    { ...refused, message: /must equal the post-payment amount/ },
  ),
  refuses(
    'creditNotes.create',
    'refuses more than the invoice has left',
    async ({ stripe }) => {
      const invoice = await openInvoice(stripe)
      return await stripe.creditNotes.create({ invoice: invoice.id, amount: 2401 })
    },
    { ...refused, param: 'amount' },
  ),
  refuses(
    'creditNotes.create',
    'refuses to say neither an amount nor lines',
    async ({ stripe }) => stripe.creditNotes.create({ invoice: (await openInvoice(stripe)).id }),
    { ...refused, param: 'amount' },
  ),
  does('creditNotes.preview', 'tells what would be, and leaves nothing', async ({ stripe }) => {
    const invoice = await paidInvoice(stripe)
    const ask = { invoice: invoice.id, amount: 500, refund_amount: 500 }
    expect(await stripe.creditNotes.preview(ask)).toMatchObject({ total: 500, type: 'post_payment' })
    expect((await stripe.creditNotes.list({ invoice: invoice.id })).data).toEqual([])
    expect((await stripe.refunds.list()).data).toEqual([])
  }),
  refuses(
    'creditNotes.preview',
    'refuses an unknown invoice',
    ({ stripe }) => stripe.creditNotes.preview({ invoice: 'in_none', amount: 1 }),
    { ...refused, code: 'resource_missing', param: 'invoice' },
  ),
  does('creditNotes.listPreviewLineItems', 'lists the lines that would be', async ({ stripe }) => {
    const invoice = await openInvoice(stripe)
    const lines = [
      { type: 'custom_line_item' as const, description: 'Goodwill', unit_amount: 200, quantity: 2 },
    ]
    const { data } = await stripe.creditNotes.listPreviewLineItems({ invoice: invoice.id, lines })
    expect(data).toMatchObject([{ amount: 400, description: 'Goodwill', type: 'custom_line_item' }])
  }),
  refuses(
    'creditNotes.listPreviewLineItems',
    'refuses a line that is not on the invoice',
    async ({ stripe }) => {
      const invoice = await openInvoice(stripe)
      const lines = [{ type: 'invoice_line_item' as const, invoice_line_item: 'il_none' }]
      return await stripe.creditNotes.listPreviewLineItems({ invoice: invoice.id, lines })
    },
    { ...refused, code: 'resource_missing', param: 'lines[0][invoice_line_item]' },
  ),
  does('creditNotes.listLineItems', 'lists its lines', async ({ stripe }) => {
    const { id: invoice } = await openInvoice(stripe)
    const note = await stripe.creditNotes.create({ invoice, amount: 300, memo: 'Late' })
    const { data } = await stripe.creditNotes.listLineItems(note.id)
    expect(data).toMatchObject([{ amount: 300, description: 'Late' }])
  }),
  refuses(
    'creditNotes.listLineItems',
    'refuses an unknown credit note',
    ({ stripe }) => stripe.creditNotes.listLineItems('cn_none'),
    { ...absent, param: 'id' },
  ),
  does('creditNotes.retrieve', 'finds one, and its page answers', async ({ stripe }) => {
    const { id: invoice } = await openInvoice(stripe)
    const { id } = await stripe.creditNotes.create({ invoice, amount: 300 })
    const note = await stripe.creditNotes.retrieve(id, { expand: ['invoice'] })
    expect(note).toMatchObject({ id, invoice: { id: invoice } })
    expect((await fetch(note.pdf)).status).toBe(200)
  }),
  refuses(
    'creditNotes.retrieve',
    'refuses an unknown credit note',
    ({ stripe }) => stripe.creditNotes.retrieve('cn_none'),
    { ...absent, param: 'id' },
  ),
  does('creditNotes.update', 'changes its memo', async ({ stripe }) => {
    const { id } = await stripe.creditNotes.create({ invoice: (await openInvoice(stripe)).id, amount: 300 })
    expect((await stripe.creditNotes.update(id, { memo: 'Sorry' })).memo).toBe('Sorry')
    const [event] = (await stripe.events.list({ type: 'credit_note.updated' })).data
    expect(event?.data.previous_attributes).toEqual({ memo: null })
  }),
  refuses(
    'creditNotes.update',
    'refuses an unknown credit note',
    ({ stripe }) => stripe.creditNotes.update('cn_none', { memo: 'x' }),
    { ...absent, param: 'id' },
  ),
  does('creditNotes.list', 'finds those of an invoice and of a customer', async ({ stripe }) => {
    const invoice = await openInvoice(stripe)
    const { id } = await stripe.creditNotes.create({ invoice: invoice.id, amount: 300 })
    const ids = (list: { data: { id: string }[] }) => list.data.map(note => note.id)
    expect(ids(await stripe.creditNotes.list({ invoice: invoice.id }))).toEqual([id])
    expect(ids(await stripe.creditNotes.list({ customer: String(invoice.customer) }))).toEqual([id])
    expect(ids(await stripe.creditNotes.list({ customer: 'cus_other' }))).toEqual([])
  }),
  refuses(
    'creditNotes.list',
    'refuses a cursor that names none',
    ({ stripe }) => stripe.creditNotes.list({ starting_after: 'cn_none' }),
    { ...refused, code: 'resource_missing', param: 'starting_after' },
  ),
  does('creditNotes.voidCreditNote', 'makes the amount due again', async ({ stripe }) => {
    const invoice = await openInvoice(stripe)
    const { id } = await stripe.creditNotes.create({ invoice: invoice.id, amount: 300 })
    expect((await stripe.creditNotes.voidCreditNote(id)).status).toBe('void')
    expect((await stripe.invoices.retrieve(invoice.id)).amount_remaining).toBe(2400)
    expect((await stripe.events.list({ type: 'credit_note.voided' })).data).toHaveLength(1)
  }),
  refuses(
    'creditNotes.voidCreditNote',
    'refuses once money was given back',
    async ({ stripe }) => {
      const invoice = await paidInvoice(stripe)
      const note = await stripe.creditNotes.create({ invoice: invoice.id, amount: 100, credit_amount: 100 })
      return await stripe.creditNotes.voidCreditNote(note.id)
    },
    { ...refused, message: /still open/ },
  ),
]
