import type Stripe from 'stripe'
import { tryToCollect } from '#server/sandbox/resources/invoices/collect-invoice.ts'
import { finalizeInvoice } from '#server/sandbox/resources/invoices/finalize-invoice.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { advanceInvoice, renew } from '#server/sandbox/resources/subscriptions/bill-subscription.ts'
import {
  endSubscription,
  expireSubscription,
} from '#server/sandbox/resources/subscriptions/end-subscription.ts'
import { openSubscription } from '#server/sandbox/resources/subscriptions/open-subscription.ts'
import { periodEnd } from '#server/sandbox/resources/subscriptions/period.ts'
import { ended, endOfPeriod, subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import type { Buyer } from './buyer.ts'
import { type Catalogue, type PlanKey, plans, priceOf } from './catalogue.ts'
import type { Dice } from './dice.ts'
import { dayMs, hourMs, monthMs } from './durations.ts'
import type { HistoryWork } from './history-work.ts'
import type { Timeline } from './timeline.ts'
import { whileCardIs } from './wallet.ts'

/** How a subscription stands today. */
export type Standing =
  | 'active'
  | 'canceling'
  | 'canceled'
  | 'collection_paused'
  | 'past_due'
  | 'paused'
  | 'unpaid'
  | 'trialing'
  | 'incomplete'
  | 'incomplete_expired'

export interface Story {
  readonly plan: PlanKey
  readonly standing: Standing
  /** Full periods between the first payment and the last renewal. */
  readonly renewals: number
  /** How long ago the last renewal was (the start, when there was none). */
  readonly lastAgoMs: number
  readonly quantity?: number
  /** Position of the buyer's payment method. */
  readonly method?: number
  readonly metadata?: Stripe.Metadata
}

const nominalMs: Readonly<Record<'day' | 'week' | 'month' | 'year', number>> = {
  day: dayMs,
  week: 7 * dayMs,
  month: monthMs,
  year: 12 * monthMs,
}
const brokenCard = 'visa_chargeDeclinedInsufficientFunds'
const pausedAfterTrial = {
  paused: { subscription: { type: 'trial_end_without_payment_method' }, type: 'subscription' },
} as const

/** A subscription's past as steps on the timeline. */
class Subscriber {
  readonly #timeline: Timeline
  readonly #buyer: Buyer
  readonly #story: Story
  readonly #catalogue: () => Catalogue
  #id = ''

  constructor(timeline: Timeline, buyer: Buyer, story: Story, catalogue: () => Catalogue) {
    this.#timeline = timeline
    this.#buyer = buyer
    this.#story = story
    this.#catalogue = catalogue
  }

  get method(): string {
    return this.#buyer.method(this.#story.method ?? 0)
  }

  get(work: HistoryWork): Stripe.Subscription {
    return work.need(subscriptions, this.#id)
  }

  latestInvoice(work: HistoryWork): Stripe.Invoice {
    return work.need(invoices, String(this.get(work).latest_invoice))
  }

  open(work: HistoryWork, trialDays?: number): Stripe.Invoice {
    const { plan, quantity = 1, metadata = {} } = this.#story
    const price = priceOf(this.#catalogue(), plan, this.#buyer.person.currency)
    const { subscription, invoice } = openSubscription(work, {
      customer: this.#buyer.customerId,
      items: [{ price, quantity }],
      trialEnd: trialDays === undefined ? undefined : work.now + trialDays * 24 * 60 * 60,
      rest: { metadata, default_payment_method: this.method },
    })
    this.#id = subscription.id
    return invoice
  }

  renewal = (work: HistoryWork, broken = false): void => {
    if (this.#story.renewals === 0) return
    const subscription = this.get(work)
    if (ended.has(subscription.status)) return
    const draft = renew(work, subscription)
    if (broken) whileCardIs(work, this.method, brokenCard, () => void advanceInvoice(work, draft))
    else advanceInvoice(work, draft)
  }

  retry(work: HistoryWork, broken: boolean): void {
    const invoice = this.latestInvoice(work)
    if (invoice.status !== 'open') return
    if (broken) whileCardIs(work, this.method, brokenCard, () => void tryToCollect(work, invoice))
    else tryToCollect(work, invoice)
  }

  /** The renewals before the last one, at the calendar's own distances. */
  planPast(dice: Dice): void {
    const plan = plans.find(({ key }) => key === this.#story.plan) ?? plans[0]
    const { renewals, lastAgoMs } = this.#story
    const stepMs = nominalMs[plan.interval] * plan.count
    const last = Math.floor((this.#timeline.baseTimeMs - lastAgoMs) / 1000)
    const cadence = { interval: plan.interval, interval_count: plan.count }
    for (let back = renewals; back >= 0; back -= 1) {
      const agoMs = lastAgoMs + back * stepMs
      const atMs = periodEnd(last, cadence, -back) * 1000
      if (back === renewals)
        this.#timeline.at(agoMs, work => void advanceInvoice(work, this.open(work)), atMs)
      else if (back > 0) {
        const broken = dice.chance(0.03)
        this.#timeline.at(agoMs, work => this.renewal(work, broken), atMs)
        if (broken) this.#timeline.at(agoMs - 3 * dayMs, work => this.retry(work, false), atMs + 3 * dayMs)
      }
    }
  }
}

/** What the last renewal, or what came instead of it, did to the subscription. */
const endings: Readonly<
  Record<Standing, (subscriber: Subscriber, timeline: Timeline, lastAgoMs: number) => void>
> = {
  active: (subscriber, timeline, lastAgoMs) => timeline.at(lastAgoMs, work => subscriber.renewal(work)),
  past_due: (subscriber, timeline, lastAgoMs) =>
    timeline.at(lastAgoMs, work => subscriber.renewal(work, true)),
  unpaid(subscriber, timeline, lastAgoMs) {
    timeline.at(lastAgoMs, work => subscriber.renewal(work, true))
    for (const days of [3, 8, 15]) timeline.at(lastAgoMs - days * dayMs, work => subscriber.retry(work, true))
  },
  canceling(subscriber, timeline, lastAgoMs) {
    timeline.at(lastAgoMs, work => subscriber.renewal(work))
    timeline.at(lastAgoMs / 2, work => {
      const subscription = subscriber.get(work)
      const before = subscription.cancellation_details
      const change = {
        cancel_at_period_end: true,
        cancel_at: endOfPeriod(subscription),
        canceled_at: work.now,
        ...(before ? { cancellation_details: { ...before, reason: 'cancellation_requested' } } : {}),
      }
      work.update(subscriptions, subscription, change, 'customer.subscription.updated')
    })
  },
  canceled(subscriber, timeline, lastAgoMs) {
    timeline.at(lastAgoMs, work => {
      endSubscription(work, subscriber.get(work), { feedback: 'unused', comment: 'Too much coffee at home' })
    })
  },
  collection_paused(subscriber, timeline, lastAgoMs) {
    timeline.at(lastAgoMs, work => subscriber.renewal(work))
    timeline.at(lastAgoMs / 2, work => {
      const pause_collection = {
        behavior: 'keep_as_draft',
        resumes_at: work.now + 60 * 24 * 60 * 60,
      } as const
      work.update(subscriptions, subscriber.get(work), { pause_collection }, 'customer.subscription.updated')
    })
  },
  trialing: (subscriber, timeline, lastAgoMs) =>
    timeline.at(lastAgoMs, work => void finalizeInvoice(work, subscriber.open(work, 21))),
  paused(subscriber, timeline, lastAgoMs) {
    timeline.at(lastAgoMs + 14 * dayMs, work => void finalizeInvoice(work, subscriber.open(work, 14)))
    timeline.at(lastAgoMs, work => {
      const status_details = { paused: { ...pausedAfterTrial.paused, transitioned_at: work.now } }
      const change = { status: 'paused' as const, default_payment_method: null, status_details }
      const paused = work.put(subscriptions, { ...subscriber.get(work), ...change })
      work.emit('customer.subscription.paused', paused)
    })
  },
  incomplete: (subscriber, timeline, lastAgoMs) =>
    timeline.at(lastAgoMs, work => void finalizeInvoice(work, subscriber.open(work))),
  incomplete_expired(subscriber, timeline, lastAgoMs) {
    timeline.at(lastAgoMs, work => void finalizeInvoice(work, subscriber.open(work)))
    timeline.at(lastAgoMs - 23 * hourMs, work => void expireSubscription(work, subscriber.get(work)))
  },
}

const neverBilled: ReadonlySet<Standing> = new Set(['trialing', 'paused', 'incomplete', 'incomplete_expired'])

/** Puts a subscription's story on the timeline. */
export function planSubscription(
  timeline: Timeline,
  dice: Dice,
  buyer: Buyer,
  story: Story,
  catalogue: () => Catalogue,
): void {
  const subscriber = new Subscriber(timeline, buyer, story, catalogue)
  if (!neverBilled.has(story.standing)) subscriber.planPast(dice)
  endings[story.standing](subscriber, timeline, story.lastAgoMs)
}
