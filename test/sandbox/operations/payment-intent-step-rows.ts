import { expect } from 'vitest'
import { chargeOf, pay } from '#test/sandbox/pay.ts'
import { browserOf } from './browser.ts'
import { does, type Refusal, type Row, refuses, type Scene } from './row.ts'

const usd = { amount: 4_200, currency: 'usd' }
const invalid = (facts: Omit<Refusal, 'class' | 'status'>): Refusal => ({
  class: 'StripeInvalidRequestError',
  status: 400,
  ...facts,
})
const held = (scene: Scene, more = {}) => pay(scene.stripe, { capture_method: 'manual', ...more })

const changing: readonly Row[] = [
  does('paymentIntents.update', 'takes another amount and a card', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(usd)
    const changed = await stripe.paymentIntents.update(id, {
      amount: 5_000,
      payment_method: 'pm_card_visa',
      statement_descriptor: 'NORTHPOST BEANS',
      metadata: { a: '1' },
    })
    expect(changed).toMatchObject({
      amount: 5_000,
      status: 'requires_confirmation',
      statement_descriptor: 'NORTHPOST BEANS',
      metadata: { a: '1' },
    })
  }),
  refuses(
    'paymentIntents.update',
    'refuses another amount once it is paid',
    async ({ stripe }) => stripe.paymentIntents.update((await pay(stripe)).id, { amount: 5_000 }),
    invalid({
      code: 'payment_intent_unexpected_state',
      message: /amount could not be updated because it has a status of succeeded/,
    }),
  ),
  does('paymentIntents.confirm', 'pays from the browser with a typed card', async scene => {
    const { id, client_secret } = await scene.stripe.paymentIntents.create(usd)
    await browserOf(scene).rawRequest('POST', `/v1/payment_intents/${id}/confirm`, {
      client_secret,
      payment_method_data: {
        type: 'card',
        card: { number: '4242424242424242', exp_month: 12, exp_year: 40, cvc: '123' },
      },
    })
    const paid = await scene.stripe.paymentIntents.retrieve(id, { expand: ['payment_method'] })
    expect(paid).toMatchObject({
      status: 'succeeded',
      payment_method: { card: { last4: '4242', exp_year: 2040 } },
    })
  }),
  refuses(
    'paymentIntents.confirm',
    'refuses without a payment method',
    async ({ stripe }) => stripe.paymentIntents.confirm((await stripe.paymentIntents.create(usd)).id),
    invalid({ code: 'payment_intent_unexpected_state', message: /missing a payment method/ }),
  ),
  refuses(
    'paymentIntents.confirm',
    'refuses a browser when the server confirms',
    async scene => {
      const { id, client_secret } = await scene.stripe.paymentIntents.create({
        ...usd,
        confirmation_method: 'manual',
        payment_method: 'pm_card_visa',
      })
      return await browserOf(scene).rawRequest('POST', `/v1/payment_intents/${id}/confirm`, { client_secret })
    },
    invalid({ message: /cannot be confirmed using your publishable key/ }),
  ),
  refuses(
    'paymentIntents.confirm',
    'refuses a card that was used up before',
    async ({ stripe }) => {
      const { payment_method: used } = await pay(stripe)
      return await stripe.paymentIntents.create({ ...usd, payment_method: String(used), confirm: true })
    },
    invalid({ message: /may not be used again/ }),
  ),
  refuses(
    'paymentIntents.confirm',
    'declines when an action may not be asked for',
    ({ stripe }) => pay(stripe, { card: 'authenticationRequired', error_on_requires_action: true }),
    { class: 'StripeCardError', status: 402, code: 'authentication_required' },
  ),
  refuses(
    'paymentIntents.confirm',
    'declines off session when the issuer wants the customer',
    ({ stripe }) => pay(stripe, { card: 'authenticationRequired', off_session: true }),
    { class: 'StripeCardError', status: 402, code: 'authentication_required' },
  ),
]

const ending: readonly Row[] = [
  does('paymentIntents.capture', 'takes a part and releases the rest', async scene => {
    const { id } = await held(scene)
    const captured = await scene.stripe.paymentIntents.capture(id, {
      amount_to_capture: 3_000,
      statement_descriptor: 'NORTHPOST PART',
    })
    expect(captured).toMatchObject({ status: 'succeeded', amount_received: 3_000, amount_capturable: 0 })
    expect(await scene.stripe.charges.retrieve(chargeOf(captured))).toMatchObject({
      amount: 4_200,
      amount_captured: 3_000,
      amount_refunded: 0,
      statement_descriptor: 'NORTHPOST PART',
    })
  }),
  refuses(
    'paymentIntents.capture',
    'refuses more than is held',
    async scene => scene.stripe.paymentIntents.capture((await held(scene)).id, { amount_to_capture: 4_201 }),
    invalid({ code: 'amount_too_large', param: 'amount_to_capture' }),
  ),
  refuses(
    'paymentIntents.capture',
    'refuses one that is paid',
    async ({ stripe }) => stripe.paymentIntents.capture((await pay(stripe)).id),
    invalid({ code: 'payment_intent_unexpected_state' }),
  ),
  does('paymentIntents.cancel', 'releases what is held', async scene => {
    const { id } = await held(scene)
    const canceled = await scene.stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' })
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
  }),
  refuses(
    'paymentIntents.cancel',
    'refuses one that is paid',
    async ({ stripe }) => stripe.paymentIntents.cancel((await pay(stripe)).id),
    invalid({ code: 'payment_intent_unexpected_state', message: /has a status of succeeded/ }),
  ),
  does('paymentIntents.incrementAuthorization', 'holds more when it was asked for', async scene => {
    const { id } = await held(scene, {
      payment_method_options: { card: { request_incremental_authorization: 'if_available' } },
    })
    const more = await scene.stripe.paymentIntents.incrementAuthorization(id, { amount: 5_000 })
    expect(more).toMatchObject({ amount: 5_000, amount_capturable: 5_000, status: 'requires_capture' })
  }),
  refuses(
    'paymentIntents.incrementAuthorization',
    'refuses when it was not',
    async scene =>
      scene.stripe.paymentIntents.incrementAuthorization((await held(scene)).id, { amount: 5_000 }),
    invalid({ message: /not eligible for incremental authorization/ }),
  ),
]

export const paymentIntentStepRows: readonly Row[] = [...changing, ...ending]
