import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'

/** What is taken back of an invoice, before or after it was paid. */
export const creditNotes = defineKind<Stripe.CreditNote>({
  name: 'credit_note',
  prefix: 'cn',
  indexes: { customer: note => idOf(note.customer), invoice: note => idOf(note.invoice) },
  expandable: [
    'customer',
    'customer_balance_transaction',
    'discount_amounts.discount',
    'invoice',
    'refunds.refund',
  ],
})
