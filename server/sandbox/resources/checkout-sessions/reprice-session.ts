import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { checkAmount } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { type CheckoutPlan, checkoutPlans, checkoutSessions, type Session } from './checkout-session.ts'
import { termsOf, toldOf } from './session-discount.ts'
import { costOfShipping } from './shipping.ts'
import { amountsOf, priceItems } from './totals.ts'

/** @throws {ApiFailure} 400 for a sum that is above nothing and below what a card can be charged. */
export function checkTotal({ amount_total: total, currency, mode }: Session): void {
  if (mode === 'payment' && total && currency) checkAmount(total, currency)
}

const hasTrial = ({ subscription: data }: CheckoutPlan): boolean =>
  data?.trial_end !== undefined || data?.trial_period_days !== undefined

interface Change {
  readonly items?: readonly Stripe.LineItem[]
  /** `null` takes the discount away. */
  readonly discount?: Stripe.Discount | null
  readonly options?: Session['shipping_options']
  /** The rate that the customer chose; without it the first is taken. */
  readonly rate?: string
}

/** Writes an open session and its plan with a changed cart, all sums told anew. @throws {ApiFailure} 400 by `checkTotal`. */
export function reprice(work: Work, session: Session, plan: CheckoutPlan, change: Change = {}): Session {
  const discount = (change.discount === undefined ? plan.discount : change.discount) ?? undefined
  const off = discount && termsOf(work, discount)
  const items = priceItems(change.items ?? plan.items, { off, trial: hasTrial(plan) })
  const options = change.options ?? session.shipping_options
  const rate = change.rate ?? idOf(session.shipping_cost?.shipping_rate)
  const option = options.find(({ shipping_rate: id }) => id === rate) ?? options[0]
  const shipping_cost = costOfShipping(option)
  work.put(checkoutPlans, { ...plan, items, discount })
  const priced = work.put(checkoutSessions, {
    ...session,
    ...amountsOf(items, shipping_cost?.amount_total ?? null),
    discounts: toldOf(discount),
    shipping_cost,
    shipping_options: options,
  })
  checkTotal(priced)
  return priced
}
