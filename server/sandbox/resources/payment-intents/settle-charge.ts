import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { bookBalance, processingFee } from '#server/sandbox/resources/balance/balance-transaction.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { tellSessions } from '#server/sandbox/resources/checkout-sessions/tell-sessions.ts'
import { applicationId } from '#server/sandbox/resources/connect/application-fee.ts'
import { feeOfDirectCharge, sendOn } from '#server/sandbox/resources/connect/split-charge.ts'
import { invoicePayments } from '#server/sandbox/resources/invoices/invoice-payment.ts'
import { behaviourOf } from '#server/sandbox/resources/payment-methods/behaviour.ts'

const afterPaymentMs = 500

/** Books the money of a captured charge. What its card brings about later is asked for here. */
export function settleCharge(work: Work, charge: Stripe.Charge): Stripe.Charge {
  const behaviour = charge.payment_method === null ? undefined : behaviourOf(work, charge.payment_method)
  const share = feeOfDirectCharge(work, charge)
  const transaction = bookBalance(work, {
    type: 'charge',
    reporting_category: 'charge',
    amount: charge.amount_captured,
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
    fee: processingFee(charge.amount_captured, charge.currency),
    available: behaviour?.bypassesPending ?? false,
    ...(share.application_fee_amount
      ? { application: applicationId, applicationFee: share.application_fee_amount }
      : {}),
  })
  // The invoice that the payment is for, if it is for one, is told right after.
  for (const { invoice } of work.by(invoicePayments, 'payment_intent', idOf(charge.payment_intent) ?? '')) {
    work.later(0, 'invoice.settle', idOf(invoice) ?? '')
  }
  tellSessions(work, 'payment_intent', idOf(charge.payment_intent) ?? '')
  if (behaviour?.disputes) work.later(afterPaymentMs, 'dispute.open', charge.id)
  if (behaviour?.warnsOfFraud) work.later(afterPaymentMs, 'early_fraud_warning.raise', charge.id)
  return sendOn(work, work.put(charges, { ...charge, ...share, balance_transaction: transaction.id }))
}
