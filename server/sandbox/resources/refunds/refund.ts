import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'

export const refunds = defineKind<Stripe.Refund>({
  name: 'refund',
  prefix: 're',
  otherPrefixes: ['pyr'],
  indexes: {
    charge: refund => idOf(refund.charge),
    payment_intent: refund => idOf(refund.payment_intent),
  },
  expandable: [
    'balance_transaction',
    'charge',
    'customer',
    'failure_balance_transaction',
    'payment_intent',
    'payment_method',
    'source_transfer_reversal',
    'transfer_reversal',
  ],
})
