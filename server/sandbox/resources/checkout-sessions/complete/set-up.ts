import type { Work } from '#server/sandbox/core/work.ts'
import { checkoutPlans } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { attachTo } from '#server/sandbox/resources/payment-methods/attach.ts'
import type { Try } from './pay.ts'

/** Keeps the card for what is charged later. @throws {ApiFailure} 402 for a card that cannot be kept. */
export function setUpFor(work: Work, { plan, customer, method }: Try): void {
  if (customer) attachTo(work, method, customer.id)
  work.put(checkoutPlans, { ...plan, made: { ...plan.made, method: method.id } })
}
