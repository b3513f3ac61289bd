import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { buildInvoice, invoices } from './invoice.ts'
import { takePendingLines, tieItems } from './invoice-item.ts'
import type { CreateParams, UpdateParams } from './invoice-params.ts'

const daySeconds = 24 * 60 * 60
const draftForSeconds = 60 * 60

function dueDateOf(work: Work, { due_date, days_until_due: days }: UpdateParams): number | undefined {
  return due_date ?? (days === undefined ? undefined : work.now + days * daySeconds)
}

/** @throws {ApiFailure} 400 for a due date without `send_invoice`, or none with it. */
function checkCollection(params: CreateParams): void {
  const dated = params.due_date !== undefined || params.days_until_due !== undefined
  if (params.collection_method === 'send_invoice') {
    if (!dated) {
      throw invalid(
        'If invoice collection method is `send_invoice` you must specify `due_date` or `days_until_due`.',
      )
    }
    return
  }
  if (dated) {
    throw invalid(
      'You can only specify `days_until_due` or `due_date` if invoice collection method is `send_invoice`.',
    )
  }
}

/** Writes a draft by hand; what waits for the customer's next invoice is left out unless it is asked for. */
export function createInvoice(work: Work, params: CreateParams): Stripe.Invoice {
  const {
    customer: id,
    subscription,
    auto_advance = false,
    collection_method = 'charge_automatically',
  } = params
  const customer = work.need(customers, id, 'customer', 400)
  if (subscription !== undefined) work.need(subscriptions, subscription, 'subscription', 400)
  checkCollection(params)
  const currency = params.currency ?? customer.currency ?? 'usd'
  const lines =
    params.pending_invoice_items_behavior === 'include' ? takePendingLines(work, id, currency) : []
  const draft = work.create(
    invoices,
    buildInvoice(work, {
      currency,
      customer: id,
      lines,
      auto_advance,
      automatically_finalizes_at: auto_advance ? work.now + draftForSeconds + 1 : null,
      collection_method,
      default_payment_method: params.default_payment_method ?? null,
      description: params.description ?? null,
      due_date: dueDateOf(work, params) ?? null,
      footer: params.footer ?? null,
      metadata: mergeMetadata({}, params.metadata),
      ...(subscription === undefined
        ? {}
        : {
            parent: {
              quote_details: null,
              subscription_details: { metadata: {}, subscription },
              type: 'subscription_details',
            },
          }),
    }),
    'invoice.created',
  )
  tieItems(work, draft)
  if (auto_advance) work.later((draftForSeconds + 1) * 1000, 'invoice.advance', draft.id)
  return draft
}

const editableWhenFinal: ReadonlySet<string> = new Set([
  'metadata',
  'auto_advance',
  'default_payment_method',
  'due_date',
])

/** @throws {ApiFailure} 400 when a final invoice would be changed beyond what stays open. */
export function updateInvoice(work: Work, params: UpdateParams, id: string): Stripe.Invoice {
  const invoice = work.need(invoices, id, 'invoice')
  const forbidden = Object.keys(params).find(key => !editableWhenFinal.has(key))
  if (invoice.status !== 'draft' && forbidden !== undefined) {
    throw invalid(`Finalized invoices can't be updated in this way: ${forbidden} cannot be changed.`, {
      code: 'invoice_not_editable',
      param: forbidden,
    })
  }
  const { metadata: change, days_until_due: _, due_date: __, ...plain } = params
  const due = dueDateOf(work, params)
  return work.update(
    invoices,
    invoice,
    {
      ...plain,
      ...(due === undefined ? {} : { due_date: due }),
      ...(change === undefined ? {} : { metadata: mergeMetadata(invoice.metadata ?? {}, change) }),
    },
    'invoice.updated',
  )
}

/** @throws {ApiFailure} 400 for one that is final, or a subscription's. */
export function deleteInvoice(work: Work, id: string): Stripe.DeletedInvoice {
  const invoice = work.need(invoices, id, 'invoice')
  if (invoice.status !== 'draft') throw invalid('You can only delete draft invoices.')
  if (invoice.parent) throw invalid("You can't delete invoices created by subscriptions.")
  work.remove(invoices, id)
  work.emit('invoice.deleted', invoice)
  return { id, object: 'invoice', deleted: true }
}
