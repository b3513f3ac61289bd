import { expect } from 'vitest'
import { browserOf, typed } from './browser.ts'
import { does, type Refusal, type Row, refuses, type Scene } from './row.ts'

const missing: Refusal = {
  class: 'StripeInvalidRequestError',
  status: 404,
  code: 'resource_missing',
  param: 'intent',
  message: /^No such setupintent: 'seti_none'$/,
}
const wrongState = (message: RegExp): Refusal => ({
  class: 'StripeInvalidRequestError',
  status: 400,
  code: 'setup_intent_unexpected_state',
  message,
})

const setUp = ({ stripe }: Scene, card = 'visa') =>
  stripe.setupIntents.create({ payment_method: `pm_card_${card}`, confirm: true })

const making: readonly Row[] = [
  does('setupIntents.create', 'waits for a payment method', async ({ stripe }) => {
    const intent = await stripe.setupIntents.create({ usage: 'on_session', metadata: { a: '1' } })
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      usage: 'on_session',
      metadata: { a: '1' },
      client_secret: expect.stringContaining(`${intent.id}_secret_`),
    })
  }),
  does('setupIntents.create', 'gives the card to its customer', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create()
    const intent = await stripe.setupIntents.create({
      customer,
      payment_method: 'pm_card_visa',
      confirm: true,
    })
    expect(intent.status).toBe('succeeded')
    expect((await stripe.customers.listPaymentMethods(customer)).data).toMatchObject([
      { id: intent.payment_method },
    ])
    const types = (await stripe.events.list()).data.map(({ type }) => type)
    expect(types).toEqual([
      'setup_intent.succeeded',
      'payment_method.attached',
      'setup_intent.created',
      'customer.created',
    ])
  }),
  refuses(
    'setupIntents.create',
    'refuses the types that this version took away',
    ({ stripe }) => stripe.rawRequest('POST', '/v1/setup_intents', { payment_method_types: ['card'] }),
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      code: 'payment_method_types_no_longer_supported',
      param: 'payment_method_types',
    },
  ),
  refuses(
    'setupIntents.create',
    'declines a card that its issuer declines',
    scene => setUp(scene, 'visa_chargeDeclinedInsufficientFunds'),
    { class: 'StripeCardError', status: 402, code: 'card_declined', message: /insufficient funds/ },
  ),
  does('setupIntents.retrieve', 'gives a browser that knows its secret the intent', async scene => {
    const { id, client_secret } = await scene.stripe.setupIntents.create()
    const seen = await browserOf(scene).setupIntents.retrieve(id, { client_secret: client_secret ?? '' })
    expect(seen).toMatchObject({ id, status: 'requires_payment_method' })
  }),
  refuses(
    'setupIntents.retrieve',
    'refuses an unknown id',
    ({ stripe }) => stripe.setupIntents.retrieve('seti_none'),
    missing,
  ),
  does('setupIntents.list', 'filters by customer and payment method', async scene => {
    const { id: customer } = await scene.stripe.customers.create()
    const intent = await scene.stripe.setupIntents.create({ customer })
    const paid = await setUp(scene)
    expect((await scene.stripe.setupIntents.list({ customer })).data).toMatchObject([{ id: intent.id }])
    const by = { payment_method: String(paid.payment_method) }
    expect((await scene.stripe.setupIntents.list(by)).data).toMatchObject([{ id: paid.id }])
  }),
  refuses(
    'setupIntents.list',
    'refuses a cursor that names nothing',
    ({ stripe }) => stripe.setupIntents.list({ ending_before: 'seti_none' }),
    { class: 'StripeInvalidRequestError', status: 400, code: 'resource_missing', param: 'ending_before' },
  ),
]

const going: readonly Row[] = [
  does('setupIntents.update', 'takes a customer and a card', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create()
    const { id } = await stripe.setupIntents.create()
    const changed = await stripe.setupIntents.update(id, { customer, payment_method: 'pm_card_visa' })
    expect(changed).toMatchObject({ customer, status: 'requires_confirmation' })
  }),
  refuses(
    'setupIntents.update',
    'refuses another card once it is done',
    async scene =>
      scene.stripe.setupIntents.update((await setUp(scene)).id, { payment_method: 'pm_card_amex' }),
    wrongState(/status of succeeded/),
  ),
  does('setupIntents.confirm', 'sets up a typed card from the browser', async scene => {
    const { id, client_secret } = await scene.stripe.setupIntents.create()
    await browserOf(scene).rawRequest('POST', `/v1/setup_intents/${id}/confirm`, {
      client_secret,
      payment_method_data: typed('5555555555554444'),
    })
    const done = await scene.stripe.setupIntents.retrieve(id, {
      expand: ['payment_method', 'latest_attempt'],
    })
    expect(done).toMatchObject({
      status: 'succeeded',
      payment_method: { card: { last4: '4444' } },
      latest_attempt: { status: 'succeeded' },
    })
  }),
  refuses(
    'setupIntents.confirm',
    'refuses without a payment method',
    async ({ stripe }) => stripe.setupIntents.confirm((await stripe.setupIntents.create()).id),
    wrongState(/missing a payment method/),
  ),
  does('setupIntents.cancel', 'ends one that waits', async ({ stripe }) => {
    const { id } = await stripe.setupIntents.create()
    const canceled = await stripe.setupIntents.cancel(id, { cancellation_reason: 'abandoned' })
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
  }),
  refuses(
    'setupIntents.cancel',
    'refuses one that is done',
    async scene => scene.stripe.setupIntents.cancel((await setUp(scene)).id),
    wrongState(/status of succeeded/),
  ),
  does('setupAttempts.list', 'tells how each attempt went', async scene => {
    const { stripe, control } = scene
    const { id } = await setUp(scene, 'authenticationRequired')
    await control('POST', `/authentications/${id}`, { outcome: 'failed' })
    await stripe.setupIntents.confirm(id, { payment_method: 'pm_card_visa' })
    const { data } = await stripe.setupAttempts.list({ setup_intent: id })
    expect(data.map(({ status }) => status)).toEqual(['succeeded', 'failed'])
    expect(data[1]?.setup_error).toMatchObject({ code: 'setup_intent_authentication_failure' })
  }),
  refuses(
    'setupAttempts.list',
    'refuses without an intent',
    ({ stripe }) => stripe.rawRequest('GET', '/v1/setup_attempts'),
    { class: 'StripeInvalidRequestError', status: 400, code: 'parameter_missing', param: 'setup_intent' },
  ),
]

export const setupIntentRows: readonly Row[] = [...making, ...going]
