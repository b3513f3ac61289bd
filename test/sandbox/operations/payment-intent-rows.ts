import { expect } from 'vitest'
import { pay } from '#test/sandbox/pay.ts'
import { browserOf } from './browser.ts'
import { paymentIntentStepRows } from './payment-intent-step-rows.ts'
import { does, type Refusal, type Row, refuses } from './row.ts'

const usd = { amount: 4_200, currency: 'usd' }
const invalid = (facts: Omit<Refusal, 'class' | 'status'>): Refusal => ({
  class: 'StripeInvalidRequestError',
  status: 400,
  ...facts,
})
const missing: Refusal = {
  class: 'StripeInvalidRequestError',
  status: 404,
  code: 'resource_missing',
  param: 'intent',
  message: /^No such payment_intent: 'pi_none'$/,
}
const creating: readonly Row[] = [
  does('paymentIntents.create', 'waits for a payment method', async ({ stripe }) => {
    const intent = await stripe.paymentIntents.create({
      ...usd,
      metadata: { order: '7' },
      amount_details: { tax: { total_tax_amount: 200 }, shipping: { amount: 500 } },
      payment_details: { order_reference: 'A-7' },
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    })
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      amount_details: { tax: { total_tax_amount: 200 }, shipping: { amount: 500 } },
      payment_details: { order_reference: 'A-7', customer_reference: null },
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      payment_method_types: ['card', 'us_bank_account'],
    })
  }),
  does('paymentIntents.create', 'narrows what can pay', async ({ stripe }) => {
    const only = await stripe.paymentIntents.create({ ...usd, allowed_payment_method_types: ['card'] })
    expect(only.payment_method_types).toEqual(['card'])
    const without = await stripe.paymentIntents.create({ ...usd, excluded_payment_method_types: ['card'] })
    expect(without.payment_method_types).toEqual(['us_bank_account'])
  }),
  does('paymentIntents.create', 'keeps the card for later when told to', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create()
    await pay(stripe, { customer, setup_future_usage: 'off_session' })
    expect((await stripe.customers.listPaymentMethods(customer)).data).toMatchObject([{ customer }])
  }),
  refuses(
    'paymentIntents.create',
    'refuses off_session without confirming',
    ({ stripe }) => stripe.paymentIntents.create({ ...usd, off_session: true }),
    invalid({ param: 'off_session', message: /unless `confirm` is set to true/ }),
  ),
  refuses(
    'paymentIntents.create',
    'refuses less than the least amount',
    ({ stripe }) => stripe.paymentIntents.create({ amount: 49, currency: 'usd' }),
    invalid({ code: 'amount_too_small', param: 'amount' }),
  ),
  refuses(
    'paymentIntents.create',
    'refuses when nothing is left to pay with',
    ({ stripe }) => stripe.paymentIntents.create({ ...usd, allowed_payment_method_types: ['klarna'] }),
    invalid({ message: /No valid payment method types/ }),
  ),
  refuses(
    'paymentIntents.create',
    'refuses a customer that does not exist',
    ({ stripe }) => stripe.paymentIntents.create({ ...usd, customer: 'cus_none' }),
    invalid({ code: 'resource_missing', param: 'customer' }),
  ),
  refuses(
    'paymentIntents.create',
    'refuses the payment method of another customer',
    async ({ stripe }) => {
      const owner = await stripe.customers.create({ payment_method: 'pm_card_visa' })
      const other = await stripe.customers.create()
      const { data } = await stripe.customers.listPaymentMethods(owner.id)
      return await stripe.paymentIntents.create({
        ...usd,
        customer: other.id,
        payment_method: data[0]?.id ?? '',
      })
    },
    invalid({ code: 'resource_missing', param: 'payment_method', message: /must be attached/ }),
  ),
  refuses(
    'paymentIntents.create',
    'refuses the publishable key',
    scene => browserOf(scene).paymentIntents.create(usd),
    { class: 'StripePermissionError', status: 403, code: 'secret_key_required' },
  ),
]

const reading: readonly Row[] = [
  does('paymentIntents.retrieve', 'gives a browser that knows its secret the intent', async scene => {
    const { id, client_secret } = await scene.stripe.paymentIntents.create(usd)
    const seen = await browserOf(scene).paymentIntents.retrieve(id, { client_secret: client_secret ?? '' })
    expect(seen).toMatchObject({ id, amount: 4_200 })
  }),
  refuses(
    'paymentIntents.retrieve',
    'refuses a browser that does not know its secret',
    async scene => {
      const { id } = await scene.stripe.paymentIntents.create(usd)
      return await browserOf(scene).paymentIntents.retrieve(id, { client_secret: 'pi_x_secret_y' })
    },
    invalid({ param: 'client_secret' }),
  ),
  refuses(
    'paymentIntents.retrieve',
    'refuses an unknown id',
    ({ stripe }) => stripe.paymentIntents.retrieve('pi_none'),
    missing,
  ),
  does('paymentIntents.list', 'finds those of a customer', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create()
    const intent = await pay(stripe, { customer })
    await pay(stripe)
    const { data } = await stripe.paymentIntents.list({ customer })
    expect(data.map(({ id }) => id)).toEqual([intent.id])
  }),
  refuses(
    'paymentIntents.list',
    'refuses a cursor that names nothing',
    ({ stripe }) => stripe.paymentIntents.list({ starting_after: 'pi_none' }),
    invalid({ code: 'resource_missing', param: 'starting_after' }),
  ),
  does('paymentIntents.search', 'finds by metadata', async ({ stripe }) => {
    const intent = await pay(stripe, { metadata: { order: '7' } })
    const { data } = await stripe.paymentIntents.search({ query: 'metadata["order"]:"7"' })
    expect(data.map(({ id }) => id)).toEqual([intent.id])
  }),
  refuses(
    'paymentIntents.search',
    'refuses a field that cannot be searched',
    ({ stripe }) => stripe.paymentIntents.search({ query: 'colour:"red"' }),
    invalid({ param: 'query' }),
  ),
]

export const paymentIntentRows: readonly Row[] = [...creating, ...reading, ...paymentIntentStepRows]
