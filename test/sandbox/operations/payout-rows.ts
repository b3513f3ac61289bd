import type Stripe from 'stripe'
import { expect } from 'vitest'
import { pay } from '#test/sandbox/pay.ts'
import { does, type Row, refuses, type Scene } from './row.ts'

const refused = { class: 'StripeInvalidRequestError', status: 400 } as const
const missing = {
  class: 'StripeInvalidRequestError',
  status: 404,
  code: 'resource_missing',
  param: 'payout',
} as const

/** A payout of money that is available at once. */
async function paidOut(
  stripe: Stripe,
  params: Partial<Stripe.PayoutCreateParams> = {},
): Promise<Stripe.Payout> {
  await pay(stripe, { card: 'bypassPending', amount: 100_000, currency: params.currency ?? 'usd' })
  return await stripe.payouts.create({ amount: 4_000, currency: 'usd', ...params })
}

const daysLater = ({ control }: Scene, days: number) =>
  control('POST', '/clock', { advanceMs: days * 24 * 60 * 60 * 1000 })

export const payoutRows: readonly Row[] = [
  does('payouts.create', 'takes money out of the available balance', async ({ stripe }) => {
    const payout = await paidOut(stripe, { metadata: { week: '48' } })
    expect(payout).toMatchObject({ amount: 4_000, status: 'pending', method: 'standard', automatic: false })
    const { data } = await stripe.balanceTransactions.list({ type: 'payout' })
    expect(data).toMatchObject([{ amount: -4_000, fee: 0, source: payout.id, status: 'available' }])
  }),
  does('payouts.create', 'arrives on its day', async scene => {
    const { stripe } = scene
    const { id } = await paidOut(stripe)
    await daysLater(scene, 1)
    expect(await stripe.payouts.retrieve(id)).toMatchObject({ status: 'paid' })
    const { data } = await stripe.events.list({ type: 'payout.*' })
    expect(data.map(({ type }) => type)).toEqual(['payout.paid', 'payout.updated', 'payout.created'])
  }),
  refuses(
    'payouts.create',
    'refuses more than is available',
    async ({ stripe }) => {
      await pay(stripe, { amount: 10_000 })
      return await stripe.payouts.create({ amount: 1, currency: 'usd' })
    },
    { ...refused, code: 'balance_insufficient' },
  ),
  refuses(
    'payouts.create',
    'refuses forints in hundredths',
    ({ stripe }) => paidOut(stripe, { currency: 'huf', amount: 1_050 }),
    { ...refused, param: 'amount' },
  ),
  does('payouts.retrieve', 'finds one, with its bank account', async ({ stripe }) => {
    const { id } = await paidOut(stripe)
    const payout = await stripe.payouts.retrieve(id, { expand: ['destination'] })
    expect(payout.destination).toMatchObject({ object: 'bank_account', currency: 'usd' })
  }),
  refuses(
    'payouts.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.payouts.retrieve('po_none'),
    missing,
  ),
  does('payouts.update', 'takes notes', async ({ stripe }) => {
    const { id } = await paidOut(stripe)
    expect(await stripe.payouts.update(id, { metadata: { ledger: '7' } })).toMatchObject({
      metadata: { ledger: '7' },
    })
  }),
  refuses(
    'payouts.update',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.payouts.update('po_none', { metadata: {} }),
    missing,
  ),
  does('payouts.list', 'lists those of a status', async ({ stripe }) => {
    const first = await paidOut(stripe)
    await paidOut(stripe)
    await stripe.payouts.cancel(first.id)
    const { data } = await stripe.payouts.list({ status: 'canceled' })
    expect(data.map(({ id }) => id)).toEqual([first.id])
  }),
  refuses(
    'payouts.list',
    'refuses a status that there is not',
    ({ stripe }) => stripe.payouts.list({ status: 'lost' }),
    { ...refused, param: 'status' },
  ),
  does('payouts.cancel', 'gives the money back', async ({ stripe }) => {
    const { id } = await paidOut(stripe)
    const before = await stripe.balance.retrieve()
    expect(await stripe.payouts.cancel(id)).toMatchObject({ status: 'canceled' })
    const after = await stripe.balance.retrieve()
    expect((after.available[0]?.amount ?? 0) - (before.available[0]?.amount ?? 0)).toBe(4_000)
  }),
  refuses(
    'payouts.cancel',
    'refuses one that has arrived',
    async scene => {
      const { id } = await paidOut(scene.stripe)
      await daysLater(scene, 1)
      return await scene.stripe.payouts.cancel(id)
    },
    { ...refused, message: /this one is paid/ },
  ),
  does('payouts.reverse', 'takes a paid one back', async scene => {
    const { stripe } = scene
    const { id } = await paidOut(stripe)
    await daysLater(scene, 1)
    const reversal = await stripe.payouts.reverse(id)
    expect(reversal).toMatchObject({ amount: -4_000, original_payout: id })
    expect(await stripe.payouts.retrieve(id)).toMatchObject({ reversed_by: reversal.id })
  }),
  refuses(
    'payouts.reverse',
    'refuses one that is on its way',
    async ({ stripe }) => stripe.payouts.reverse((await paidOut(stripe)).id),
    { ...refused, message: /Only payouts that were paid/ },
  ),
]
