import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Customer, CustomerFigures } from '#shared/api/customers.ts'
import type { Payment, PaymentSummary } from '#shared/domain/payment.ts'
import type { TimelineEntry } from '#shared/domain/timeline.ts'
import { signIn, until } from '#test/acceptance/desk-client.ts'
import { openRefundDesk, type RefundDesk } from '#test/acceptance/refund-desk.ts'
import { pay } from '#test/sandbox/pay.ts'
import { clientOf } from '#test/sandbox/sandbox-client.ts'

let desk: RefundDesk
let stripe: Stripe
let customer: Stripe.Customer

beforeAll(async () => {
  desk = await openRefundDesk()
  stripe = clientOf(desk.product.sandboxUrl)
  customer = await stripe.customers.create({
    name: 'Elif Yıldırım',
    email: 'elif.yildirim@example.com',
    phone: '+4915112345618',
    address: { line1: 'Weserstraße 41', postal_code: '12045', city: 'Berlin', country: 'DE' },
    metadata: { contact: 'elif.yildirim@example.com', tier: 'gold' },
  })
})

afterAll(() => desk.product.dispose())

const rolesThatSee = ['support', 'finance']
const rolesThatDoNot = ['viewer', 'engineer', 'admin']

describe('personal data', () => {
  test.each(rolesThatSee)('%s sees it in clear', async role => {
    const client = await signIn(desk.product.url, role)
    expect(await client.get<Customer>(`/api/customers/${customer.id}`)).toMatchObject({
      email: 'elif.yildirim@example.com',
      phone: '+4915112345618',
      address: 'Weserstraße 41, 12045 Berlin, DE',
      masked: false,
    })
  })

  test.each(rolesThatDoNot)('no reply to %s holds it', async role => {
    const client = await signIn(desk.product.url, role)
    await pay(stripe, { customer: customer.id, description: 'Gift for elif.yildirim@example.com' })
    const paths = [
      `/api/customers/${customer.id}`,
      `/api/customers/${customer.id}/timeline`,
      '/api/customers',
      '/api/customers?email=elif.yildirim@example.com',
      `/api/payments?customer=${customer.id}`,
      '/api/search?q=elif.yildirim%40example.com',
      '/api/search?q=yildirim',
    ]
    for (const path of paths) {
      const text = JSON.stringify(await client.get(path)).replaceAll(
        '"query":"elif.yildirim@example.com"',
        '',
      )
      expect(text, path).not.toMatch(/elif\.yildirim@|\+4915112345618|Weserstra/)
    }
    expect(await client.get<Customer>(`/api/customers/${customer.id}`)).toMatchObject({
      name: 'Elif Yıldırım',
      phone: '+49 ••• ••• 18',
      address: '•••, DE',
      masked: true,
    })
  })
})

describe('a refund', () => {
  test('is one entry of the story: who asked, the refund, and the event that confirmed it', async () => {
    const intent = await pay(stripe, { amount: 6_000, currency: 'eur', customer: customer.id })
    const { body } = await desk.refund(intent.id, { amount: 1_800, expectedRefundable: 6_000 })
    const entries = await until(
      async () =>
        (await desk.support.get<{ data: TimelineEntry[] }>(`/api/payments/${intent.id}/timeline`)).data,
      found => found.some(({ operationId, eventId }) => operationId === body.id && eventId !== null),
    )
    const about = entries.filter(({ icon }) => icon === 'refund')
    expect(about).toMatchObject([
      {
        title: 'Refunded €18.00, requested by customer',
        by: { name: 'Ines Carvalho' },
        operationId: body.id,
      },
    ])
    expect(entries.at(-1)).toMatchObject({ title: 'Paid €60.00 with Visa •••• 4242' })
    const payment = await desk.payment(intent.id)
    expect(payment).toMatchObject<Partial<Payment>>({
      state: 'partly_refunded',
      refunds: [expect.objectContaining({ requestedBy: 'Ines Carvalho', operationId: body.id })],
      figures: expect.objectContaining({ refunded: 1_800, refundable: 4_200, pending: 0 }),
    })
  })

  test('that is not answered for yet is held back from what is left', async () => {
    const id = await desk.pay(9_000)
    await desk.sandbox.fault({ method: 'POST', path: '/v1/refunds', kind: 'hang', times: 1 })
    await desk.refund(id, { amount: 2_000, expectedRefundable: 9_000 })
    const { figures } = await desk.payment(id)
    await desk.sandbox.clearFaults()
    expect(figures).toMatchObject({ pending: 2_000, refundable: 7_000, block: null })
  })
})

test('what a customer paid is summed by currency, and what failed is counted', async () => {
  const { id } = await stripe.customers.create({ name: 'Ada' })
  await pay(stripe, { amount: 4_000, currency: 'eur', customer: id })
  await pay(stripe, { amount: 500, currency: 'jpy', customer: id })
  const refunded = await pay(stripe, { amount: 2_000, currency: 'eur', customer: id })
  await stripe.refunds.create({ payment_intent: refunded.id, amount: 700 })
  await pay(stripe, { card: 'visa_chargeDeclined', customer: id }).catch(() => undefined)
  expect(await desk.support.get<CustomerFigures>(`/api/customers/${id}/figures`)).toEqual({
    paid: [
      { amount: 6_000, currency: 'eur' },
      { amount: 500, currency: 'jpy' },
    ],
    refunded: [{ amount: 700, currency: 'eur' }],
    failedIn90Days: 1,
    payments: 4,
    more: false,
  })
})

test('a list of payments is paged to its end, none twice', async () => {
  const { id } = await stripe.customers.create({ name: 'Ben' })
  for (let count = 0; count < 5; count++) await pay(stripe, { customer: id })
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { data: PaymentSummary[]; nextCursor: string | null } = await desk.support.get(
      `/api/payments?customer=${id}&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
    )
    seen.push(...page.data.map(payment => payment.id))
    cursor = page.nextCursor
  }
  expect(seen).toHaveLength(5)
  expect(new Set(seen).size).toBe(5)
})

test('a deleted customer is shown as deleted, with what they paid', async () => {
  const { id } = await stripe.customers.create({ name: 'Cy' })
  await pay(stripe, { customer: id })
  await stripe.customers.del(id)
  expect(await desk.support.get<Customer>(`/api/customers/${id}`)).toMatchObject({
    deleted: true,
    name: null,
    createdAt: null,
    paymentMethods: [],
  })
})
