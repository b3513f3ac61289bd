import { expect } from 'vitest'
import { chargeOf, pay } from '#test/sandbox/pay.ts'
import { refusal } from '#test/sandbox/refusal.ts'
import { does, type Refusal, type Row, refuses, type Scene } from './row.ts'

const invalid = (facts: Omit<Refusal, 'class' | 'status'>): Refusal => ({
  class: 'StripeInvalidRequestError',
  status: 400,
  ...facts,
})
const missing: Refusal = {
  class: 'StripeInvalidRequestError',
  status: 404,
  code: 'resource_missing',
  param: 'id',
}

/** The id of a refund that waits for its customer to say where the money should go. */
async function waiting({ control }: Scene): Promise<string> {
  return String((await control('POST', '/scenarios/refund-requires-action', {})).refund)
}

const creating: readonly Row[] = [
  does('refunds.create', 'gives back a part', async ({ stripe }) => {
    const intent = await pay(stripe, { amount: 4_200 })
    const refund = await stripe.refunds.create({
      payment_intent: intent.id,
      amount: 1_000,
      reason: 'requested_by_customer',
      metadata: { ticket: '7' },
    })
    expect(refund).toMatchObject({
      amount: 1_000,
      status: 'succeeded',
      payment_intent: intent.id,
      reason: 'requested_by_customer',
      metadata: { ticket: '7' },
    })
  }),
  refuses(
    'refunds.create',
    'refuses more than is left',
    async ({ stripe }) => {
      const intent = await pay(stripe, { amount: 4_200 })
      return await stripe.refunds.create({ payment_intent: intent.id, amount: 4_201 })
    },
    invalid({
      param: 'amount',
      message: /^Refund amount \(\$42\.01\) is greater than unrefunded amount on charge \(\$42\.00\)$/,
    }),
  ),
  refuses(
    'refunds.create',
    'refuses when all is given back',
    async ({ stripe }) => {
      const { id } = await pay(stripe)
      await stripe.refunds.create({ payment_intent: id })
      return await stripe.refunds.create({ payment_intent: id })
    },
    invalid({ code: 'charge_already_refunded', message: /has already been refunded/ }),
  ),
  refuses(
    'refunds.create',
    'refuses nothing',
    async ({ stripe }) => stripe.refunds.create({ payment_intent: (await pay(stripe)).id, amount: 0 }),
    invalid({ code: 'parameter_invalid_integer', param: 'amount' }),
  ),
  refuses(
    'refunds.create',
    'refuses without a payment',
    ({ stripe }) => stripe.refunds.create({ amount: 100 }),
    invalid({ message: /^One of the following params should be provided/ }),
  ),
  refuses(
    'refunds.create',
    'refuses what was not captured',
    async ({ stripe }) => {
      const { id } = await pay(stripe, { capture_method: 'manual' })
      return await stripe.refunds.create({ payment_intent: id })
    },
    invalid({ message: /uncaptured.*cancel its PaymentIntent/ }),
  ),
  refuses(
    'refunds.create',
    'refuses a payment that failed',
    async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create({ amount: 4_200, currency: 'usd' })
      await refusal(stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_chargeDeclined' }))
      return await stripe.refunds.create({ payment_intent: id })
    },
    invalid({ param: 'payment_intent', message: /does not have a successful charge to refund/ }),
  ),
  refuses(
    'refunds.create',
    'refuses while the bank has the money',
    async ({ stripe, control }) => {
      const { id } = await pay(stripe, { card: 'createDispute' })
      await control('POST', '/clock', { advanceMs: 1_000 })
      return await stripe.refunds.create({ payment_intent: id })
    },
    invalid({ code: 'charge_disputed', message: /has been charged back; cannot issue a refund/ }),
  ),
  refuses(
    'refunds.create',
    'refuses another currency',
    async ({ stripe }) => {
      const { id } = await pay(stripe)
      return await stripe.refunds.create({ payment_intent: id, currency: 'eur' })
    },
    invalid({ param: 'currency' }),
  ),
  refuses(
    'refunds.create',
    'refuses a charge of another payment',
    async ({ stripe }) => {
      const [one, other] = [await pay(stripe), await pay(stripe)]
      return await stripe.refunds.create({ payment_intent: one.id, charge: chargeOf(other) })
    },
    invalid({ param: 'charge' }),
  ),
  refuses(
    'refunds.create',
    'refuses a cash balance that nobody has',
    async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create()
      return await stripe.refunds.create({
        origin: 'customer_balance',
        customer,
        amount: 100,
        currency: 'usd',
      })
    },
    invalid({ param: 'origin' }),
  ),
]

const later: readonly Row[] = [
  does('refunds.retrieve', 'finds one by its id', async ({ stripe }) => {
    const made = await stripe.refunds.create({ payment_intent: (await pay(stripe)).id })
    expect(await stripe.refunds.retrieve(made.id)).toMatchObject({ id: made.id, status: 'succeeded' })
  }),
  refuses(
    'refunds.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.refunds.retrieve('re_none'),
    missing,
  ),
  does('refunds.update', 'takes metadata', async ({ stripe }) => {
    const { id } = await stripe.refunds.create({ payment_intent: (await pay(stripe)).id })
    expect((await stripe.refunds.update(id, { metadata: { a: '1' } })).metadata).toEqual({ a: '1' })
    expect((await stripe.refunds.update(id, { metadata: '' })).metadata).toEqual({})
  }),
  refuses(
    'refunds.update',
    'refuses all else',
    async ({ stripe }) => {
      const { id } = await stripe.refunds.create({ payment_intent: (await pay(stripe)).id })
      return await stripe.rawRequest('POST', `/v1/refunds/${id}`, { amount: 1 })
    },
    invalid({ code: 'parameter_unknown', param: 'amount' }),
  ),
  does('refunds.list', 'filters by charge and by payment intent', async ({ stripe }) => {
    const [one, other] = [await pay(stripe), await pay(stripe)]
    const refund = await stripe.refunds.create({ payment_intent: one.id })
    await stripe.refunds.create({ payment_intent: other.id })
    expect((await stripe.refunds.list({ charge: chargeOf(one) })).data).toEqual([refund])
    expect((await stripe.refunds.list({ payment_intent: one.id })).data).toEqual([refund])
  }),
  refuses(
    'refunds.list',
    'refuses both cursors at once',
    ({ stripe }) => stripe.refunds.list({ starting_after: 're_a', ending_before: 're_b' }),
    invalid({ message: /only specify one of these parameters/ }),
  ),
  does('refunds.cancel', 'takes back one that waits for its customer', async scene => {
    const canceled = await scene.stripe.refunds.cancel(await waiting(scene), { expand: ['charge'] })
    expect(canceled).toMatchObject({ status: 'canceled', charge: { amount_refunded: 0, refunded: false } })
  }),
  refuses(
    'refunds.cancel',
    'refuses one that is through',
    async ({ stripe }) => {
      const { id } = await stripe.refunds.create({ payment_intent: (await pay(stripe)).id })
      return await stripe.refunds.cancel(id)
    },
    invalid({ message: /^Canceling this refund is unsupported\.$/ }),
  ),
]

export const refundRows: readonly Row[] = [...creating, ...later]
