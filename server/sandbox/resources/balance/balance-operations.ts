import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { currency, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { payouts } from '#server/sandbox/resources/payouts/payout.ts'
import { balanceSums } from './available.ts'
import { balanceTransactions } from './balance-transaction.ts'

const listParams = {
  ...pageParams,
  created: createdParam,
  currency: currency(),
  payout: string(),
  source: string(),
  type: string(),
}

/** @throws {ApiFailure} 400 for a payout that was asked for: only Stripe's own know which lines they pay out. */
function checkPayout(work: Work, id: string | undefined): void {
  if (id === undefined) return
  if (work.need(payouts, id, 'payout', 400).automatic) return
  throw invalid('Balance transaction history can only be filtered on automatic transfers, not manual.', {
    param: 'payout',
  })
}

function balance(work: Work): Stripe.Balance {
  const { available, pending } = balanceSums(work)
  const currencies = [...new Set([...available.keys(), ...pending.keys()])]
  const told = (sums: ReadonlyMap<string, number>) =>
    (currencies.length > 0 ? currencies : ['usd']).map(code => {
      const amount = sums.get(code) ?? 0
      return { amount, currency: code, source_types: { card: amount } }
    })
  return { object: 'balance', available: told(available), livemode: false, pending: told(pending) }
}

export const balanceResource: Resource = {
  kinds: [balanceTransactions],
  operations: [
    operation({ method: 'GET', path: '/v1/balance', params: {}, run: balance }),
    operation({
      method: 'GET',
      path: '/v1/balance_transactions',
      params: listParams,
      run(work, params) {
        checkPayout(work, params.payout)
        const within = createdWithin(params.created)
        return page(work, balanceTransactions, params, {
          url: '/v1/balance_transactions',
          by: params.source === undefined ? undefined : ['source', params.source],
          keep: item =>
            within(item) &&
            (params.type === undefined || item.type === params.type) &&
            (params.currency === undefined || item.currency === params.currency),
        })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/balance_transactions/:id',
      params: {},
      run: (work, _, id) => work.need(balanceTransactions, id),
    }),
  ],
}
