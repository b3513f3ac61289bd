import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { startTestSandbox } from './sandbox-client.ts'

async function startDesk() {
  const sandbox = await startTestSandbox()
  const { stripe } = sandbox
  const customer = await stripe.customers.create({ name: 'Aoife Ní Bhriain', email: 'aoife@example.com' })
  const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } })
  const draft = async (params: Partial<Stripe.InvoiceCreateParams> = {}) => {
    await stripe.invoiceItems.create({
      customer: customer.id,
      amount: 2400,
      currency: 'eur',
      description: 'Grinder service',
    })
    return await stripe.invoices.create({
      customer: customer.id,
      currency: 'eur',
      pending_invoice_items_behavior: 'include',
      ...params,
    })
  }
  return { ...sandbox, customer, method, draft }
}

const sent = { collection_method: 'send_invoice', days_until_due: 14 } as const

describe('an invoice', () => {
  test('takes what is pending, is finalized with a number, and is paid by its intent', async () => {
    const { stripe, draft } = await startDesk()
    const made = await draft()
    expect(made).toMatchObject({ status: 'draft', total: 2400, number: null, auto_advance: false })
    const open = await stripe.invoices.finalizeInvoice(made.id)
    expect(open).toMatchObject({ status: 'open', amount_remaining: 2400 })
    expect(open.number).toMatch(/^NP-\d{4}-00001$/)
    const paid = await stripe.invoices.pay(made.id, { expand: ['payments'] })
    expect(paid).toMatchObject({ status: 'paid', amount_paid: 2400, amount_remaining: 0 })
    const intent = String(paid.payments?.data[0]?.payment.payment_intent)
    const { data } = await stripe.invoicePayments.list({
      payment: { type: 'payment_intent', payment_intent: intent },
    })
    expect(data).toMatchObject([{ invoice: made.id, status: 'paid', amount_paid: 2400, is_default: true }])
  })

  test('leaves pending items alone unless it is told to take them, and none is billed twice', async () => {
    const { stripe, customer, draft } = await startDesk()
    await draft({ pending_invoice_items_behavior: 'exclude' })
    const first = await stripe.invoices.create({
      customer: customer.id,
      pending_invoice_items_behavior: 'include',
      currency: 'eur',
    })
    const second = await stripe.invoices.create({
      customer: customer.id,
      pending_invoice_items_behavior: 'include',
      currency: 'eur',
    })
    expect([first.total, second.total]).toEqual([2400, 0])
  })

  test('that is sent has a due date and can be paid outside Stripe', async () => {
    const { stripe, draft } = await startDesk()
    const made = await draft(sent)
    const open = await stripe.invoices.sendInvoice(made.id)
    expect(open.status).toBe('open')
    expect(open.due_date).toBe(made.created + 14 * 24 * 3600)
    const paid = await stripe.invoices.pay(made.id, { paid_out_of_band: true, expand: ['payments'] })
    expect(paid).toMatchObject({ status: 'paid', attempted: false })
    expect(paid.payments?.data[0]?.status).toBe('canceled')
  })

  test('is voided or written off while it is open, and what is written off can still be paid', async () => {
    const { stripe, draft } = await startDesk()
    const first = await stripe.invoices.finalizeInvoice((await draft()).id)
    expect((await stripe.invoices.voidInvoice(first.id)).status).toBe('void')
    const second = await stripe.invoices.finalizeInvoice((await draft()).id)
    expect((await stripe.invoices.markUncollectible(second.id)).status).toBe('uncollectible')
    expect((await stripe.invoices.pay(second.id)).status).toBe('paid')
  })

  test('finalizes by itself an hour later when it may', async () => {
    const { stripe, draft, control } = await startDesk()
    const made = await draft({ auto_advance: true })
    await control('POST', '/clock', { advanceMs: 2 * 3_600_000 })
    expect((await stripe.invoices.retrieve(made.id)).status).toBe('paid')
  })

  test('tells each step by an event', async () => {
    const { stripe, draft } = await startDesk()
    const made = await draft()
    await stripe.invoices.pay(made.id)
    const { data } = await stripe.events.list({ limit: 100 })
    const types = data.map(event => event.type).filter(type => type.startsWith('invoice.'))
    expect(types.reverse()).toEqual([
      'invoice.created',
      'invoice.updated',
      'invoice.finalized',
      'invoice.updated',
      'invoice.paid',
      'invoice.payment_succeeded',
    ])
  })
})

describe('Stripe refuses', () => {
  type Act = (stripe: Stripe, id: string) => Promise<unknown>
  const refused: readonly (readonly [string, 'draft' | 'paid', Act, string])[] = [
    ['to pay twice', 'paid', (stripe, id) => stripe.invoices.pay(id), 'Invoice is already paid'],
    [
      'to void what is paid',
      'paid',
      (stripe, id) => stripe.invoices.voidInvoice(id),
      'You can only pass in open invoices',
    ],
    [
      'to void a draft',
      'draft',
      (stripe, id) => stripe.invoices.voidInvoice(id),
      'You can only pass in open invoices',
    ],
    ['to finalize twice', 'paid', (stripe, id) => stripe.invoices.finalizeInvoice(id), 'already finalized'],
    [
      'to write off a draft',
      'draft',
      (stripe, id) => stripe.invoices.markUncollectible(id),
      'You can only pass in open invoices',
    ],
    [
      'to delete what is final',
      'paid',
      (stripe, id) => stripe.invoices.del(id),
      'only delete draft invoices',
    ],
    [
      'to send what is charged by itself',
      'draft',
      (stripe, id) => stripe.invoices.sendInvoice(id),
      'collection method',
    ],
    [
      'to change what is final',
      'paid',
      (stripe, id) => stripe.invoices.update(id, { description: 'x' }),
      "can't be updated",
    ],
  ]
  test.each(refused)('%s', async (_, state, act, message) => {
    const { stripe, draft } = await startDesk()
    const { id } = await draft()
    if (state === 'paid') await stripe.invoices.pay(id)
    await expect(act(stripe, id)).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      message: expect.stringContaining(message),
    })
  })
})

test('a draft can be deleted', async () => {
  const { stripe, draft } = await startDesk()
  const { id } = await draft()
  expect(await stripe.invoices.del(id)).toMatchObject({ id, deleted: true })
  await expect(stripe.invoices.retrieve(id)).rejects.toMatchObject({ statusCode: 404, param: 'invoice' })
})
