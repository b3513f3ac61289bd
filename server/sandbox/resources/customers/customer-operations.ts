import type Stripe from 'stripe'
import { missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { type Parsed, string } from '#server/sandbox/core/params.ts'
import { testClocks } from '#server/sandbox/core/test-clock.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { bookCustomerBalance } from '#server/sandbox/resources/customer-balance/customer-balance.ts'
import { attachTo } from '#server/sandbox/resources/payment-methods/attach.ts'
import {
  paymentMethods,
  resolvePaymentMethod,
} from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchableCustomers } from '#server/sandbox/search/searchables.ts'
import { buildCustomer, customers, deletedCustomers } from './customer.ts'
import { changesIn, createParams, type Fields, updateParams } from './customer-params.ts'
import { deleteCustomer } from './delete-customer.ts'
import { createTaxId } from './tax-id.ts'

function createCustomer(work: Work, params: Parsed<typeof createParams>): Stripe.Customer {
  const { payment_method: method, test_clock: clock, tax_id_data: numbers = [], balance = 0 } = params
  if (clock !== undefined) work.follow(work.need(testClocks, clock, 'test_clock', 400).id)
  const made = buildCustomer(work, { test_clock: clock ?? null, balance })
  const attached = method === undefined ? undefined : resolvePaymentMethod(work, method)
  const customer = work.create(customers, { ...made, ...changesIn(params, made) }, 'customer.created')
  if (attached) attachTo(work, attached, customer.id)
  checkDefault(work, params, customer.id)
  for (const { type, value } of numbers) createTaxId(work, customer.id, type, value)
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

/** Changes a customer; another balance is a line in its ledger. */
function updateCustomer(work: Work, params: Parsed<typeof updateParams>, id: string): Stripe.Customer {
  const customer = work.need(customers, id)
  checkDefault(work, params, id)
  const updated = work.update(customers, customer, changesIn(params, customer), 'customer.updated')
  const amount = (params.balance ?? customer.balance) - customer.balance
  if (amount === 0) return updated
  bookCustomerBalance(work, id, { amount, currency: customer.currency ?? 'usd', type: 'adjustment' })
  return work.need(customers, id)
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
      params: updateParams,
      run: updateCustomer,
    }),
    operation({
      method: 'DELETE',
      path: '/v1/customers/:customer',
      params: {},
      run: (work, _, id) => deleteCustomer(work, id),
    }),
  ],
}
