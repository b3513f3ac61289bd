import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Searchable } from './match.ts'

type Card = Stripe.Charge.PaymentMethodDetails.Card
const cardOf = (charge: Stripe.Charge): Card | undefined => charge.payment_method_details?.card

/** `true` whole, `false` in part, absent not at all. */
function refundedOf({ refunded, amount_refunded }: Stripe.Charge): boolean | null {
  if (refunded) return true
  return amount_refunded > 0 ? false : null
}

// Which fields each resource has: https://docs.stripe.com/search#query-fields-for-charges and the sections after it.
export const searchableCustomers: Searchable<Stripe.Customer> = {
  resource: 'customers',
  metadataOf: customer => customer.metadata,
  fields: {
    created: { kind: 'numeric', of: customer => customer.created },
    email: { kind: 'string', of: customer => customer.email },
    name: { kind: 'string', of: customer => customer.name },
    phone: { kind: 'string', of: customer => customer.phone },
  },
}

export const searchableCharges: Searchable<Stripe.Charge> = {
  resource: 'charges',
  metadataOf: charge => charge.metadata,
  fields: {
    amount: { kind: 'numeric', of: charge => charge.amount },
    'billing_details.address.postal_code': {
      kind: 'token',
      of: charge => charge.billing_details.address?.postal_code,
    },
    created: { kind: 'numeric', of: charge => charge.created },
    currency: { kind: 'token', of: charge => charge.currency },
    customer: { kind: 'token', of: charge => idOf(charge.customer) },
    disputed: { kind: 'token', of: charge => charge.disputed },
    'payment_method_details.card.last4': {
      kind: 'token',
      of: charge => cardOf(charge)?.last4,
    },
    'payment_method_details.card.exp_month': { kind: 'token', of: charge => cardOf(charge)?.exp_month },
    'payment_method_details.card.exp_year': { kind: 'token', of: charge => cardOf(charge)?.exp_year },
    'payment_method_details.card.brand': { kind: 'token', of: charge => cardOf(charge)?.brand },
    'payment_method_details.card.fingerprint': { kind: 'token', of: charge => cardOf(charge)?.fingerprint },
    refunded: { kind: 'token', of: refundedOf },
    status: { kind: 'token', of: charge => charge.status },
  },
}

export const searchablePaymentIntents: Searchable<Stripe.PaymentIntent> = {
  resource: 'payment_intents',
  metadataOf: intent => intent.metadata,
  fields: {
    amount: { kind: 'numeric', of: intent => intent.amount },
    created: { kind: 'numeric', of: intent => intent.created },
    currency: { kind: 'token', of: intent => intent.currency },
    customer: { kind: 'token', of: intent => idOf(intent.customer) },
    status: { kind: 'token', of: intent => intent.status },
  },
}

export const searchableSubscriptions: Searchable<Stripe.Subscription> = {
  resource: 'subscriptions',
  metadataOf: subscription => subscription.metadata,
  fields: {
    created: { kind: 'numeric', of: subscription => subscription.created },
    status: { kind: 'token', of: subscription => subscription.status },
  },
}

export const searchableInvoices: Searchable<Stripe.Invoice> = {
  resource: 'invoices',
  metadataOf: invoice => invoice.metadata,
  fields: {
    created: { kind: 'numeric', of: invoice => invoice.created },
    currency: { kind: 'token', of: invoice => invoice.currency },
    customer: { kind: 'token', of: invoice => idOf(invoice.customer) },
    number: { kind: 'string', of: invoice => invoice.number },
    receipt_number: { kind: 'string', of: invoice => invoice.receipt_number },
    status: { kind: 'string', of: invoice => invoice.status },
    subscription: {
      kind: 'string',
      of: invoice => idOf(invoice.parent?.subscription_details?.subscription),
    },
    total: { kind: 'numeric', of: invoice => invoice.total },
  },
}

export const searchablePrices: Searchable<Stripe.Price> = {
  resource: 'prices',
  metadataOf: price => price.metadata,
  fields: {
    active: { kind: 'token', of: price => price.active },
    currency: { kind: 'token', of: price => price.currency },
    lookup_key: { kind: 'string', of: price => price.lookup_key },
    product: { kind: 'string', of: price => idOf(price.product) },
    type: { kind: 'token', of: price => price.type },
  },
}

export const searchableProducts: Searchable<Stripe.Product> = {
  resource: 'products',
  metadataOf: product => product.metadata,
  fields: {
    active: { kind: 'token', of: product => product.active },
    description: { kind: 'string', of: product => product.description },
    name: { kind: 'string', of: product => product.name },
    shippable: { kind: 'token', of: product => product.shippable },
    url: { kind: 'string', of: product => product.url },
  },
}
