import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { products } from '#server/sandbox/resources/products/product.ts'
import { endOfPeriod } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { formatMoney } from '#shared/domain/money.ts'

const days = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** `24 December 2026` */
export const dayInWords = (seconds: number): string => days.format(seconds * 1000)

/** `€38.00 per month`, `€24.00 every 3 months` */
export function priceInWords({ unit_amount, currency, recurring }: Stripe.Price, quantity = 1): string {
  const money = formatMoney({ amount: (unit_amount ?? 0) * quantity, currency })
  if (!recurring) return money
  const { interval, interval_count: count } = recurring
  return count === 1 ? `${money} per ${interval}` : `${money} every ${count} ${interval}s`
}

export const productName = (work: Work, price: Stripe.Price): string =>
  work.get(products, idOf(price.product) ?? '')?.name ?? price.nickname ?? 'Plan'

/** What is subscribed to: names and prices of all items. */
export const planInWords = (work: Work, { items }: Stripe.Subscription): string =>
  items.data
    .map(({ price, quantity = 1 }) => {
      const name = productName(work, price)
      return `${quantity > 1 ? `${quantity} × ` : ''}${name}, ${priceInWords(price, quantity)}`
    })
    .join('; ')

/** How it stands with a subscription, in one sentence. */
export function standing(subscription: Stripe.Subscription): string {
  const end = dayInWords(subscription.cancel_at ?? endOfPeriod(subscription))
  if (subscription.cancel_at !== null) return `Your plan will be canceled on ${end}.`
  if (subscription.pause_collection) return 'Your payments are paused.'
  switch (subscription.status) {
    case 'trialing':
      return `Your free trial ends on ${dayInWords(subscription.trial_end ?? endOfPeriod(subscription))}.`
    case 'past_due':
    case 'unpaid':
      return 'Your last payment failed. Update your payment method.'
    case 'incomplete':
      return 'Your first payment is not complete.'
    case 'paused':
      return 'Your subscription is paused.'
    default:
      return `Your plan renews on ${end}.`
  }
}
