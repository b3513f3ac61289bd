import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { grantDiscounts } from '#server/sandbox/resources/discounts/grant-discounts.ts'
import { buildBill, linesOf, moveOn } from '#server/sandbox/resources/subscriptions/bill-subscription.ts'
import { cancelSubscription } from '#server/sandbox/resources/subscriptions/cancel-subscription.ts'
import { createSubscription } from '#server/sandbox/resources/subscriptions/create-subscription.ts'
import { ended, endOfPeriod, subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { updateSubscription } from '#server/sandbox/resources/subscriptions/update-subscription.ts'
import { createInvoiceItem } from './create-invoice-item.ts'
import { buildInvoice, invoices } from './invoice.ts'
import { repriced } from './invoice-amounts.ts'
import { takePendingLines } from './invoice-item.ts'
import type { PreviewParams } from './preview-params.ts'

const noUpcoming = (customer: string) =>
  invalid(`No upcoming invoices for customer: ${customer}`, { code: 'invoice_upcoming_none' })

/** The next invoice of a subscription as it stands, or the one that the change itself makes. */
function nextOf(work: Work, id: string, params: PreviewParams, before: string | null): Stripe.Invoice {
  const current = work.need(subscriptions, id)
  const made = idOf(current.latest_invoice)
  if (made !== null && made !== before) return work.need(invoices, made)
  if (ended.has(current.status) || current.cancel_at_period_end) {
    const final = buildBill(work, current, 'upcoming', {})
    if (final.lines.data.length === 0) throw noUpcoming(idOf(current.customer) ?? '')
    return final
  }
  const due = endOfPeriod(current)
  const next = moveOn(work, current)
  const items = next.items.data.filter(item => item.current_period_start === due)
  const bill = buildBill(work, next, 'upcoming', { lines: linesOf(work, next, { items }) })
  const recurring = bill.lines.data.filter(line => !line.parent?.subscription_item_details?.proration)
  const [first] = items
  return {
    ...bill,
    ...(params.preview_mode === 'recurring' ? repriced(work, bill, recurring) : {}),
    next_payment_attempt: first?.current_period_start ?? null,
    period_start: first?.current_period_start ?? work.now,
    period_end: first?.current_period_end ?? work.now,
  }
}

function ofSubscription(work: Work, id: string, params: PreviewParams): Stripe.Invoice {
  const before = idOf(work.need(subscriptions, id).latest_invoice)
  const { cancel_now: cancels, start_date: _, ...change } = params.subscription_details ?? {}
  if (cancels) {
    const bills = { invoice_now: true, prorate: change.proration_behavior !== 'none' }
    cancelSubscription(work, bills, id)
  } else if (Object.keys(change).length > 0) {
    updateSubscription(work, { ...change, payment_behavior: 'default_incomplete' }, id)
  }
  return nextOf(work, id, params, before)
}

/** The first invoice of a subscription that does not exist yet. */
function ofNew(work: Work, customer: string, params: PreviewParams): Stripe.Invoice {
  const { items = [], trial_end, start_date: since, cancel_at } = params.subscription_details ?? {}
  const made = createSubscription(work, {
    customer,
    items,
    payment_behavior: 'default_incomplete',
    ...(trial_end === undefined ? {} : { trial_end }),
    ...(since === undefined || since > work.now ? {} : { backdate_start_date: since }),
    ...(cancel_at ? { cancel_at } : {}),
  })
  return work.need(invoices, idOf(made.latest_invoice) ?? '')
}

function ofPending(work: Work, customer: string, params: PreviewParams): Stripe.Invoice {
  const currency = params.currency ?? work.get(customers, customer)?.currency ?? 'usd'
  const items = params.invoice_items?.map(item => item.currency).find(unit => unit !== undefined)
  const lines = takePendingLines(work, customer, params.currency ?? items ?? currency)
  if (lines.length === 0) throw noUpcoming(customer)
  return buildInvoice(work, { currency: items ?? currency, customer, lines })
}

/** As a draft that was never written: no number, nothing paid, the discounts asked for applied. */
function asPreview(work: Work, made: Stripe.Invoice, id: string, { discounts: asked }: PreviewParams) {
  const place = { invoice: id }
  const grantee = { customer: idOf(made.customer) ?? '', currency: made.currency, place }
  const discounts = asked === undefined ? undefined : grantDiscounts(work, asked, grantee)
  const lines = made.lines.data.map(line => ({ ...line, invoice: id }))
  const sums = repriced(work, { ...made, id }, lines, discounts)
  return {
    ...made,
    ...sums,
    id,
    attempt_count: 0,
    attempted: false,
    billing_reason: 'upcoming' as const,
    effective_at: null,
    ending_balance: null,
    number: null,
    status: 'draft' as const,
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
  }
}

function build(work: Work, customer: string, params: PreviewParams): Stripe.Invoice {
  const { subscription, subscription_details: details, invoice_items: items } = params
  for (const item of items ?? [])
    createInvoiceItem(work, { ...item, customer, ...(subscription && { subscription }) })
  if (subscription !== undefined) return ofSubscription(work, subscription, params)
  return details?.items ? ofNew(work, customer, params) : ofPending(work, customer, params)
}

/**
 * The invoice that comes next, with the changes applied that are asked about; nothing of it stays.
 * @throws {ApiFailure} 400 when there is none.
 */
export function previewInvoice(asked: Work, params: PreviewParams): Stripe.Invoice {
  const { subscription: id } = params
  const subscription = id === undefined ? undefined : asked.need(subscriptions, id, 'subscription')
  const customer = idOf(subscription?.customer) ?? params.customer
  if (customer === undefined) throw invalid('You must pass one of: customer, subscription.')
  asked.need(customers, customer, 'customer')
  if (subscription && ended.has(subscription.status)) throw noUpcoming(customer)
  if (subscription?.cancel_at_period_end && !params.subscription_details) throw noUpcoming(customer)
  // Played on a work of its own and taken back, so that the answer is all that is left.
  const trial = new Work(asked.core)
  try {
    return asPreview(trial, build(trial, customer, params), `upcoming_${asked.id('in')}`, params)
  } finally {
    trial.undo()
  }
}
