import type Stripe from 'stripe'
import type { CustomerFacts } from '#server/stripe/port.ts'
import type { CustomerRef } from '#shared/domain/customer.ts'
import { msOf } from './stripe-object.ts'

type AnyCustomer = Stripe.Customer | Stripe.DeletedCustomer

/** A customer that was only named by id is told by id alone. */
export function customerRefOf(customer: string | AnyCustomer | null | undefined): CustomerRef | null {
  if (customer === null || customer === undefined) return null
  if (typeof customer === 'string') return { id: customer, name: null, email: null, deleted: false }
  if (customer.deleted) return { id: customer.id, name: null, email: null, deleted: true }
  return { id: customer.id, name: customer.name ?? null, email: customer.email, deleted: false }
}

export function customerFactsOf(customer: AnyCustomer, asOf: number): CustomerFacts {
  if (customer.deleted) return deletedFacts(customer.id, asOf)
  const { currency } = customer
  return {
    id: customer.id,
    name: customer.name ?? null,
    email: customer.email,
    phone: customer.phone ?? null,
    address: addressOf(customer.address ?? customer.shipping?.address),
    language: customer.preferred_locales?.[0] ?? null,
    description: customer.description,
    balance: currency ? { amount: customer.balance, currency } : null,
    metadata: customer.metadata,
    deleted: false,
    createdAt: msOf(customer.created),
    asOf,
  }
}

/** Stripe keeps nothing but the id of a deleted customer. */
const deletedFacts = (id: string, asOf: number): CustomerFacts => ({
  id,
  name: null,
  email: null,
  phone: null,
  address: null,
  language: null,
  description: null,
  balance: null,
  metadata: {},
  deleted: true,
  createdAt: null,
  asOf,
})

/** One line, the parts that there are: `Weserstraße 41, 12045 Berlin, DE`. */
export function addressOf(address: Stripe.Address | null | undefined): string | null {
  if (!address) return null
  const town = [address.postal_code, address.city].filter(Boolean).join(' ')
  const parts = [address.line1, address.line2, town, address.state, address.country].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : null
}

/** What new invoices are paid with: an old source only where no payment method was chosen. */
export function defaultMethodIdOf(customer: AnyCustomer): string | null {
  if (customer.deleted) return null
  const chosen = customer.invoice_settings.default_payment_method ?? customer.default_source
  return typeof chosen === 'string' ? chosen : (chosen?.id ?? null)
}
