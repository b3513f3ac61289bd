import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { grantDiscounts } from '#server/sandbox/resources/discounts/grant-discounts.ts'
import { inheritedDiscounts } from '#server/sandbox/resources/discounts/price-lines.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { buildInvoice, invoices } from './invoice.ts'
import { scheduleAdvance } from './invoice-advance.ts'
import { takePendingLines, tieItems } from './invoice-item.ts'
import type { CreateParams, UpdateParams } from './invoice-params.ts'

const daySeconds = 24 * 60 * 60

export function dueDateOf(
  work: Work,
  { due_date, days_until_due: days }: Pick<UpdateParams, 'due_date' | 'days_until_due'>,
): number | undefined {
  return due_date ?? (days === undefined ? undefined : work.now + days * daySeconds)
}

/** @throws {ApiFailure} 400 for a due date without `send_invoice`, none with it, or one that is over. */
export function checkCollection(
  work: Work,
  how: string | undefined,
  { due_date, days_until_due: days }: Pick<UpdateParams, 'due_date' | 'days_until_due'>,
): void {
  if (due_date !== undefined && days !== undefined)
    throw invalid('You may only specify one of these parameters: due_date, days_until_due.')
  const dated = due_date !== undefined || days !== undefined
  if (how === 'send_invoice' && !dated) {
    throw invalid(
      'If invoice collection method is `send_invoice` you must specify `due_date` or `days_until_due`.',
    )
  }
  if (how !== 'send_invoice' && dated) {
    throw invalid(
      'You can only specify `days_until_due` or `due_date` if invoice collection method is `send_invoice`.',
    )
  }
  if (due_date !== undefined && due_date < work.now)
    throw invalid('`due_date` must be in the future.', { param: 'due_date' })
}

/** @throws {ApiFailure} 400 for a payment method that is not the customer's. */
export function checkMethod(work: Work, id: string | null | undefined, customer: string): void {
  if (!id) return
  const method = work.need(paymentMethods, id, 'default_payment_method', 400)
  if (idOf(method.customer) !== customer) throw missing('PaymentMethod', id, 'default_payment_method', 400)
}

/** Who the invoice is for: the one named, or the subscription's. */
function recipient(work: Work, params: CreateParams) {
  const subscription =
    params.subscription === undefined
      ? undefined
      : work.need(subscriptions, params.subscription, 'subscription', 400)
  const id = params.customer ?? idOf(subscription?.customer)
  if (!id) {
    throw invalid('Missing required param: customer.', { code: 'parameter_missing', param: 'customer' })
  }
  const customer = work.need(customers, id, 'customer', 400)
  if (subscription && idOf(subscription.customer) !== id) {
    throw invalid(`The subscription ${subscription.id} is not of the customer ${id}.`, {
      param: 'subscription',
    })
  }
  return { customer, subscription }
}

export const parentOf = ({ id, metadata }: Stripe.Subscription): Stripe.Invoice.Parent => ({
  quote_details: null,
  subscription_details: { metadata, subscription: id },
  type: 'subscription_details',
})

/** The texts of an invoice, as they were sent. */
const texts = (params: CreateParams) => ({
  custom_fields: params.custom_fields ?? null,
  default_payment_method: params.default_payment_method ?? null,
  description: params.description ?? null,
  effective_at: params.effective_at ?? null,
  footer: params.footer ?? null,
  metadata: mergeMetadata({}, params.metadata),
  number: params.number ?? null,
  statement_descriptor: params.statement_descriptor ?? null,
})

/** Writes a draft by hand; what waits for the customer's next invoice is left out unless it is asked for. */
export function createInvoice(work: Work, params: CreateParams): Stripe.Invoice {
  const { customer, subscription } = recipient(work, params)
  const { auto_advance = false, collection_method = 'charge_automatically' } = params
  checkCollection(work, params.collection_method, params)
  checkMethod(work, params.default_payment_method, customer.id)
  const currency = params.currency ?? subscription?.currency ?? customer.currency ?? 'usd'
  // An invoice for a subscription exists to bill what waits for it.
  const behavior = params.pending_invoice_items_behavior ?? (subscription ? 'include' : 'exclude')
  const lines = behavior === 'include' ? takePendingLines(work, customer.id, currency, subscription?.id) : []
  const id = work.id('in')
  const discounts =
    params.discounts === undefined
      ? inheritedDiscounts(work, work.now, customer, subscription)
      : grantDiscounts(work, params.discounts, { customer: customer.id, currency, place: { invoice: id } })
  const draft = work.create(
    invoices,
    buildInvoice(work, {
      id,
      currency,
      customer: customer.id,
      lines,
      discounts,
      auto_advance,
      collection_method,
      due_date: dueDateOf(work, params) ?? null,
      ...texts(params),
      ...(subscription ? { parent: parentOf(subscription) } : {}),
    }),
    'invoice.created',
  )
  tieItems(work, draft)
  return auto_advance ? scheduleAdvance(work, draft, params.automatically_finalizes_at) : draft
}
