import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'

/** The ledger of what a customer has to their credit (negative) or owes (positive). */
export const customerBalanceTransactions = defineKind<Stripe.CustomerBalanceTransaction>({
  name: 'customer_balance_transaction',
  prefix: 'cbtxn',
  indexes: { customer: ({ customer }) => idOf(customer), invoice: ({ invoice }) => idOf(invoice) },
  expandable: ['credit_note', 'customer', 'invoice'],
})

type Given = Pick<Stripe.CustomerBalanceTransaction, 'amount' | 'currency' | 'type'> &
  Partial<Pick<Stripe.CustomerBalanceTransaction, 'credit_note' | 'description' | 'invoice' | 'metadata'>>

/** What the customer's balance comes to in a currency: it is kept in one only. */
export const balanceIn = (customer: Stripe.Customer | undefined, currency: string): number =>
  customer && (customer.currency ?? currency) === currency ? customer.balance : 0

/** Moves the customer's balance by `amount`: less is credit for their next invoice, more is debt. */
export function bookCustomerBalance(
  work: Work,
  id: string,
  given: Given,
): Stripe.CustomerBalanceTransaction | null {
  const customer = work.get(customers, id)
  if (!customer) return null
  const ending_balance = customer.balance + given.amount
  const transaction = work.put(customerBalanceTransactions, {
    id: work.id('cbtxn'),
    object: 'customer_balance_transaction',
    checkout_session: null,
    created: work.now,
    credit_note: null,
    customer: id,
    customer_account: null,
    description: null,
    ending_balance,
    invoice: null,
    livemode: false,
    metadata: {},
    ...given,
  })
  const change = { balance: ending_balance, currency: customer.currency ?? given.currency }
  work.update(customers, customer, change, 'customer.updated')
  return transaction
}
