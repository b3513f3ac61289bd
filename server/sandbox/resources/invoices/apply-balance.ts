import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import {
  balanceIn,
  bookCustomerBalance,
  customerBalanceTransactions,
} from '#server/sandbox/resources/customer-balance/customer-balance.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { leastCharge } from '#server/sandbox/resources/payment-intents/payment-intent.ts'

type Ending = Pick<Stripe.Invoice, 'amount_due' | 'amount_remaining' | 'starting_balance' | 'ending_balance'>

/**
 * Uses what the customer has to their credit, or adds what they owe, as the invoice is finalized; what is too little
 * to be charged is owed until the next one.
 */
export function applyBalance(work: Work, draft: Stripe.Invoice): Ending {
  const { id, currency, total } = draft
  const customer = idOf(draft.customer) ?? ''
  const starting_balance = balanceIn(work.get(customers, customer), currency)
  const sum = total + starting_balance
  const tooSmall =
    draft.collection_method === 'charge_automatically' && sum > 0 && sum < leastCharge(currency)
  const amount_due = tooSmall ? 0 : Math.max(0, sum)
  const ending_balance = tooSmall ? sum : Math.min(0, sum)
  const amount = ending_balance - starting_balance
  if (amount !== 0) {
    const type = tooSmall ? 'invoice_too_small' : 'applied_to_invoice'
    bookCustomerBalance(work, customer, { amount, currency, type, invoice: id })
  }
  return { amount_due, amount_remaining: amount_due, starting_balance, ending_balance }
}

/** A voided invoice gives back what it used. */
export function returnBalance(work: Work, { id, currency, customer }: Stripe.Invoice): void {
  const moved = work.by(customerBalanceTransactions, 'invoice', id)
  const used = moved.filter(({ type }) => type !== 'credit_note')
  const amount = -used.reduce((sum, transaction) => sum + transaction.amount, 0)
  if (amount === 0) return
  bookCustomerBalance(work, idOf(customer) ?? '', {
    amount,
    currency,
    type: 'unapplied_from_invoice',
    invoice: id,
  })
}
