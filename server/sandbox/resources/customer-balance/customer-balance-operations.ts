import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import {
  currency,
  integer,
  nullable,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { bookCustomerBalance, customerBalanceTransactions } from './customer-balance.ts'

const createParams = {
  amount: required(integer()),
  currency: required(currency()),
  description: nullable(string({ max: 350 })),
  metadata: metadata(),
} satisfies ShapeOf<Stripe.CustomerCreateBalanceTransactionParams>

const updateParams = {
  description: nullable(string({ max: 350 })),
  metadata: metadata(),
} satisfies ShapeOf<Stripe.CustomerUpdateBalanceTransactionParams>

function create(work: Work, params: Parsed<typeof createParams>, id: string) {
  const customer = work.need(customers, id, 'customer')
  const { amount, currency: unit } = params
  if (customer.currency !== null && customer.currency !== unit) {
    throw invalid(
      `The customer's balance is in ${customer.currency}; a transaction in ${unit} cannot change it.`,
      { param: 'currency' },
    )
  }
  return bookCustomerBalance(work, id, {
    amount,
    currency: unit,
    type: 'adjustment',
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
  })
}

/** @throws {ApiFailure} 404 for one that is not this customer's. */
function find(work: Work, customer: string, id: string): Stripe.CustomerBalanceTransaction {
  work.need(customers, customer, 'customer')
  const found = work.get(customerBalanceTransactions, id)
  if (found?.customer === customer) return found
  throw missing('customer_balance_transaction', id, 'transaction')
}

function update(work: Work, params: Parsed<typeof updateParams>, customer: string, id: string) {
  const found = find(work, customer, id)
  const { description, metadata: change } = params
  return work.put(customerBalanceTransactions, {
    ...found,
    ...(description === undefined ? {} : { description }),
    ...(change === undefined ? {} : { metadata: mergeMetadata(found.metadata ?? {}, change) }),
  })
}

const path = '/v1/customers/:customer/balance_transactions'

export const customerBalanceResource: Resource = {
  kinds: [customerBalanceTransactions],
  operations: [
    operation({ method: 'POST', path, params: createParams, run: create }),
    operation({
      method: 'GET',
      path,
      params: { ...pageParams, created: createdParam, invoice: string() },
      run(work, params, id) {
        work.need(customers, id, 'customer')
        const within = createdWithin(params.created)
        return page(work, customerBalanceTransactions, params, {
          url: `/v1/customers/${id}/balance_transactions`,
          by: ['customer', id],
          keep: item => within(item) && (params.invoice === undefined || item.invoice === params.invoice),
        })
      },
    }),
    operation({
      method: 'GET',
      path: `${path}/:transaction`,
      params: {},
      run: (work, _, customer, id) => find(work, customer, id),
    }),
    operation({ method: 'POST', path: `${path}/:transaction`, params: updateParams, run: update }),
  ],
}
