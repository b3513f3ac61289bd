import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import { noteBehind } from '#server/sandbox/resources/payment-methods/behaviour.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { endSubscription } from '#server/sandbox/resources/subscriptions/end-subscription.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { customers, deletedCustomers } from './customer.ts'

const over: ReadonlySet<string> = new Set(['canceled', 'incomplete_expired'])

/** Deletes a customer for good: their subscriptions end, and their payment methods never pay again. */
export function deleteCustomer(work: Work, id: string): Stripe.DeletedCustomer {
  const customer = work.need(customers, id)
  for (const subscription of work.by(subscriptions, 'customer', id)) {
    if (!over.has(subscription.status)) endSubscription(work, subscription)
  }
  work.remove(customers, id)
  for (const method of work.by(paymentMethods, 'customer', id)) {
    noteBehind(work, method.id, { spent: true })
    work.put(paymentMethods, { ...method, customer: null })
  }
  work.emit('customer.deleted', customer)
  return work.put(deletedCustomers, { id, object: 'customer', deleted: true })
}
