import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { monthly, payer, subscribed } from './operations/billing-scene.ts'
import { startTestSandbox } from './sandbox-client.ts'

const dayMs = 24 * 60 * 60 * 1000

async function startShop() {
  const sandbox = await startTestSandbox()
  const { stripe } = sandbox
  const advance = (days: number) => sandbox.control('POST', '/clock', { advanceMs: days * dayMs })
  const totals = async (subscription: string) =>
    (await stripe.invoices.list({ subscription })).data.map(invoice => invoice.total).reverse()
  return { ...sandbox, advance, totals }
}

describe('a coupon', () => {
  test.each([
    ['once', {}, [1900, 3800, 3800]],
    ['repeating', { duration_in_months: 2 }, [1900, 1900, 3800]],
    ['forever', {}, [1900, 1900, 1900]],
  ] as const)('for %s makes that many invoices cheaper', async (duration, more, expected) => {
    const { stripe, advance, totals } = await startShop()
    const coupon = await stripe.coupons.create({ percent_off: 50, duration, ...more })
    const { id } = await subscribed(stripe, { discounts: [{ coupon: coupon.id }] })
    await advance(32)
    await advance(31)
    expect(await totals(id)).toEqual(expected)
    const after = await stripe.subscriptions.retrieve(id)
    expect(after.discounts).toHaveLength(duration === 'forever' ? 1 : 0)
  })

  test('is rounded line by line, and an amount off is shared out to the last cent', async () => {
    const { stripe } = await startShop()
    const customer = await payer(stripe)
    for (const amount of [333, 333, 335])
      await stripe.invoiceItems.create({ customer, amount, currency: 'eur' })
    const share = await stripe.coupons.create({ percent_off: 50 })
    const amount = await stripe.coupons.create({ amount_off: 100, currency: 'eur' })
    const invoice = await stripe.invoices.create({
      customer,
      currency: 'eur',
      pending_invoice_items_behavior: 'include',
      discounts: [{ coupon: share.id }, { coupon: amount.id }],
    })
    const off = invoice.lines.data.map(line => line.discount_amounts?.map(one => one.amount) ?? [])
    expect(off.map(([half]) => half)).toEqual([168, 167, 167])
    expect(off.reduce((sum, [, rest = 0]) => sum + rest, 0)).toBe(100)
    expect(invoice).toMatchObject({ subtotal: 1001, total: 1001 - 502 - 100 })
    expect(invoice.total_discount_amounts?.map(one => one.amount)).toEqual([502, 100])
  })

  test('for some products leaves the others as they are', async () => {
    const { stripe } = await startShop()
    const [first, second] = [await monthly(stripe), await monthly(stripe)]
    const coupon = await stripe.coupons.create({
      percent_off: 10,
      applies_to: { products: [String(first.product)] },
    })
    const made = await subscribed(stripe, {
      items: [{ price: first.id }, { price: second.id }],
      discounts: [{ coupon: coupon.id }],
      expand: ['latest_invoice', 'discounts.source.coupon'],
    })
    const invoice = made.latest_invoice as Stripe.Invoice
    expect(invoice.lines.data.map(line => line.discount_amounts?.length)).toEqual([1, 0])
    expect(invoice.total).toBe(7600 - 380)
  })

  test('is used up after so many redemptions, and its codes with it', async () => {
    const { stripe } = await startShop()
    const coupon = await stripe.coupons.create({ percent_off: 10, max_redemptions: 1 })
    const code = await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id } })
    await subscribed(stripe, { discounts: [{ promotion_code: code.id }] })
    await expect(subscribed(stripe, { discounts: [{ coupon: coupon.id }] })).rejects.toMatchObject({
      code: 'coupon_expired',
      param: 'discounts[0][coupon]',
    })
    expect(await stripe.coupons.retrieve(coupon.id)).toMatchObject({ valid: false, times_redeemed: 1 })
    expect(await stripe.promotionCodes.retrieve(code.id)).toMatchObject({ active: false, times_redeemed: 1 })
  })
})

test('a subscription’s discount can be taken away', async () => {
  const { stripe } = await startShop()
  const coupon = await stripe.coupons.create({ percent_off: 10, duration: 'forever' })
  const made = await subscribed(stripe, { discounts: [{ coupon: coupon.id }] })
  expect(await stripe.subscriptions.deleteDiscount(made.id)).toMatchObject({
    object: 'discount',
    deleted: true,
    source: { coupon: coupon.id },
  })
  expect((await stripe.subscriptions.retrieve(made.id)).discounts).toEqual([])
  await expect(stripe.subscriptions.deleteDiscount(made.id)).rejects.toMatchObject({ statusCode: 404 })
})

test('what a customer has to their credit pays first, and comes back from a void invoice', async () => {
  const { stripe } = await startShop()
  const customer = await payer(stripe)
  await stripe.customers.createBalanceTransaction(customer, { amount: -1000, currency: 'eur' })
  await stripe.invoiceItems.create({ customer, amount: 2400, currency: 'eur' })
  const draft = await stripe.invoices.create({
    customer,
    currency: 'eur',
    pending_invoice_items_behavior: 'include',
  })
  const open = await stripe.invoices.finalizeInvoice(draft.id)
  expect(open).toMatchObject({ total: 2400, amount_due: 1400, starting_balance: -1000, ending_balance: 0 })
  await stripe.invoices.voidInvoice(open.id)
  const { data } = await stripe.customers.listBalanceTransactions(customer)
  expect(data.map(({ type, amount }) => [type, amount])).toEqual([
    ['unapplied_from_invoice', -1000],
    ['applied_to_invoice', 1000],
    ['adjustment', -1000],
  ])
})
