import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { endUsed } from '#server/sandbox/resources/discounts/end-discount.ts'
import { inheritedDiscounts } from '#server/sandbox/resources/discounts/price-lines.ts'
import { tryToCollect } from '#server/sandbox/resources/invoices/collect-invoice.ts'
import { parentOf } from '#server/sandbox/resources/invoices/create-invoice.ts'
import { finalizeInvoice } from '#server/sandbox/resources/invoices/finalize-invoice.ts'
import { buildInvoice, invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { takePendingLines, tieItems } from '#server/sandbox/resources/invoices/invoice-item.ts'
import { lineOfItem } from '#server/sandbox/resources/invoices/invoice-line.ts'
import { costOf } from '#server/sandbox/resources/prices/price-cost.ts'
import { products } from '#server/sandbox/resources/products/product.ts'
import { periodsBetween } from './first-period.ts'
import { periodEnd } from './period.ts'
import { scheduleRenewal } from './renewal-schedule.ts'
import { endOfPeriod, itemsList, subscriptions } from './subscription.ts'

type Reason = 'subscription_create' | 'subscription_cycle' | 'subscription_update'

interface Span {
  /** Only these items; all of them otherwise. */
  readonly items?: readonly Stripe.SubscriptionItem[]
  /** When billing starts, if that is before the items' present period. */
  readonly since?: number
  /** Nothing is charged for the time up to the anchor. */
  readonly free?: boolean
}

/** A first period that is longer or shorter than the price's own costs in proportion. */
function costFor(subscription: Stripe.Subscription, item: Stripe.SubscriptionItem, { since, free }: Span) {
  const full = costOf(item.price, item.quantity ?? 1)
  if (since === undefined || subscription.trial_end === subscription.billing_cycle_anchor) return full
  const odd =
    subscription.billing_cycle_anchor > item.current_period_start || since < item.current_period_start
  if (!odd) return full
  return free ? 0 : Math.round(full * periodsBetween(item.price, since, item.current_period_end))
}

/** The lines of what the subscription costs in its present period. */
export function linesOf(
  work: Work,
  subscription: Stripe.Subscription,
  span: Span = {},
): Stripe.InvoiceLineItem[] {
  const trial = subscription.status === 'trialing'
  return (span.items ?? subscription.items.data).map(item => {
    const productName = work.get(products, idOf(item.price.product) ?? '')?.name ?? 'Subscription'
    const line = lineOfItem(work, item, { productName, trial })
    if (trial) return line
    const amount = costFor(subscription, item, span)
    const start = Math.min(line.period.start, span.since ?? line.period.start)
    return { ...line, amount, subtotal: amount, period: { start, end: line.period.end } }
  })
}

interface Bill extends Span {
  /** Lines beside those of the items, such as none for an update of prorations alone. */
  readonly lines?: Stripe.InvoiceLineItem[]
}

/** The invoice of a subscription with these lines and all that waits for it; it is not written yet. */
export function buildBill(
  work: Work,
  subscription: Stripe.Subscription,
  billing_reason: Reason | 'upcoming',
  { lines = [] }: Bill,
): Stripe.Invoice {
  const customer = idOf(subscription.customer) ?? ''
  const { currency, id } = subscription
  const [first] = subscription.items.data
  const whose = work.get(customers, customer)
  return buildInvoice(work, {
    currency,
    customer,
    lines: [...takePendingLines(work, customer, currency, id), ...lines],
    discounts: inheritedDiscounts(work, work.now, whose, subscription),
    auto_advance: true,
    billing_reason,
    collection_method: subscription.collection_method,
    period_start: first?.current_period_start ?? work.now,
    period_end: first?.current_period_end ?? work.now,
    parent: parentOf(subscription),
  })
}

/** Writes a draft and makes it the subscription's latest invoice. */
export function draftBill(work: Work, subscription: Stripe.Subscription, reason: Reason, bill: Bill) {
  const invoice = work.create(invoices, buildBill(work, subscription, reason, bill), 'invoice.created')
  tieItems(work, invoice)
  work.put(subscriptions, { ...subscription, latest_invoice: invoice.id })
  endUsed(work, invoice)
  return invoice
}

/** Writes a draft for the present period and makes it the subscription's latest invoice. */
export const draftForPeriod = (
  work: Work,
  subscription: Stripe.Subscription,
  reason: Reason,
  span: Span = {},
): Stripe.Invoice => draftBill(work, subscription, reason, { lines: linesOf(work, subscription, span) })

/** Finalizes a draft and takes its money, as far as it is taken by itself. */
export function advanceInvoice(work: Work, draft: Stripe.Invoice): Stripe.Invoice {
  const subscription = work.get(subscriptions, idOf(draft.parent?.subscription_details?.subscription) ?? '')
  const open = finalizeInvoice(work, draft, subscription?.days_until_due ?? undefined)
  if (open.status !== 'open') return open
  if (open.collection_method === 'charge_automatically') return tryToCollect(work, open)
  work.emit('invoice.sent', open)
  return open
}

/** The items whose period ends first begin their next one; others stay as they are. */
export function nextPeriod(subscription: Stripe.Subscription): Stripe.SubscriptionItem[] {
  const due = endOfPeriod(subscription)
  return subscription.items.data.map(item => {
    if (item.current_period_end > due) return item
    const cadence = item.price.recurring ?? { interval: 'month' as const, interval_count: 1 }
    const end = periodEnd(due, cadence, 1, subscription.billing_cycle_anchor)
    return { ...item, current_period_start: due, current_period_end: end }
  })
}

/** Begins the next period: the trial is over, if there was one, and the due items' periods move on. */
export function moveOn(work: Work, subscription: Stripe.Subscription): Stripe.Subscription {
  const status = subscription.status === 'trialing' ? 'active' : subscription.status
  const moved = work.update(
    subscriptions,
    subscription,
    { items: itemsList(subscription.id, nextPeriod(subscription)), status },
    'customer.subscription.updated',
  )
  scheduleRenewal(work, moved)
  return moved
}

/** The next period with its draft invoice; nothing is taken yet. */
export function renew(work: Work, subscription: Stripe.Subscription): Stripe.Invoice {
  const due = endOfPeriod(subscription)
  const moved = moveOn(work, subscription)
  const items = moved.items.data.filter(item => item.current_period_start === due)
  return draftForPeriod(work, moved, 'subscription_cycle', { items })
}
