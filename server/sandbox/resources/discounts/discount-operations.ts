import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { discounts } from './discount.ts'
import { deleteCustomerDiscount, deleteSubscriptionDiscount, expireDiscount } from './end-discount.ts'

export const discountResource: Resource = {
  kinds: [discounts],
  jobs: { 'discount.end': expireDiscount },
  operations: [
    operation({
      method: 'DELETE',
      path: '/v1/customers/:customer/discount',
      params: {},
      run: (work, _, id) => deleteCustomerDiscount(work, id),
    }),
    operation({
      method: 'DELETE',
      path: '/v1/subscriptions/:subscription/discount',
      params: {},
      run: (work, _, id) => deleteSubscriptionDiscount(work, id),
    }),
  ],
}
