import { expect } from 'vitest'
import { chargeOf, pay } from '#test/sandbox/pay.ts'
import { does, type Row, refuses } from './row.ts'

const refused = { class: 'StripeInvalidRequestError', status: 400 } as const

export const balanceRows: readonly Row[] = [
  does('balance.retrieve', 'tells what is available and what is still pending', async ({ stripe }) => {
    await pay(stripe, { amount: 10_000 })
    await pay(stripe, { amount: 5_000, card: 'bypassPending' })
    const { available, pending } = await stripe.balance.retrieve()
    expect(pending).toMatchObject([{ currency: 'usd', amount: 10_000 - 320 }])
    expect(available).toMatchObject([{ currency: 'usd', amount: 5_000 - 175 }])
  }),
  does('balance.retrieve', 'makes money available two days later', async ({ stripe, control }) => {
    await pay(stripe, { amount: 10_000 })
    await control('POST', '/clock', { advanceMs: 2 * 24 * 60 * 60 * 1000 })
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 10_000 - 320 }])
  }),
  refuses(
    'balance.retrieve',
    'refuses a parameter that there is not',
    ({ stripe }) => stripe.rawRequest('GET', '/v1/balance?currency=usd'),
    { ...refused, code: 'parameter_unknown', param: 'currency' },
  ),
  does('balanceTransactions.list', 'finds the lines of a charge', async ({ stripe }) => {
    const intent = await pay(stripe)
    await pay(stripe)
    const { data } = await stripe.balanceTransactions.list({ source: chargeOf(intent) })
    expect(data).toMatchObject([{ type: 'charge', amount: 4_200, source: chargeOf(intent) }])
  }),
  refuses(
    'balanceTransactions.list',
    'refuses a cursor that does not exist',
    ({ stripe }) => stripe.balanceTransactions.list({ ending_before: 'txn_none' }),
    { ...refused, code: 'resource_missing', param: 'ending_before' },
  ),
  refuses(
    'balanceTransactions.list',
    'refuses the lines of a payout that was asked for',
    async ({ stripe }) => {
      await pay(stripe, { amount: 10_000, card: 'bypassPending' })
      const { id: payout } = await stripe.payouts.create({ amount: 1_000, currency: 'usd' })
      return await stripe.balanceTransactions.list({ payout })
    },
    { ...refused, param: 'payout', message: /automatic transfers, not manual/ },
  ),
  does('balanceTransactions.retrieve', 'tells amount, fee and net', async ({ stripe }) => {
    const intent = await pay(stripe, { amount: 10_000 })
    const [line] = (await stripe.balanceTransactions.list({ source: chargeOf(intent) })).data
    expect(await stripe.balanceTransactions.retrieve(line?.id ?? '')).toMatchObject({
      amount: 10_000,
      fee: 320,
      net: 9_680,
    })
  }),
  refuses(
    'balanceTransactions.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.balanceTransactions.retrieve('txn_none'),
    { class: 'StripeInvalidRequestError', status: 404, code: 'resource_missing', param: 'id' },
  ),
]
