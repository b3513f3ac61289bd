import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { grantDiscounts } from '#server/sandbox/resources/discounts/grant-discounts.ts'
import { planOf } from '#server/sandbox/resources/prices/price.ts'
import { itemOwners } from './item-owner.ts'
import { periodEnd } from './period.ts'
import { checkTogether, needPrice, priceAsked } from './read-items.ts'
import { buildItem, endOfPeriod } from './subscription.ts'
import type { ItemChange } from './subscription-params.ts'

const monthly = { interval: 'month' as const, interval_count: 1 }
const cadenceOf = ({ recurring }: Stripe.Price) => recurring ?? monthly

export const sameCadence = (a: Stripe.Price, b: Stripe.Price): boolean =>
  cadenceOf(a).interval === cadenceOf(b).interval &&
  cadenceOf(a).interval_count === cadenceOf(b).interval_count

/** A change's place in the parameters, such as `items[0]`; nothing for a call about one item alone. */
interface Place {
  readonly subscription: Stripe.Subscription
  readonly at: string
}

const discountsFor = (work: Work, { subscription, at }: Place, item: string, change: ItemChange): string[] =>
  grantDiscounts(
    work,
    change.discounts,
    {
      customer: idOf(subscription.customer) ?? '',
      currency: subscription.currency,
      place: { subscription: subscription.id, subscription_item: item },
    },
    at ? `${at}[discounts]` : 'discounts',
  )

function changeItem(
  work: Work,
  item: Stripe.SubscriptionItem,
  change: ItemChange,
  place: Place,
): Stripe.SubscriptionItem {
  const price = priceAsked(work, change, place.at) ?? item.price
  // Another interval begins a period of its own.
  const restarts = !sameCadence(price, item.price) && place.subscription.status !== 'trialing'
  return {
    ...item,
    price,
    plan: planOf(price),
    quantity: change.quantity ?? item.quantity ?? 1,
    metadata: mergeMetadata(item.metadata, change.metadata),
    ...(change.discounts === undefined ? {} : { discounts: discountsFor(work, place, item.id, change) }),
    ...(restarts
      ? { current_period_start: work.now, current_period_end: periodEnd(work.now, cadenceOf(price)) }
      : {}),
  }
}

/** Where a new item's period stands: with the others of its interval, or from now on. */
function periodOf(work: Work, subscription: Stripe.Subscription, price: Stripe.Price) {
  const like = subscription.items.data.find(item => sameCadence(item.price, price))
  if (like) return { start: like.current_period_start, end: like.current_period_end }
  if (subscription.status === 'trialing') return { start: work.now, end: endOfPeriod(subscription) }
  return { start: work.now, end: periodEnd(work.now, cadenceOf(price)) }
}

function addItem(work: Work, change: ItemChange, place: Place): Stripe.SubscriptionItem {
  const { subscription } = place
  const price = needPrice(work, change, place.at)
  const id = work.id('si', 14)
  work.put(itemOwners, { id, subscription: subscription.id })
  return buildItem(work, {
    id,
    subscription: subscription.id,
    price,
    quantity: change.quantity ?? 1,
    ...periodOf(work, subscription, price),
    metadata: mergeMetadata({}, change.metadata),
    discounts: discountsFor(work, place, id, change),
  })
}

/**
 * The items after the changes: those named by `id` changed or deleted, the others added.
 * @throws {ApiFailure} 400 for an item that is not there, or when none would be left.
 */
export function nextItems(
  work: Work,
  subscription: Stripe.Subscription,
  changes: readonly ItemChange[],
  nameOf = (at: number) => `items[${at}]`,
): Stripe.SubscriptionItem[] {
  let items = [...subscription.items.data]
  for (const [index, change] of changes.entries()) {
    const place = { subscription, at: nameOf(index) }
    if (change.id === undefined) {
      items.push(addItem(work, change, place))
      continue
    }
    const known = items.find(item => item.id === change.id)
    if (!known) throw missing('subscription_item', change.id, `items[${index}][id]`, 400)
    items = change.deleted
      ? items.filter(item => item !== known)
      : items.map(item => (item === known ? changeItem(work, item, change, place) : item))
  }
  if (items.length === 0) {
    throw invalid('A subscription must have at least one active plan. To cancel it, cancel the subscription.')
  }
  checkTogether(items, subscription.currency)
  return items
}
