import type Stripe from 'stripe'
import { missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { itemsList, subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { asDeleted, couponOf, discounts, idsOf } from './discount.ts'

/** The subscription without the discount, for itself and for its items. */
function without(subscription: Stripe.Subscription, id: string): Partial<Stripe.Subscription> {
  const rest = (list: Stripe.Subscription['discounts']) => idsOf(list).filter(other => other !== id)
  const items = subscription.items.data.map(item =>
    idsOf(item.discounts).includes(id) ? { ...item, discounts: rest(item.discounts) } : item,
  )
  return { discounts: rest(subscription.discounts), items: itemsList(subscription.id, items) }
}

/** Takes a discount from whoever has it; invoices that it made cheaper stay as they are. */
export function endDiscount(work: Work, discount: Stripe.Discount): void {
  const subscription = work.get(subscriptions, discount.subscription ?? '')
  if (subscription) {
    const change = without(subscription, discount.id)
    work.update(subscriptions, subscription, change, 'customer.subscription.updated')
  }
  const customer = work.get(customers, idOf(discount.customer) ?? '')
  if (customer?.discount?.id === discount.id)
    work.update(customers, customer, { discount: null }, 'customer.updated')
  work.emit('customer.discount.deleted', discount)
}

/** Discounts for one invoice have done their work once they took something off. */
export function endUsed(work: Work, invoice: Stripe.Invoice): void {
  for (const { discount: used, amount } of invoice.total_discount_amounts ?? []) {
    const discount = work.get(discounts, idOf(used) ?? '')
    if (!discount || amount === 0 || discount.subscription === null) continue
    if (couponOf(work, discount)?.duration === 'once') endDiscount(work, discount)
  }
}

/** A repeating discount's months are over. */
export function expireDiscount(work: Work, id: string): void {
  const discount = work.get(discounts, id)
  const subscription = work.get(subscriptions, discount?.subscription ?? '')
  if (!discount || !subscription) return
  const held = [
    ...idsOf(subscription.discounts),
    ...subscription.items.data.flatMap(item => idsOf(item.discounts)),
  ]
  if (held.includes(id)) endDiscount(work, discount)
}

/** @throws {ApiFailure} 404 when the customer has none. */
export function deleteCustomerDiscount(work: Work, id: string): Stripe.DeletedDiscount {
  const { discount } = work.need(customers, id, 'customer')
  if (!discount) throw missing('active discount for customer', id, 'customer')
  endDiscount(work, discount)
  return asDeleted(discount)
}

/** Takes all discounts away and answers the first. @throws {ApiFailure} 404 when there is none. */
export function deleteSubscriptionDiscount(work: Work, id: string): Stripe.DeletedDiscount {
  const subscription = work.need(subscriptions, id)
  const held = idsOf(subscription.discounts).map(discount => work.need(discounts, discount))
  const [first] = held
  if (!first) throw missing('active discount for subscription', id, 'id')
  for (const discount of held) endDiscount(work, discount)
  return asDeleted(first)
}
