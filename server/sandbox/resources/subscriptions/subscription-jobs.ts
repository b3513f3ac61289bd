import type Stripe from 'stripe'
import type { JobHandlers } from '#server/sandbox/core/job.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { markUncollectible, voidInvoice } from '#server/sandbox/resources/invoices/close-invoice.ts'
import { finalizeInvoice } from '#server/sandbox/resources/invoices/finalize-invoice.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { advanceInvoice, renew } from './bill-subscription.ts'
import { endSubscription, expireSubscription } from './end-subscription.ts'
import { dropPending } from './pending-update.ts'
import { ended, endOfPeriod, subscriptions } from './subscription.ts'
import { stopsAfterTrial, warnOfTrialEnd } from './trial.ts'

const draftForMs = 60 * 60 * 1000

/** What becomes of a new draft while collection is paused. */
function closePaused(work: Work, draft: Stripe.Invoice, behavior: string): void {
  work.put(invoices, { ...draft, auto_advance: false })
  if (behavior === 'keep_as_draft') return
  const open = finalizeInvoice(work, draft)
  if (open.status !== 'open') return
  if (behavior === 'void') voidInvoice(work, open)
  else markUncollectible(work, open)
}

/** A new period: its draft is finalized an hour later, as Stripe does. */
function beginPeriod(work: Work, subscription: Stripe.Subscription): void {
  const draft = renew(work, subscription)
  const pause = subscription.pause_collection
  if (pause && (pause.resumes_at === null || pause.resumes_at > work.now)) {
    closePaused(work, draft, pause.behavior)
    return
  }
  if (pause) {
    const current = work.need(subscriptions, subscription.id)
    work.update(subscriptions, current, { pause_collection: null }, 'customer.subscription.updated')
  }
  // An unpaid subscription goes on as drafts that nobody collects.
  if (subscription.status === 'unpaid') work.put(invoices, { ...draft, auto_advance: false })
  else work.later(draftForMs, 'invoice.advance', draft.id)
}

const withSubscription =
  (run: (work: Work, subscription: Stripe.Subscription) => void) =>
  (work: Work, id: string): void => {
    const subscription = work.get(subscriptions, id)
    if (subscription && !ended.has(subscription.status)) run(work, subscription)
  }

/** What time brings to subscriptions. */
export const subscriptionJobs: JobHandlers = {
  'subscription.renew': withSubscription((work, subscription) => {
    if (subscription.status === 'incomplete' || subscription.status === 'paused') return
    if (endOfPeriod(subscription) > work.now) return
    const due = subscription.cancel_at ?? Number.POSITIVE_INFINITY
    if (subscription.cancel_at_period_end || due <= work.now) endSubscription(work, subscription)
    else if (!stopsAfterTrial(work, subscription)) beginPeriod(work, subscription)
  }),
  'subscription.expire': withSubscription((work, subscription) => {
    if (subscription.status === 'incomplete') expireSubscription(work, subscription)
  }),
  'subscription.cancel': withSubscription((work, subscription) => {
    if (subscription.cancel_at !== null && subscription.cancel_at <= work.now)
      endSubscription(work, subscription)
  }),
  'subscription.collect_again': withSubscription((work, subscription) => {
    const { pause_collection: pause } = subscription
    if (!pause?.resumes_at || pause.resumes_at > work.now) return
    work.update(subscriptions, subscription, { pause_collection: null }, 'customer.subscription.updated')
  }),
  'subscription.drop_pending': withSubscription(dropPending),
  'subscription.trial_will_end': withSubscription(warnOfTrialEnd),
  'invoice.advance': (work, id) => {
    const draft = work.get(invoices, id)
    if (draft?.status === 'draft' && draft.auto_advance) advanceInvoice(work, draft)
  },
}
