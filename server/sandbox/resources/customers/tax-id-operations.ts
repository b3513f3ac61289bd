import type Stripe from 'stripe'
import { missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { page, pageParams } from '#server/sandbox/core/list.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { required, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from './customer.ts'
import { createTaxId, taxIdJobs, taxIds } from './tax-id.ts'
import { taxIdType } from './tax-id-type.ts'

/** @throws {ApiFailure} 404 for one that is not this customer's. */
function needTaxId(work: Work, customer: string, id: string): Stripe.TaxId {
  work.need(customers, customer, 'customer')
  const taxId = work.get(taxIds, id)
  if (taxId && idOf(taxId.customer) === customer) return taxId
  throw missing('tax_id', id, 'id')
}

export const taxIdResource: Resource = {
  kinds: [taxIds],
  jobs: taxIdJobs,
  operations: [
    operation({
      method: 'POST',
      path: '/v1/customers/:customer/tax_ids',
      params: { type: required(taxIdType), value: required(string()) },
      run(work, { type, value }, customer) {
        work.need(customers, customer, 'customer')
        return createTaxId(work, customer, type, value)
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/customers/:customer/tax_ids',
      params: pageParams,
      run(work, params, customer) {
        work.need(customers, customer, 'customer')
        const url = `/v1/customers/${customer}/tax_ids`
        return page(work, taxIds, params, { url, by: ['customer', customer] })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/customers/:customer/tax_ids/:id',
      params: {},
      run: (work, _, customer, id) => needTaxId(work, customer, id),
    }),
    operation({
      method: 'DELETE',
      path: '/v1/customers/:customer/tax_ids/:id',
      params: {},
      run(work, _, customer, id): Stripe.DeletedTaxId {
        const taxId = needTaxId(work, customer, id)
        work.remove(taxIds, id)
        work.emit('customer.tax_id.deleted', taxId)
        return { id, object: 'tax_id', deleted: true }
      },
    }),
  ],
}
