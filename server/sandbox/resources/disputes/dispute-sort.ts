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

/** By name; the network codes are Visa's. */
export const disputeSorts = {
  fraudulent: chargeback('fraudulent', '10.4'),
  product_not_received: chargeback('product_not_received', '13.1'),
  inquiry: { reason: 'fraudulent', networkReasonCode: '10', caseType: 'inquiry' },
} as const satisfies Record<string, DisputeSort>
export type DisputeSortName = keyof typeof disputeSorts
