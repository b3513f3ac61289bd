import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { pageUrl } from '#server/sandbox/pages/page-url.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { creditNotes } from './credit-note.ts'
import { creditLines } from './credit-note-lines.ts'
import type { CreateParams } from './credit-note-params.ts'
import { giveBack } from './give-back.ts'
import { shiftDue } from './shift-due.ts'

/** @throws {ApiFailure} 400 for an invoice that is a draft or void. */
function invoiceToCredit(work: Work, id: string): Stripe.Invoice {
  const invoice = work.need(invoices, id, 'invoice', 400)
  if (invoice.status !== 'draft' && invoice.status !== 'void') return invoice
  throw invalid(
    `You can only create credit notes for open, paid or uncollectible invoices. This invoice's status is ${invoice.status}.`,
    { param: 'invoice' },
  )
}

/** What of the invoice no credit note has taken back yet. */
function creditable(work: Work, { id, total }: Stripe.Invoice): number {
  const before = work.by(creditNotes, 'invoice', id).filter(({ status }) => status === 'issued')
  return total - before.reduce((sum, note) => sum + note.total, 0)
}

/** The sums of the lines. @throws {ApiFailure} 400 for more than the invoice has left. */
function sumsOf(work: Work, invoice: Stripe.Invoice, lines: readonly Stripe.CreditNoteLineItem[]) {
  const { currency } = invoice
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0)
  const offs = lines.flatMap(line => line.discount_amounts)
  const discount_amount = offs.reduce((sum, off) => sum + off.amount, 0)
  const total = subtotal - discount_amount
  const left = creditable(work, invoice)
  if (total > left) {
    const [much, rest] = [total, left].map(amount => formatMoney({ amount, currency }))
    throw invalid(`The credit note amount (${much}) is greater than what is left to credit (${rest}).`, {
      param: 'amount',
    })
  }
  const ids = [...new Set(offs.map(({ discount }) => idOf(discount) ?? ''))]
  const discount_amounts = ids.map(discount => ({
    amount: offs.filter(off => idOf(off.discount) === discount).reduce((sum, { amount }) => sum + amount, 0),
    discount,
  }))
  return { subtotal, total, discount_amount, discount_amounts }
}

const kindOf = (before: number, after: number): Stripe.CreditNote.Type => {
  if (before > 0 && after > 0) return 'mixed'
  return after > 0 ? 'post_payment' : 'pre_payment'
}

/**
 * Takes back a part of an invoice: what is still due becomes less, what was paid is given back as asked.
 * @throws {ApiFailure} 400 for more than is left, or for ways of giving back that do not add up.
 */
export function createCreditNote(work: Work, params: CreateParams): Stripe.CreditNote {
  const invoice = invoiceToCredit(work, params.invoice)
  const data = creditLines(work, invoice, params)
  const sums = sumsOf(work, invoice, data)
  const due = invoice.status === 'paid' ? 0 : invoice.amount_remaining
  const pre_payment_amount = Math.min(due, sums.total)
  const post_payment_amount = sums.total - pre_payment_amount
  const id = work.id('cn')
  const given = giveBack(work, invoice, params, { paid: post_payment_amount, note: id })
  const count = work.by(creditNotes, 'invoice', invoice.id).length + 1
  const note = work.create(
    creditNotes,
    {
      id,
      object: 'credit_note',
      amount: sums.total,
      amount_shipping: 0,
      created: work.now,
      currency: invoice.currency,
      customer: idOf(invoice.customer) ?? '',
      customer_account: null,
      customer_balance_transaction: given.transaction,
      ...sums,
      effective_at: params.effective_at ?? work.now,
      invoice: invoice.id,
      lines: { object: 'list', data, has_more: false, url: `/v1/credit_notes/${id}/lines` },
      livemode: false,
      memo: params.memo ?? null,
      metadata: mergeMetadata({}, params.metadata),
      number: `${invoice.number}-CN-${String(count).padStart(2, '0')}`,
      out_of_band_amount: given.outOfBand,
      pdf: pageUrl(work, `/credit_notes/${id}/pdf`),
      post_payment_amount,
      pre_payment_amount,
      pretax_credit_amounts: sums.discount_amounts.map(off => ({ ...off, type: 'discount' })),
      reason: params.reason ?? null,
      refunds: given.refunds,
      shipping_cost: null,
      status: 'issued',
      subtotal_excluding_tax: sums.subtotal,
      total_excluding_tax: sums.total,
      total_taxes: [],
      type: kindOf(pre_payment_amount, post_payment_amount),
      voided_at: null,
    },
    'credit_note.created',
  )
  shiftDue(work, invoice, { before: pre_payment_amount, after: post_payment_amount })
  return note
}
