import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { jobs } from '#server/sandbox/core/job.ts'
import type { Kind, Stored } from '#server/sandbox/core/kind.ts'
import { clockOf } from '#server/sandbox/core/test-clock.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers, deletedCustomers } from '#server/sandbox/resources/customers/customer.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { invoiceItems } from '#server/sandbox/resources/invoices/invoice-item.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'

export const customersOf = (work: Work, clock: string): Stripe.Customer[] =>
  work.by(customers, 'test_clock', clock)

/** Gives an object and what waits to happen to it the clock's time, which knows whole seconds alone. */
function attach<T extends Stored>(work: Work, kind: Kind<T>, item: T, test_clock: string): void {
  work.put(kind, { ...item, test_clock })
  for (const job of work.by(jobs, 'subject', item.id)) {
    work.put(jobs, { ...job, clock: test_clock, dueMs: Math.floor(job.dueMs / 1000) * 1000 })
  }
}

/**
 * Puts an existing customer, with what is billed to it, on a clock for good.
 * @throws {ApiFailure} 400 for one that lives on a clock already.
 */
export function attachCustomer(work: Work, id: string, clock: string): void {
  const customer = work.need(customers, id, 'customer', 400)
  if (clockOf(customer) !== null) {
    throw invalid(`The customer ${id} is already attached to the test clock ${clockOf(customer)}.`, {
      param: 'customer',
    })
  }
  attach(work, customers, customer, clock)
  for (const item of work.by(subscriptions, 'customer', id)) attach(work, subscriptions, item, clock)
  for (const item of work.by(invoices, 'customer', id)) attach(work, invoices, item, clock)
  for (const item of work.by(invoiceItems, 'customer', id)) attach(work, invoiceItems, item, clock)
}

/** Deletes the clock's customers, and with them what was billed to them and what waited to happen. */
export function removeCustomers(work: Work, clock: string): void {
  for (const job of work.by(jobs, 'clock', clock)) work.remove(jobs, job.id)
  for (const customer of customersOf(work, clock)) {
    for (const { id } of work.by(subscriptions, 'customer', customer.id)) work.remove(subscriptions, id)
    for (const { id } of work.by(invoices, 'customer', customer.id)) work.remove(invoices, id)
    for (const { id } of work.by(invoiceItems, 'customer', customer.id)) work.remove(invoiceItems, id)
    work.remove(customers, customer.id)
    work.emit('customer.deleted', customer)
    work.put(deletedCustomers, { id: customer.id, object: 'customer', deleted: true })
  }
}
