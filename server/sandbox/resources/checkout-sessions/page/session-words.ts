import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import { checkoutPlans, type Session } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { costOf } from '#server/sandbox/resources/prices/price-cost.ts'
import { formatMoney } from '#shared/domain/money.ts'

const daySeconds = 24 * 60 * 60

/** Such as `per month`, or `every 3 months`. */
export const cadence = ({ interval, interval_count: count }: Stripe.Price.Recurring): string =>
  count === 1 ? `per ${interval}` : `every ${count} ${interval}s`

/** What comes again and again, each cadence with its own sum: `$20.00 per month and $5.00 per year`. */
export function recurringSum(items: readonly Stripe.LineItem[]): string {
  const sums = new Map<string, number>()
  for (const { price, quantity } of items) {
    if (!price?.recurring) continue
    const every = cadence(price.recurring)
    sums.set(every, (sums.get(every) ?? 0) + costOf(price, quantity ?? 1))
  }
  const currency = items[0]?.currency ?? 'usd'
  return [...sums].map(([every, amount]) => `${formatMoney({ amount, currency })} ${every}`).join(' and ')
}

/** How long it is free from now, in whole days; `undefined` without a trial. */
export function trialDays(work: Work, session: Session): number | undefined {
  const { trial_end: end, trial_period_days: days } = work.get(checkoutPlans, session.id)?.subscription ?? {}
  return end === undefined ? days : Math.ceil((end - work.now) / daySeconds)
}

export interface Words {
  readonly title: string
  /** The sum above the list, such as `$42.00` or `14 days free`. */
  readonly headline: string
  readonly aside: string | undefined
  readonly button: string
  /** What pressing the button agrees to. */
  readonly footnote: string | undefined
}

const named = (items: readonly Stripe.LineItem[], merchant: string): string =>
  items.length === 1 ? (items[0]?.description ?? merchant) : merchant

function subscriptionWords(work: Work, session: Session, merchant: string): Words {
  const items = work.get(checkoutPlans, session.id)?.items ?? []
  const recurring = recurringSum(items)
  const days = trialDays(work, session)
  const today = formatMoney({ amount: session.amount_total ?? 0, currency: session.currency ?? 'usd' })
  const name = named(
    items.filter(({ price }) => price?.recurring),
    merchant,
  )
  if (days !== undefined) {
    return {
      title: `Try ${name}`,
      headline: `${days} ${days === 1 ? 'day' : 'days'} free`,
      aside: `Then ${recurring}`,
      button: 'Start trial',
      footnote: `After the trial ${merchant} charges ${recurring} until you cancel.`,
    }
  }
  const once =
    items.some(({ price }) => !price?.recurring) || (session.total_details?.amount_discount ?? 0) > 0
  return {
    title: `Subscribe to ${name}`,
    headline: once ? today : recurring,
    aside: once ? `Then ${recurring}` : undefined,
    button: 'Subscribe',
    footnote: `By subscribing, you allow ${merchant} to charge you ${recurring} until you cancel.`,
  }
}

function paymentButton({ submit_type: type, amount_total: total }: Session, amount: string): string {
  if (total === 0) return 'Complete order'
  if (type === 'donate') return `Donate ${amount}`
  if (type === 'book') return `Book for ${amount}`
  return type === 'subscribe' ? 'Subscribe' : `Pay ${amount}`
}

/** What the page says a customer is about to do, in every mode. */
export function wordsOf(work: Work, session: Session, merchant: string): Words {
  if (session.mode === 'setup') {
    return {
      title: `Save a card with ${merchant}`,
      headline: 'Nothing is charged today',
      aside: undefined,
      button: 'Save card',
      footnote: `By saving your card, you allow ${merchant} to charge it for future payments by its terms.`,
    }
  }
  if (session.mode === 'subscription') return subscriptionWords(work, session, merchant)
  const amount = formatMoney({ amount: session.amount_total ?? 0, currency: session.currency ?? 'usd' })
  return {
    title: `Pay ${merchant}`,
    headline: amount,
    aside: undefined,
    button: paymentButton(session, amount),
    footnote: undefined,
  }
}
