import fc from 'fast-check'
import type Stripe from 'stripe'
import { pay } from '#test/sandbox/pay.ts'
import type { FrozenSandbox } from './frozen-sandbox.ts'

/** A company at work: what it has been paid, and the accounts that it pays on. */
export interface Company extends FrozenSandbox {
  readonly intents: string[]
  readonly accounts: string[]
}

/** Something that moves money or may. Any of them may be refused: what must hold, holds after refusals too. */
export type Step = (company: Company) => Promise<unknown>

const cards = [
  'visa',
  'createDispute',
  'createDisputeInquiry',
  'createMultipleDisputes',
  'pendingRefund',
  'refundFail',
  'bypassPending',
  'chargeCustomerFail',
  'authenticationRequired',
]
const dayMs = 86_400_000
const pick = (from: readonly string[], at: number): string => from[at % Math.max(1, from.length)] ?? 'none'

const currency = fc.constantFrom('usd', 'eur', 'jpy')
const amount = fc.integer({ min: 100, max: 9_999 })
const at = fc.nat(20)
const aimed = fc.record({ at, amount })

const paying = fc.record({ card: fc.constantFrom(...cards), amount, currency, manual: fc.boolean() }).map(
  ({ manual, ...params }): Step =>
    async ({ stripe, intents }) => {
      const capture = manual ? { capture_method: 'manual' as const } : {}
      intents.push((await pay(stripe, { ...params, ...capture })).id)
    },
)

export const refunding = fc.record({ at, amount, whole: fc.boolean() }).map(
  (params): Step =>
    ({ stripe, intents }) =>
      stripe.refunds.create({
        payment_intent: pick(intents, params.at),
        ...(params.whole ? {} : { amount: params.amount }),
      }),
)

const cancelingRefund = at.map(
  (place): Step =>
    async ({ stripe }) => {
      const ids = (await stripe.refunds.list({ limit: 20 })).data.map(({ id }) => id)
      await stripe.refunds.cancel(pick(ids, place))
    },
)

const capturing = aimed.map(
  (params): Step =>
    ({ stripe, intents }) =>
      stripe.paymentIntents.capture(pick(intents, params.at), { amount_to_capture: params.amount }),
)

const canceling = at.map(
  (place): Step =>
    ({ stripe, intents }) =>
      stripe.paymentIntents.cancel(pick(intents, place)),
)

async function someDispute(stripe: Stripe, place: number): Promise<string> {
  return pick(
    (await stripe.disputes.list({ limit: 20 })).data.map(({ id }) => id),
    place,
  )
}

const answering = fc
  .record({
    at,
    words: fc.constantFrom('winning_evidence', 'losing_evidence', 'escalate_inquiry_evidence'),
  })
  .map(
    ({ at: place, words }): Step =>
      async ({ stripe }) => {
        await stripe.disputes.update(await someDispute(stripe, place), {
          evidence: { uncategorized_text: words },
        })
      },
  )

const accepting = at.map(
  (place): Step =>
    async ({ stripe }) => {
      await stripe.disputes.close(await someDispute(stripe, place))
    },
)

const payingOut = fc.record({ amount, currency }).map(
  (params): Step =>
    ({ stripe }) =>
      stripe.payouts.create(params),
)

const connecting = fc.constant<Step>(async ({ stripe, accounts }) => {
  accounts.push(
    (await stripe.accounts.create({ country: 'US', capabilities: { transfers: { requested: true } } })).id,
  )
})

const transferring = fc.record({ at, amount, currency }).map(
  ({ at: place, ...params }): Step =>
    ({ stripe, accounts }) =>
      stripe.transfers.create({ ...params, destination: pick(accounts, place) }),
)

const takingBack = aimed.map(
  (params): Step =>
    async ({ stripe }) => {
      const ids = (await stripe.transfers.list({ limit: 20 })).data.map(({ id }) => id)
      await stripe.transfers.createReversal(pick(ids, params.at), { amount: params.amount })
    },
)

export const advancing = fc.constantFrom(1_000, 6_000, dayMs, 10 * dayMs).map(
  (byMs): Step =>
    ({ sandbox }) =>
      sandbox.advance(byMs),
)

/** All of them, payments and refunds the most. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: paying, weight: 5 },
  { arbitrary: refunding, weight: 5 },
  { arbitrary: capturing, weight: 2 },
  { arbitrary: answering, weight: 2 },
  { arbitrary: advancing, weight: 2 },
  ...[canceling, cancelingRefund, accepting, payingOut, connecting, transferring, takingBack].map(
    arbitrary => ({ arbitrary, weight: 1 }),
  ),
)
