import type Stripe from 'stripe'

/** What a bank may send. */
export interface DisputeSort {
  readonly reason: string
  readonly networkReasonCode: string
  readonly caseType: Stripe.Dispute.PaymentMethodDetails.Card.CaseType
}

const chargeback = (reason: string, networkReasonCode: string): DisputeSort => ({
  reason,
  networkReasonCode,
  caseType: 'chargeback',
})

const inquiry = (reason: string): DisputeSort => ({ reason, networkReasonCode: '10', caseType: 'inquiry' })

/** By name; the network codes are Visa's. */
export const disputeSorts = {
  fraudulent: chargeback('fraudulent', '10.4'),
  product_not_received: chargeback('product_not_received', '13.1'),
  product_unacceptable: chargeback('product_unacceptable', '13.3'),
  subscription_canceled: chargeback('subscription_canceled', '13.2'),
  duplicate: chargeback('duplicate', '12.6'),
  credit_not_processed: chargeback('credit_not_processed', '13.6'),
  unrecognized: chargeback('unrecognized', '10.4'),
  general: chargeback('general', '13.7'),
  customer_initiated: chargeback('customer_initiated', '13.5'),
  noncompliant: chargeback('noncompliant', '12.2'),
  bank_cannot_process: chargeback('bank_cannot_process', '12.7'),
  check_returned: chargeback('check_returned', '12.3'),
  debit_not_authorized: chargeback('debit_not_authorized', '10.5'),
  incorrect_account_details: chargeback('incorrect_account_details', '12.4'),
  insufficient_funds: chargeback('insufficient_funds', '11.3'),
  inquiry: inquiry('fraudulent'),
  inquiry_unrecognized: inquiry('unrecognized'),
  inquiry_general: inquiry('general'),
} as const satisfies Record<string, DisputeSort>
export type DisputeSortName = keyof typeof disputeSorts
