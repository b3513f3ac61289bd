import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { grantDiscounts } from '#server/sandbox/resources/discounts/grant-discounts.ts'
import { checkCollection, checkMethod, dueDateOf } from './create-invoice.ts'
import { invoices } from './invoice.ts'
import { scheduleAdvance } from './invoice-advance.ts'
import { repriced } from './invoice-amounts.ts'
import { untieItems } from './invoice-item.ts'
import type { UpdateParams } from './invoice-params.ts'

const editableWhenFinal: ReadonlySet<string> = new Set([
  'metadata',
  'auto_advance',
  'default_payment_method',
  'due_date',
])

/** @throws {ApiFailure} 400 when a final invoice would be changed beyond what stays open. */
function checkEditable(invoice: Stripe.Invoice, params: UpdateParams): void {
  const forbidden = Object.keys(params).find(key => !editableWhenFinal.has(key))
  if (invoice.status === 'draft' || forbidden === undefined) return
  throw invalid(`Finalized invoices can't be updated in this way: ${forbidden} cannot be changed.`, {
    code: 'invoice_not_editable',
    param: forbidden,
  })
}

/** The way of collecting and its date belong together. */
function collectionChange(
  work: Work,
  invoice: Stripe.Invoice,
  params: UpdateParams,
): Partial<Stripe.Invoice> {
  const { collection_method: how = invoice.collection_method, due_date, days_until_due } = params
  const dated = due_date !== undefined || days_until_due !== undefined
  const keeps = how === 'send_invoice' && !dated && invoice.due_date !== null
  if (!keeps && (dated || params.collection_method !== undefined)) checkCollection(work, how, params)
  const due = dueDateOf(work, params)
  return {
    ...(params.collection_method === undefined ? {} : { collection_method: how }),
    ...(due === undefined ? {} : { due_date: due }),
    ...(how === 'charge_automatically' && invoice.due_date !== null ? { due_date: null } : {}),
  }
}

/** Changes a draft, or the little that stays open of a final invoice. */
export function updateInvoice(work: Work, params: UpdateParams, id: string): Stripe.Invoice {
  const invoice = work.need(invoices, id, 'invoice')
  checkEditable(invoice, params)
  const customer = idOf(invoice.customer) ?? ''
  checkMethod(work, params.default_payment_method, customer)
  const {
    metadata: change,
    discounts: asked,
    automatically_finalizes_at: at,
    collection_method: _,
    days_until_due: __,
    due_date: ___,
    ...plain
  } = params
  const grantee = { customer, currency: invoice.currency, place: { invoice: id } }
  const discounts = asked === undefined ? undefined : grantDiscounts(work, asked, grantee)
  const updated = work.update(
    invoices,
    invoice,
    {
      ...plain,
      ...collectionChange(work, invoice, params),
      ...(discounts ? repriced(work, invoice, invoice.lines.data, discounts) : {}),
      ...(change === undefined ? {} : { metadata: mergeMetadata(invoice.metadata ?? {}, change) }),
    },
    'invoice.updated',
  )
  const starts = updated.auto_advance && (!invoice.auto_advance || at !== undefined)
  return starts && updated.status === 'draft' ? scheduleAdvance(work, updated, at) : updated
}

/** @throws {ApiFailure} 400 for one that is final, or a subscription's. */
export function deleteInvoice(work: Work, id: string): Stripe.DeletedInvoice {
  const invoice = work.need(invoices, id, 'invoice')
  if (invoice.status !== 'draft') throw invalid('You can only delete draft invoices.')
  if (invoice.parent) throw invalid("You can't delete invoices created by subscriptions.")
  untieItems(work, invoice)
  work.remove(invoices, id)
  work.emit('invoice.deleted', invoice)
  return { id, object: 'invoice', deleted: true }
}
