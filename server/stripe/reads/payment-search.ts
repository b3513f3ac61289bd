import type Stripe from 'stripe'
import { customerRefOf } from '#server/stripe/mapping/customer.ts'
import { paymentSummaryOf } from '#server/stripe/mapping/payment.ts'
import { expanded } from '#server/stripe/mapping/stripe-object.ts'
import type { StripeReader } from '#server/stripe/port.ts'
import { anyChange } from '#server/stripe/read-cache.ts'
import type { StripeCalls } from '#server/stripe/stripe-calls.ts'
import type { PaymentSummary } from '#shared/domain/payment.ts'
import { listFreshForMs, listKey } from './list-page.ts'
import { disputesOfCharges } from './payment-objects.ts'
import { ofCharge } from './payment-reads.ts'
import { quoted } from './search-query.ts'

type PaymentSearch = Pick<StripeReader, 'findPaymentsByLast4' | 'findPaymentsByAmount'>

/** Stripe takes ten clauses a query. */
const mostClauses = 10

export function createPaymentSearch(calls: StripeCalls): PaymentSearch {
  const find = (query: string): Promise<PaymentSummary[]> =>
    calls.read({
      key: listKey('findPayments', { query }),
      ids: [anyChange],
      freshForMs: listFreshForMs,
      load: () => searchCharges(calls, query),
    })
  return {
    findPaymentsByLast4: last4 => find(`payment_method_details.card.last4:${quoted(last4)}`),
    async findPaymentsByAmount(amounts) {
      const [first, ...others] = amounts
      if (!first) return []
      if (others.length === 0) return await find(`amount:${first.amount} AND currency:"${first.currency}"`)
      // AND and OR never stand in one query: the amounts are asked for, and the currencies sorted out here.
      const values = [...new Set(amounts.map(({ amount }) => amount))].slice(0, mostClauses)
      const found = await find(values.map(amount => `amount:${amount}`).join(' OR '))
      return found.filter(payment =>
        amounts.some(({ amount, currency }) => amount === payment.amount && currency === payment.currency),
      )
    },
  }
}

/** The index knows charges: a payment with several tries is told once, by the one that it came to. */
async function searchCharges(calls: StripeCalls, query: string): Promise<PaymentSummary[]> {
  const expand = ['data.customer', 'data.payment_intent.latest_charge']
  const found = await calls.send('search', stripe => stripe.charges.search({ query, limit: 50, expand }))
  const disputes = await disputesOfCharges(calls, found.data, {})
  const payments = new Map<string, PaymentSummary>()
  for (const hit of found.data) {
    const intent = expanded<Stripe.PaymentIntent>(hit.payment_intent)
    const charge = expanded<Stripe.Charge>(intent?.latest_charge) ?? hit
    const summary = paymentSummaryOf({ intent, charge, disputes: ofCharge(disputes, charge) })
    // The hit has its customer expanded, the intent only its id.
    if (!payments.has(summary.id))
      payments.set(summary.id, { ...summary, customer: customerRefOf(hit.customer) })
  }
  return [...payments.values()]
}
