import fc from 'fast-check'
import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { inFrozenTime } from './frozen-sandbox.ts'
import { anyStep, type Company, refunding, type Step } from './money-steps.ts'

async function all<T extends { id: string }>(list: Stripe.ApiListPromise<T>): Promise<T[]> {
  return await list.autoPagingToArray({ limit: 10_000 })
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

/** No charge gives back more than it took, and it says itself how much that is. */
async function expectRefundsWithin(stripe: Stripe): Promise<void> {
  const refunds = await all(stripe.refunds.list({ limit: 100 }))
  for (const charge of await all(stripe.charges.list({ limit: 100 }))) {
    const given = refunds.filter(
      ({ charge: of, status }) => of === charge.id && status !== 'failed' && status !== 'canceled',
    )
    const most = charge.captured ? charge.amount_captured : charge.amount
    expect(charge.amount_refunded).toBe(sum(given.map(({ amount }) => amount)))
    expect(charge.amount_refunded).toBeLessThanOrEqual(most)
    expect(charge.amount_captured).toBeLessThanOrEqual(charge.amount)
    expect(charge.refunded).toBe(most > 0 && charge.amount_refunded === most)
  }
}

function byCurrency(entries: readonly { currency: string; amount: number }[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { currency, amount } of entries) sums[currency] = (sums[currency] ?? 0) + amount
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0))
}

/** The balance of an account is what its lines say, currency by currency. */
async function expectBalanced(stripe: Stripe, stripeAccount?: string): Promise<void> {
  const options = stripeAccount === undefined ? {} : { stripeAccount }
  const lines = await all(stripe.balanceTransactions.list({ limit: 100 }, options))
  const { available, pending } = await stripe.balance.retrieve({}, options)
  const told = lines.map(({ currency, net }) => ({ currency, amount: net }))
  expect(byCurrency([...available, ...pending])).toEqual(byCurrency(told))
  for (const { amount, fee, net } of lines) expect(net).toBe(amount - fee)
}

/** What a dispute took is back when it is won, and gone while it is open or lost. */
async function expectDisputesSettled(stripe: Stripe): Promise<void> {
  for (const { id, status, balance_transactions: moved } of await all(stripe.disputes.list({ limit: 100 }))) {
    const amount = sum(moved.map(line => line.amount))
    if (status === 'won' || status.startsWith('warning_')) expect(amount, id).toBe(0)
    else expect(amount, id).toBeLessThan(0)
  }
}

async function expectSound({ stripe, accounts }: Company): Promise<void> {
  await expectRefundsWithin(stripe)
  await expectDisputesSettled(stripe)
  for (const account of [undefined, ...accounts]) await expectBalanced(stripe, account)
}

/** Plays rounds of steps, the steps of a round all at once; nothing that a step meets may be worse than a refusal. */
async function play(
  rounds: readonly (readonly Step[])[],
  after: (company: Company) => Promise<void>,
): Promise<void> {
  await inFrozenTime({}, async frozen => {
    const company: Company = { ...frozen, intents: [], accounts: [] }
    for (const round of rounds) {
      const results = await Promise.allSettled(round.map(step => step(company)))
      for (const result of results) {
        if (result.status === 'rejected')
          expect(result.reason.statusCode, String(result.reason)).toBeLessThan(500)
      }
    }
    await after(company)
  })
}

test('whatever happens, refunds stay within what was captured and the balance is the sum of its lines', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 30 }), async steps => {
      await play(
        steps.map(step => [step]),
        expectSound,
      )
    }),
    { numRuns: 15 },
  )
}, 60_000)

test('and they do when it all happens at once', async () => {
  const round = fc.array(anyStep, { minLength: 2, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 2, maxLength: 6 }), rounds => play(rounds, expectSound)),
    { numRuns: 12 },
  )
}, 60_000)

test('refunds that race for one payment take it once', async () => {
  const race = fc.array(refunding, { minLength: 3, maxLength: 12 })
  const taking: Step = async ({ stripe, intents }) => {
    const params = { amount: 9_999, currency: 'usd', payment_method: 'pm_card_visa', confirm: true }
    intents.push((await stripe.paymentIntents.create(params)).id)
  }
  await fc.assert(
    fc.asyncProperty(race, steps => play([[taking], steps], expectSound)),
    { numRuns: 15 },
  )
}, 60_000)
