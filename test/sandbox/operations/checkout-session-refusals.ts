import type Stripe from 'stripe'
import { beans, club, filledIn, press } from '#test/sandbox/checkout-visitor.ts'
import { type Refusal, type Row, refuses, type Scene } from './row.ts'

type Params = Stripe.Checkout.SessionCreateParams

const invalid = (param?: string, code?: string, message?: RegExp): Refusal => ({
  class: 'StripeInvalidRequestError',
  status: 400,
  ...(param === undefined ? {} : { param }),
  ...(code === undefined ? {} : { code }),
  ...(message === undefined ? {} : { message }),
})

/** A create that is refused. */
const refusesToOpen = (
  promise: string,
  params: Params | ((scene: Scene) => Promise<Params>),
  refusal: Refusal,
): Row =>
  refuses(
    'checkout.sessions.create',
    promise,
    async scene =>
      await scene.stripe.checkout.sessions.create(
        typeof params === 'function' ? await params(scene) : params,
      ),
    refusal,
  )

const inMinutes = (minutes: number): number => Math.floor(Date.now() / 1000) + minutes * 60
const { success_url: _, cancel_url: __, ...nowhere } = beans()
const misspelt: object = { ammount: 1 }
const [twoBags] = beans().line_items ?? []
const euros = { currency: 'eur', unit_amount: 500, product_data: { name: 'Cup' } }
const { line_items: monthly = [] } = club()

/** What checkout sessions refuse, in Stripe's words where they are known. */
export const checkoutSessionRefusals: readonly Row[] = [
  refusesToOpen('a hosted page without a success URL', nowhere, invalid('success_url', 'parameter_missing')),
  refusesToOpen(
    'a URL that is none',
    beans({ success_url: '/done' }),
    invalid('success_url', 'url_invalid', /^Not a valid URL$/),
  ),
  refusesToOpen(
    'a frame without a return URL',
    { ...nowhere, ui_mode: 'embedded_page' },
    invalid('return_url', 'parameter_missing'),
  ),
  refusesToOpen('a frame with a success URL', beans({ ui_mode: 'embedded_page' }), invalid('cancel_url')),
  ...(['hosted', 'embedded', 'custom'] as const).map(ui_mode =>
    refusesToOpen(
      `the older word ${ui_mode}`,
      beans({ ui_mode }),
      invalid('ui_mode', undefined, /must be one of elements, embedded_page/),
    ),
  ),
  refusesToOpen(
    'payment method types, which are gone',
    { ...beans(), ...{ payment_method_types: ['card'] } },
    invalid('payment_method_types', 'payment_method_types_no_longer_supported'),
  ),
  refusesToOpen('no mode', (({ mode: ___, ...rest }) => rest)(beans()), invalid('mode', 'parameter_missing')),
  refusesToOpen(
    'nothing to sell',
    (({ line_items: ___, ...rest }) => rest)(beans()),
    invalid('line_items', 'parameter_missing'),
  ),
  refusesToOpen(
    'a line without a price',
    beans({ line_items: [{ quantity: 1 }] }),
    invalid('line_items[0][price]', 'parameter_missing'),
  ),
  refusesToOpen(
    'a line without a quantity',
    beans({ line_items: [{ ...twoBags, quantity: undefined }] }),
    invalid('line_items[0][quantity]', undefined, /^Quantity is required/),
  ),
  refusesToOpen(
    'a price that does not exist',
    beans({ line_items: [{ price: 'price_none', quantity: 1 }] }),
    invalid('line_items[0][price]', 'resource_missing', /No such price/),
  ),
  refusesToOpen(
    'two currencies',
    beans({ line_items: [twoBags ?? {}, { quantity: 1, price_data: euros }] }),
    invalid('line_items[1][price]', undefined, /only supports `eur`/),
  ),
  refusesToOpen(
    'a recurring price in payment mode',
    beans({ line_items: monthly }),
    invalid('line_items[0]', undefined, /^You specified `payment` mode but passed a recurring price/),
  ),
  refusesToOpen(
    'a subscription to nothing recurring',
    club({ line_items: [twoBags ?? {}] }),
    invalid('line_items', undefined, /at least one recurring price in `subscription` mode/),
  ),
  refusesToOpen(
    'payment data for a subscription',
    club({ payment_intent_data: { description: 'x' } }),
    invalid(
      'payment_intent_data',
      undefined,
      /^You can not pass `payment_intent_data` in `subscription` mode/,
    ),
  ),
  refusesToOpen(
    'an unknown nested parameter',
    beans({ payment_intent_data: { ...misspelt } }),
    invalid('payment_intent_data[ammount]', 'parameter_unknown'),
  ),
  refusesToOpen(
    'less than half an hour',
    beans({ expires_at: inMinutes(29) }),
    invalid('expires_at', undefined, /at least 30 minutes/),
  ),
  refusesToOpen(
    'more than a day',
    beans({ expires_at: inMinutes(24 * 60 + 5) }),
    invalid('expires_at', undefined, /less than 24 hours/),
  ),
  refusesToOpen(
    'a sum too small to charge',
    beans({
      line_items: [
        { quantity: 1, price_data: { currency: 'usd', unit_amount: 20, product_data: { name: 'Bean' } } },
      ],
    }),
    invalid('amount', 'amount_too_small'),
  ),
  refusesToOpen(
    'a customer who does not exist',
    beans({ customer: 'cus_none' }),
    invalid('customer', 'resource_missing'),
  ),
  refusesToOpen(
    'a customer beside an email',
    async ({ stripe }) =>
      beans({ customer: (await stripe.customers.create()).id, customer_email: 'a@example.com' }),
    invalid('customer', undefined, /You may only specify one of these parameters: customer, customer_email/),
  ),
  refusesToOpen(
    'a trial that ends tomorrow',
    club({ subscription_data: { trial_end: inMinutes(24 * 60) } }),
    invalid('subscription_data[trial_end]', undefined, /at least 2 days in the future/),
  ),
  refusesToOpen(
    'an expired coupon',
    async ({ stripe }) => {
      const { id: coupon } = await stripe.coupons.create({ percent_off: 10, max_redemptions: 1 })
      await press(await stripe.checkout.sessions.create(beans({ discounts: [{ coupon }] })))
      return beans({ discounts: [{ coupon }] })
    },
    invalid('discounts[0][coupon]', 'coupon_expired'),
  ),
  refusesToOpen(
    'cards excluded, when nothing else can pay',
    beans({ excluded_payment_method_types: ['card'] }),
    invalid(undefined, 'payment_intent_invalid_parameter', /No valid payment method types/),
  ),
  refuses(
    'checkout.sessions.retrieve',
    'an id that does not exist',
    ({ stripe }) => stripe.checkout.sessions.retrieve('cs_test_none'),
    { ...invalid('session', 'resource_missing'), status: 404 },
  ),
  refuses(
    'checkout.sessions.list',
    'a cursor that names nothing',
    ({ stripe }) => stripe.checkout.sessions.list({ starting_after: 'cs_test_none' }),
    invalid('starting_after', 'resource_missing'),
  ),
  refuses(
    'checkout.sessions.listLineItems',
    'an id that does not exist',
    ({ stripe }) => stripe.checkout.sessions.listLineItems('cs_test_none'),
    { ...invalid('session', 'resource_missing'), status: 404 },
  ),
  refuses(
    'checkout.sessions.update',
    'a cart after the end',
    async ({ stripe }) => {
      const session = await stripe.checkout.sessions.create(beans())
      await press(session)
      return await stripe.checkout.sessions.update(session.id, { line_items: [twoBags ?? {}] })
    },
    invalid(undefined, undefined, /status is `complete`/),
  ),
  refuses(
    'checkout.sessions.update',
    'an empty cart',
    async ({ stripe }) => {
      const session = await stripe.checkout.sessions.create(beans())
      const { data } = await stripe.checkout.sessions.listLineItems(session.id)
      return await stripe.checkout.sessions.update(session.id, {
        line_items: [{ id: data[0]?.id ?? '', quantity: 0 }],
      })
    },
    invalid('line_items'),
  ),
  refuses(
    'checkout.sessions.expire',
    'what is complete',
    async ({ stripe }) => {
      const session = await stripe.checkout.sessions.create(beans())
      await press(session)
      return await stripe.checkout.sessions.expire(session.id)
    },
    invalid(
      undefined,
      undefined,
      /^Only Checkout Sessions with a status in \["open"\] can be expired. This Checkout Session has a status of `complete`.$/,
    ),
  ),
  ...(['cancel', 'confirm'] as const).map(verb =>
    refuses(
      `paymentIntents.${verb}`,
      'the payment of an open session, which is its page’s own',
      async ({ stripe }) => {
        const session = await stripe.checkout.sessions.create(beans())
        await press(session, filledIn({ 'card[number]': '4000000000000002' }))
        const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id)
        return await stripe.paymentIntents[verb](String(intent))
      },
      invalid(undefined, 'payment_intent_unexpected_state', /created by a Checkout Session/),
    ),
  ),
]
