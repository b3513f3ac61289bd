import fc from 'fast-check'
import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { pay } from './pay.ts'
import { startTestSandbox } from './sandbox-client.ts'

type Sandbox = Awaited<ReturnType<typeof startTestSandbox>>
type Step = (sandbox: Sandbox, intents: Stripe.PaymentIntent[]) => Promise<unknown>

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
const pick = <T>(from: readonly T[], index: number): T | undefined => from[index % Math.max(1, from.length)]

const paying = fc.record({
  card: fc.constantFrom(...cards),
  amount: fc.integer({ min: 50, max: 9_999 }),
  manual: fc.boolean(),
})
const aimed = fc.record({ at: fc.nat(20), amount: fc.integer({ min: 1, max: 9_999 }) })

/** Any step may be refused: what must hold, holds after refusals too. */
const step: fc.Arbitrary<Step> = fc.oneof(
  paying.map(
    ({ card, amount, manual }): Step =>
      async ({ stripe }, intents) => {
        intents.push(
          await pay(stripe, { card, amount, ...(manual ? { capture_method: 'manual' as const } : {}) }),
        )
      },
  ),
  aimed.map(
    ({ at, amount }): Step =>
      async ({ stripe }, intents) => {
        await stripe.refunds.create({ payment_intent: pick(intents, at)?.id ?? 'pi_none', amount })
      },
  ),
  aimed.map(
    ({ at, amount }): Step =>
      async ({ stripe }, intents) => {
        await stripe.paymentIntents.capture(pick(intents, at)?.id ?? 'pi_none', { amount_to_capture: amount })
      },
  ),
  fc.nat(20).map(
    (at): Step =>
      async ({ stripe }, intents) => {
        await stripe.paymentIntents.cancel(pick(intents, at)?.id ?? 'pi_none')
      },
  ),
  fc.constantFrom('winning_evidence', 'losing_evidence', 'escalate_inquiry_evidence').map(
    (words): Step =>
      async ({ stripe }) => {
        const [dispute] = (await stripe.disputes.list({ limit: 1 })).data
        if (dispute) await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: words } })
      },
  ),
  fc.constantFrom(1_000, 6_000, 10 * 86_400_000).map(
    (advanceMs): Step =>
      ({ control }) =>
        control('POST', '/clock', { advanceMs }),
  ),
)

async function checkCharge({ stripe }: Sandbox, charge: Stripe.Charge): Promise<void> {
  const refunds = await stripe.refunds.list({ charge: charge.id, limit: 100 })
  const given = refunds.data
    .filter(({ status }) => status !== 'failed' && status !== 'canceled')
    .reduce((sum, { amount }) => sum + amount, 0)
  expect(charge.amount_refunded).toBe(given)
  expect(given).toBeLessThanOrEqual(charge.captured ? charge.amount_captured : charge.amount)
  expect(charge.amount_captured).toBeLessThanOrEqual(charge.amount)
}

test('whatever happens, refunds stay within what was captured and the balance is the sum of its lines', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async steps => {
      const sandbox = await startTestSandbox()
      const intents: Stripe.PaymentIntent[] = []
      for (const act of steps) await act(sandbox, intents).catch(() => undefined)

      const { stripe } = sandbox
      for (const charge of (await stripe.charges.list({ limit: 100 })).data)
        await checkCharge(sandbox, charge)
      const lines = await stripe.balanceTransactions.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 })
      const { available, pending } = await stripe.balance.retrieve()
      const total = [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0)
      expect(total).toBe(lines.reduce((sum, { net }) => sum + net, 0))
      const disputed = (await stripe.disputes.list({ limit: 100 })).data
      for (const { status, balance_transactions: moved } of disputed) {
        const net = moved.reduce((sum, { amount }) => sum + amount, 0)
        if (status === 'won' || status.startsWith('warning_')) expect(net).toBe(0)
        else expect(net).toBeLessThan(0)
      }
    }),
    { numRuns: 20 },
  )
}, 60_000)
