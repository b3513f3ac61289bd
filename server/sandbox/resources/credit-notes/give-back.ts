import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { bookCustomerBalance } from '#server/sandbox/resources/customer-balance/customer-balance.ts'
import { invoicePayments } from '#server/sandbox/resources/invoices/invoice-payment.ts'
import { createRefund } from '#server/sandbox/resources/refunds/create-refund.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import type { CreateParams } from './credit-note-params.ts'

type Linked = Stripe.CreditNote.Refund

const linked = (refund: string, amount: number): Linked => ({
  amount_refunded: amount,
  payment_record_refund: null,
  refund,
  type: 'refund',
})

/** The payments of an invoice that took money. */
const paymentsOf = (work: Work, invoice: string): Stripe.InvoicePayment[] =>
  work.by(invoicePayments, 'invoice', invoice).filter(({ status }) => status === 'paid')

/** Makes refunds of an amount, from one payment after the other. */
function refundAmount(work: Work, invoice: string, amount: number): Linked[] {
  const made: Linked[] = []
  let left = amount
  for (const { payment } of paymentsOf(work, invoice)) {
    const intent = idOf(payment.payment_intent)
    const charge = work
      .by(charges, 'payment_intent', intent ?? '')
      .find(({ status }) => status === 'succeeded')
    const part = Math.min(left, charge ? charge.amount_captured - charge.amount_refunded : 0)
    if (part <= 0 || intent === null) continue
    made.push(linked(createRefund(work, { payment_intent: intent, amount: part }).id, part))
    left -= part
  }
  if (left === 0) return made
  throw invalid('The refund amount is greater than what can be refunded on the payments of this invoice.', {
    param: 'refund_amount',
  })
}

/** Refunds made before, told as part of the credit note. @throws {ApiFailure} 400 for one of another invoice. */
function linkRefunds(work: Work, invoice: string, asked: NonNullable<CreateParams['refunds']>): Linked[] {
  const intents = paymentsOf(work, invoice).map(({ payment }) => idOf(payment.payment_intent))
  return asked.map(({ refund: id, amount_refunded }, at) => {
    const param = `refunds[${at}][refund]`
    const refund = work.need(refunds, id, param, 400)
    if (!intents.includes(idOf(refund.payment_intent)))
      throw invalid(`The refund ${id} is not of a payment of this invoice.`, { param })
    const amount = amount_refunded ?? refund.amount
    if (amount <= refund.amount) return linked(id, amount)
    throw invalid('The amount cannot be more than the refund.', { param: `refunds[${at}][amount_refunded]` })
  })
}

interface GivenBack {
  readonly refunds: Linked[]
  readonly transaction: string | null
  readonly outOfBand: number | null
}

/** What the parameters give back of a paid amount, in each way. */
function asked(work: Work, params: CreateParams): number {
  const { credit_amount = 0, refund_amount = 0, out_of_band_amount = 0, refunds: known = [] } = params
  const before = known.map(one => one.amount_refunded ?? work.get(refunds, one.refund)?.amount ?? 0)
  return credit_amount + refund_amount + out_of_band_amount + before.reduce((sum, amount) => sum + amount, 0)
}

/**
 * Gives back what was paid already: as a refund, to the customer's credit, or outside Stripe.
 * @throws {ApiFailure} 400 unless the ways add up to what was paid of the credited amount.
 */
export function giveBack(
  work: Work,
  invoice: Stripe.Invoice,
  params: CreateParams,
  { paid, note }: { readonly paid: number; readonly note: string },
): GivenBack {
  if (asked(work, params) !== paid) {
    throw invalid(
      `The sum of credit amount, refund amount and out of band amount (${asked(work, params)}) must equal the post-payment amount of the credit note (${paid}).`,
    )
  }
  const { credit_amount: credit, refund_amount: refunded, out_of_band_amount: outOfBand = null } = params
  const before = linkRefunds(work, invoice.id, params.refunds ?? [])
  const made = refunded ? refundAmount(work, invoice.id, refunded) : []
  const transaction = credit
    ? bookCustomerBalance(work, idOf(invoice.customer) ?? '', {
        amount: -credit,
        currency: invoice.currency,
        type: 'credit_note',
        credit_note: note,
        invoice: invoice.id,
      })
    : null
  return { refunds: [...before, ...made], transaction: transaction?.id ?? null, outOfBand }
}
