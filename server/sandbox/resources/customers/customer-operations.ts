import type Stripe from 'stripe'
import { missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import {
  array,
  boolean,
  integer,
  nullable,
  object,
  oneOf,
  type Parsed,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import { addressParam, buildAddress, shippingParam } from '#server/sandbox/core/shared-params.ts'
import { testClocks } from '#server/sandbox/core/test-clock.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { attachTo } from '#server/sandbox/resources/payment-methods/attach.ts'
import {
  paymentMethods,
  resolvePaymentMethod,
} from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchableCustomers } from '#server/sandbox/search/searchables.ts'
import { buildCustomer, customers, deletedCustomers } from './customer.ts'

const fields = {
  address: nullable(addressParam),
  balance: integer(),
  description: nullable(string()),
  email: nullable(string({ max: 512 })),
  invoice_prefix: string({ max: 12 }),
  invoice_settings: object({
    default_payment_method: nullable(string()),
    footer: nullable(string()),
  }),
  metadata: metadata(),
  name: nullable(string({ max: 256 })),
  next_invoice_sequence: integer({ min: 1 }),
  phone: nullable(string({ max: 20 })),
  preferred_locales: array(string()),
  shipping: nullable(shippingParam),
  tax_exempt: nullable(oneOf('none', 'exempt', 'reverse')),
  validate: boolean(),
} satisfies ShapeOf<Stripe.CustomerUpdateParams>
type Fields = Parsed<typeof fields>

/** The properties of a customer that the parameters set; those not sent stay out. */
function changesIn(given: Fields, current: Pick<Stripe.Customer, 'metadata' | 'invoice_settings'>) {
  const { address, shipping, metadata: change, invoice_settings: settings, validate: _, ...plain } = given
  return {
    ...plain,
    ...(address === undefined ? {} : { address: address && buildAddress(address) }),
    ...(shipping === undefined ? {} : { shipping: shipping && buildCustomerShipping(shipping) }),
    ...(settings === undefined ? {} : { invoice_settings: { ...current.invoice_settings, ...settings } }),
    ...(change === undefined ? {} : { metadata: mergeMetadata(current.metadata, change) }),
  }
}

const buildCustomerShipping = (given: NonNullable<Fields['shipping']>): Stripe.Customer.Shipping => ({
  address: buildAddress(given.address ?? {}),
  name: given.name ?? '',
  phone: given.phone ?? null,
})

const createParams = {
  ...fields,
  payment_method: string(),
  test_clock: string(),
} satisfies ShapeOf<Stripe.CustomerCreateParams>

function createCustomer(
  work: Work,
  { payment_method: method, test_clock: clock, ...given }: Parsed<typeof createParams>,
): Stripe.Customer {
  if (clock !== undefined) work.follow(work.need(testClocks, clock, 'test_clock', 400).id)
  const made = buildCustomer(work, { test_clock: clock ?? null })
  const attached = method === undefined ? undefined : resolvePaymentMethod(work, method)
  const customer = work.create(customers, { ...made, ...changesIn(given, made) }, 'customer.created')
  if (attached) attachTo(work, attached, customer.id)
  checkDefault(work, given, customer.id)
  return customer
}

/** @throws {ApiFailure} 400 for a default payment method that is not this customer's. */
function checkDefault(work: Work, { invoice_settings: settings }: Fields, customer: string): void {
  const id = settings?.default_payment_method
  if (id === undefined || id === null) return
  const method = work.get(paymentMethods, id)
  if (method && idOf(method.customer) === customer) return
  throw missing('PaymentMethod', id, 'invoice_settings[default_payment_method]', 400)
}

function deleteCustomer(work: Work, id: string): Stripe.DeletedCustomer {
  const customer = work.need(customers, id)
  work.remove(customers, id)
  for (const method of work.by(paymentMethods, 'customer', id))
    work.put(paymentMethods, { ...method, customer: null })
  work.emit('customer.deleted', customer)
  return work.put(deletedCustomers, { id, object: 'customer', deleted: true })
}

export const customerResource: Resource = {
  kinds: [customers, deletedCustomers],
  operations: [
    searchOperation(customers, searchableCustomers),
    operation({ method: 'POST', path: '/v1/customers', params: createParams, run: createCustomer }),
    operation({
      method: 'GET',
      path: '/v1/customers',
      params: { ...pageParams, created: createdParam, email: string(), test_clock: string() },
      run: (work, params) =>
        page(work, customers, params, {
          url: '/v1/customers',
          by: params.email === undefined ? undefined : ['email', params.email],
          keep: createdWithin(params.created),
          clock: params.test_clock ?? null,
        }),
    }),
    operation({
      method: 'GET',
      path: '/v1/customers/:customer',
      params: {},
      run: (work, _, id) => work.get(deletedCustomers, id) ?? work.need(customers, id),
    }),
    operation({
      method: 'POST',
      path: '/v1/customers/:customer',
      params: fields,
      run(work, params, id) {
        const customer = work.need(customers, id)
        checkDefault(work, params, id)
        return work.update(customers, customer, changesIn(params, customer), 'customer.updated')
      },
    }),
    operation({
      method: 'DELETE',
      path: '/v1/customers/:customer',
      params: {},
      run: (work, _, id) => deleteCustomer(work, id),
    }),
  ],
}
