import { expect } from 'vitest'
import { beans, club, press } from '#test/sandbox/checkout-visitor.ts'
import { does, type Row } from './row.ts'

const item = (name: string, more: object = {}) => ({
  quantity: 1,
  price_data: { currency: 'usd', unit_amount: 1_000, product_data: { name } },
  ...more,
})

/** What checkout sessions do. */
export const checkoutSessionRows: readonly Row[] = [
  does('checkout.sessions.create', 'opens a page for a payment', async ({ stripe, url }) => {
    const session = await stripe.checkout.sessions.create(
      beans({ client_reference_id: 'cart-7', metadata: { order: '7' }, customer_email: 'ada@example.com' }),
    )
    expect(session).toMatchObject({
      amount_subtotal: 3_700,
      amount_total: 3_700,
      client_reference_id: 'cart-7',
      client_secret: null,
      currency: 'usd',
      customer_creation: 'if_required',
      customer_details: { email: 'ada@example.com' },
      expires_at: session.created + 24 * 60 * 60,
      metadata: { order: '7' },
      payment_intent: null,
      payment_method_types: ['card'],
      payment_status: 'unpaid',
      status: 'open',
      ui_mode: 'hosted_page',
      url: `${url}/checkout/${session.id}`,
    })
  }),
  does('checkout.sessions.create', 'sells by prices, once and again and again', async ({ stripe }) => {
    const { id: product } = await stripe.products.create({ name: 'Filter Club' })
    const monthly = {
      currency: 'usd',
      unit_amount: 2_000,
      product,
      recurring: { interval: 'month' as const },
    }
    const price = await stripe.prices.create(monthly)
    const session = await stripe.checkout.sessions.create(
      club({ line_items: [{ price: price.id, quantity: 2 }, item('Starter kit')], expand: ['line_items'] }),
    )
    expect(session).toMatchObject({
      amount_total: 5_000,
      customer_creation: 'always',
      line_items: {
        data: [{ price: { id: price.id }, amount_total: 4_000 }, { description: 'Starter kit' }],
      },
    })
  }),
  does('checkout.sessions.create', 'opens a frame and elements by a client secret', async ({ stripe }) => {
    const { line_items = [] } = beans()
    const common = { mode: 'payment', line_items, return_url: 'https://shop.example/back' } as const
    for (const ui_mode of ['embedded_page', 'elements'] as const) {
      const session = await stripe.checkout.sessions.create({ ...common, ui_mode })
      expect(session).toMatchObject({ ui_mode, url: null, return_url: 'https://shop.example/back' })
      expect(session.client_secret).toMatch(new RegExp(`^${session.id}_secret_`))
    }
  }),
  does('checkout.sessions.create', 'takes a coupon off, and adds shipping', async ({ stripe }) => {
    const { id: coupon } = await stripe.coupons.create({ amount_off: 700, currency: 'usd' })
    const fixed_amount = { amount: 500, currency: 'usd' }
    const session = await stripe.checkout.sessions.create(
      beans({
        discounts: [{ coupon }],
        line_items: [item('Beans'), item('Filters'), item('Cups')],
        shipping_options: [{ shipping_rate_data: { display_name: 'Post', fixed_amount } }],
        expand: ['line_items', 'total_details.breakdown', 'shipping_cost.shipping_rate'],
      }),
    )
    expect(session).toMatchObject({
      amount_subtotal: 3_000,
      amount_total: 2_800,
      discounts: [{ coupon, promotion_code: null }],
      shipping_cost: { amount_total: 500, shipping_rate: { display_name: 'Post' } },
      total_details: { amount_discount: 700, amount_shipping: 500, amount_tax: 0 },
    })
    const shares = session.line_items?.data.map(line => line.amount_discount) ?? []
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(700)
  }),
  does('checkout.sessions.create', 'charges nothing during a trial', async ({ stripe }) => {
    const session = await stripe.checkout.sessions.create(
      club({ subscription_data: { trial_period_days: 14 } }),
    )
    expect(session).toMatchObject({ amount_total: 0, payment_method_collection: 'always' })
  }),
  does('checkout.sessions.create', 'has a setup intent from the start in setup mode', async ({ stripe }) => {
    const session = await stripe.checkout.sessions.create({
      mode: 'setup',
      currency: 'usd',
      success_url: 'https://shop.example/done',
      setup_intent_data: { description: 'For later' },
      expand: ['setup_intent'],
    })
    expect(session).toMatchObject({
      amount_total: null,
      payment_status: 'no_payment_required',
      setup_intent: { status: 'requires_payment_method', description: 'For later' },
    })
  }),
  does('checkout.sessions.retrieve', 'tells what it made', async ({ stripe }) => {
    const session = await stripe.checkout.sessions.create(beans())
    await press(session)
    const complete = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
    expect(complete).toMatchObject({ status: 'complete', payment_intent: { amount_received: 3_700 } })
  }),
  does('checkout.sessions.update', 'changes metadata, the cart and the payment', async ({ stripe }) => {
    const session = await stripe.checkout.sessions.create(beans({ metadata: { a: '1', b: '2' } }))
    const { data } = await stripe.checkout.sessions.listLineItems(session.id)
    const changed = await stripe.checkout.sessions.update(session.id, {
      metadata: { a: '' },
      line_items: [{ id: data[0]?.id ?? '', quantity: 1 }, item('Filters')],
      payment_intent_data: { description: 'Order 7' },
    })
    expect(changed).toMatchObject({ amount_total: 2_850, metadata: { b: '2' } })
    await press(changed, undefined)
    const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent'],
    })
    expect(payment_intent).toMatchObject({ amount: 2_850, description: 'Order 7' })
  }),
  does('checkout.sessions.list', 'finds by status, customer and email', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({ email: 'grace@example.com' })
    const own = await stripe.checkout.sessions.create(beans({ customer }))
    const other = await stripe.checkout.sessions.create(beans({ customer_email: 'ada@example.com' }))
    await stripe.checkout.sessions.expire(other.id)
    const idsBy = async (filter: object) =>
      (await stripe.checkout.sessions.list(filter)).data.map(({ id }) => id)
    expect(await idsBy({})).toEqual([other.id, own.id])
    expect(await idsBy({ status: 'open' })).toEqual([own.id])
    expect(await idsBy({ customer })).toEqual([own.id])
    expect(await idsBy({ customer_details: { email: 'ada@example.com' } })).toEqual([other.id])
  }),
  does('checkout.sessions.listLineItems', 'pages through the cart in its order', async ({ stripe }) => {
    const names = ['Beans', 'Filters', 'Cups']
    const session = await stripe.checkout.sessions.create(
      beans({ line_items: names.map(name => item(name)) }),
    )
    const found: (string | null)[] = []
    for await (const line of stripe.checkout.sessions.listLineItems(session.id, { limit: 2 })) {
      found.push(line.description)
    }
    expect(found).toEqual(names)
  }),
  does('checkout.sessions.expire', 'closes an open session and tells of it', async ({ stripe }) => {
    const session = await stripe.checkout.sessions.create(beans())
    const expired = await stripe.checkout.sessions.expire(session.id)
    expect(expired).toMatchObject({ status: 'expired', url: null })
    const { data } = await stripe.events.list({ type: 'checkout.session.expired' })
    expect(data[0]?.data.object).toMatchObject({ id: session.id, status: 'expired' })
  }),
]
