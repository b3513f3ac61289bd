import type Stripe from 'stripe'

/** A connected account that may take payments and be sent money. */
export const connect = (stripe: Stripe, params: Stripe.AccountCreateParams = {}): Promise<Stripe.Account> =>
  stripe.accounts.create({
    type: 'custom',
    country: 'US',
    business_type: 'individual',
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    external_account: 'btok_us_verified',
    tos_acceptance: { date: 1_700_000_000, ip: '127.0.0.1' },
    ...params,
  })

/** What an account's ledger comes to, and its lines without their ids, the oldest first. */
export async function ledgerOf(stripe: Stripe, account?: string) {
  const options = account === undefined ? {} : { stripeAccount: account }
  const { data } = await stripe.balanceTransactions.list({ limit: 100 }, options)
  const lines = data.reverse().map(({ type, amount, fee, net }) => ({ type, amount, fee, net }))
  return { lines, sum: lines.reduce((sum, { net }) => sum + net, 0) }
}
