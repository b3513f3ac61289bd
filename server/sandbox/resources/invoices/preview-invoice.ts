import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { linesOf, moveOn } from '#server/sandbox/resources/subscriptions/bill-subscription.ts'
import { endOfPeriod, subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { updateSubscription } from '#server/sandbox/resources/subscriptions/update-subscription.ts'
import { buildInvoice } from './invoice.ts'
import { takePendingLines } from './invoice-item.ts'
import type { PreviewParams } from './invoice-params.ts'

function previewOf(
  work: Work,
  customer: string,
  id: string,
  { subscription_details: change }: PreviewParams,
) {
  const { items, proration_behavior, proration_date } = change ?? {}
  if (items) updateSubscription(work, { items, proration_behavior, proration_date }, id)
  const next = moveOn(work, work.need(subscriptions, id))
  const pending = takePendingLines(work, customer, next.currency)
  const [first] = next.items.data
  return buildInvoice(work, {
    currency: next.currency,
    customer,
    lines: [...pending, ...linesOf(work, next)],
    billing_reason: 'upcoming',
    collection_method: next.collection_method,
    next_payment_attempt: first?.current_period_start ?? null,
    period_start: first?.current_period_start ?? work.now,
    period_end: first?.current_period_end ?? work.now,
    parent: {
      quote_details: null,
      subscription_details: { metadata: next.metadata, subscription: id },
      type: 'subscription_details',
    },
  })
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
  // Played on a work of its own and taken back, so that the answer is all that is left.
  const trial = new Work(asked.core)
  try {
    if (subscription) {
      if (endOfPeriod(subscription) < 0 || subscription.cancel_at_period_end) throw noUpcoming(customer)
      return { ...previewOf(trial, customer, subscription.id, params), id: `upcoming_${asked.id('in')}` }
    }
    const currency = params.currency ?? asked.get(customers, customer)?.currency ?? 'usd'
    const lines = takePendingLines(trial, customer, currency)
    if (lines.length === 0) throw noUpcoming(customer)
    return {
      ...buildInvoice(trial, { currency, customer, lines, billing_reason: 'upcoming' }),
      id: `upcoming_${asked.id('in')}`,
    }
  } finally {
    trial.undo()
  }
}

const noUpcoming = (customer: string) =>
  invalid(`No upcoming invoices for customer: ${customer}`, { code: 'invoice_upcoming_none' })
