import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import {
  boolean,
  currency,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { discountsParam } from '#server/sandbox/resources/discounts/discounts-param.ts'
import { grantDiscounts } from '#server/sandbox/resources/discounts/grant-discounts.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { invoices } from './invoice.ts'
import { repriced } from './invoice-amounts.ts'
import { buildInvoiceItem, invoiceItems, lineOfInvoiceItem } from './invoice-item.ts'
import { checkPeriod, costAsked, costParams, periodParam } from './item-amount.ts'

export const itemParams = {
  ...costParams,
  description: string({ max: 5000 }),
  discountable: boolean(),
  discounts: discountsParam,
  metadata: metadata(),
  period: periodParam,
  tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
}

export const createParams = {
  ...itemParams,
  currency: currency(),
  customer: required(string()),
  invoice: string(),
  subscription: string(),
} satisfies ShapeOf<Stripe.InvoiceItemCreateParams>
type Params = Parsed<typeof createParams>

/** The draft that the item goes on. @throws {ApiFailure} 400 unless it is this customer's and still a draft. */
function draftFor(work: Work, { invoice: id, customer }: Params): Stripe.Invoice | undefined {
  if (id === undefined) return undefined
  const draft = work.need(invoices, id, 'invoice', 400)
  if (idOf(draft.customer) !== customer)
    throw invalid(`The invoice ${id} is not of the customer ${customer}.`, { param: 'invoice' })
  if (draft.status === 'draft') return draft
  throw invalid('You can only add invoice items to draft invoices.', {
    code: 'invoice_not_editable',
    param: 'invoice',
  })
}

/** Puts the item on a draft at once instead of waiting for the next invoice. */
export function addToDraft(work: Work, item: Stripe.InvoiceItem, draft: Stripe.Invoice): Stripe.InvoiceItem {
  if (draft.currency !== item.currency) {
    throw invalid(
      `The currency of the invoice item (${item.currency}) does not match the invoice's (${draft.currency}).`,
    )
  }
  const lines = [...draft.lines.data, lineOfInvoiceItem(work, item)]
  work.update(invoices, draft, repriced(work, draft, lines), 'invoice.updated')
  return work.put(invoiceItems, { ...item, invoice: draft.id })
}

/**
 * Writes an amount for the customer's next invoice, or for a draft at once.
 * @throws {ApiFailure} 400 for what has no cost, or goes where it cannot.
 */
export function createInvoiceItem(work: Work, params: Params): Stripe.InvoiceItem {
  if (params.subscription !== undefined) work.need(subscriptions, params.subscription, 'subscription', 400)
  return writeInvoiceItem(work, params)
}

/** Writes the item also for a subscription that is about to be. @throws {ApiFailure} as when one is created. */
export function writeInvoiceItem(work: Work, params: Params): Stripe.InvoiceItem {
  const customer = work.need(customers, params.customer, 'customer', 400)
  const draft = draftFor(work, params)
  const fallback = params.currency ?? draft?.currency ?? customer.currency ?? 'usd'
  const cost = costAsked(work, params, fallback)
  const id = work.id('ii')
  const { discountable, subscription } = params
  const granted = grantDiscounts(work, params.discounts, {
    customer: customer.id,
    currency: cost.currency,
    place: { invoice_item: id },
    amount: cost.amount,
  })
  const item = work.create(
    invoiceItems,
    buildInvoiceItem(work, {
      ...cost,
      id,
      customer: customer.id,
      description: params.description ?? null,
      metadata: mergeMetadata({}, params.metadata),
      discountable,
      discounts: granted,
      period: checkPeriod(params.period),
      subscription,
    }),
    'invoiceitem.created',
  )
  return draft ? addToDraft(work, item, draft) : item
}
