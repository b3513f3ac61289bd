import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { taxIds } from './tax-id.ts'

const shown = 10

/** A list inside a customer: its first page. */
const listed = <T>(items: readonly T[], url: string): Stripe.ApiList<T> => ({
  object: 'list',
  data: items.slice(0, shown),
  has_more: items.length > shown,
  url,
})

export const customers = defineKind<Stripe.Customer>({
  name: 'customer',
  prefix: 'cus',
  indexes: { email: customer => customer.email, test_clock: customer => idOf(customer.test_clock) },
  expandable: ['default_source', 'invoice_settings.default_payment_method', 'test_clock'],
  computed: {
    sources: ({ id }) => listed([], `/v1/customers/${id}/sources`),
    subscriptions(customer, reader) {
      const held = reader.by(subscriptions, 'customer', customer.id)
      const lasting = held.filter(({ status }) => status !== 'canceled' && status !== 'incomplete_expired')
      return listed(lasting, `/v1/customers/${customer.id}/subscriptions`)
    },
    tax_ids: ({ id }, reader) => listed(reader.by(taxIds, 'customer', id), `/v1/customers/${id}/tax_ids`),
  },
})

/** What is left of a deleted customer: reads find it, lists do not. */
export const deletedCustomers = defineKind<Stripe.DeletedCustomer>({
  name: '_deleted_customer',
  prefix: 'cus',
})

type Given = Partial<Omit<Stripe.Customer, 'id' | 'object' | 'created' | 'livemode'>>

/** A customer as Stripe makes one; `invoice_prefix` is derived from the id, so that it is unique. */
export function buildCustomer(work: Work, given: Given, created = work.now): Stripe.Customer {
  const id = work.id('cus', 14)
  return {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created,
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
    ...given,
  }
}
