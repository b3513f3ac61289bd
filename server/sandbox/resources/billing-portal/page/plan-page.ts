import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { problemNotice, textField } from '#server/sandbox/pages/form-parts.ts'
import { attribute, html } from '#server/sandbox/pages/html.ts'
import { FormRefusal, type Problem } from '#server/sandbox/pages/page-route.ts'
import type { Configuration } from '#server/sandbox/resources/billing-portal/configuration.ts'
import { prices } from '#server/sandbox/resources/prices/price.ts'
import { prorationBehavior } from '#server/sandbox/resources/subscriptions/subscription-params.ts'
import { updateSubscription } from '#server/sandbox/resources/subscriptions/update-subscription.ts'
import { planInWords, priceInWords, productName } from './plan-words.ts'
import {
  afterDoing,
  backLink,
  mustOffer,
  needSubscription,
  portalPage,
  portalUrl,
  type Visit,
} from './portal-visit.ts'

type Offer = NonNullable<Configuration['features']['subscription_update']['products']>[number]

/** The one item that the portal changes. @throws {ApiFailure} for a plan of several. */
function onlyItem(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const [item, ...others] = subscription.items.data
  if (item && others.length === 0) return item
  throw invalid('A plan of several products cannot be changed here.')
}

/** Prices that may be changed to: offered, active, and in the plan's currency. */
function offered({ work, features }: Visit, { currency }: Stripe.Subscription) {
  return (features.subscription_update.products ?? []).flatMap(offer =>
    offer.prices.flatMap(id => {
      const price = work.get(prices, id)
      return price?.active && price.currency === currency ? [{ offer, price }] : []
    }),
  )
}

const quantityRule = ({ adjustable_quantity: rule }: Offer) => ({
  enabled: rule.enabled,
  minimum: rule.minimum,
  maximum: rule.maximum ?? 99_999,
})

const isAllowed = ({ features }: Visit, what: 'price' | 'quantity'): boolean =>
  features.subscription_update.default_allowed_updates.includes(what)

const afterwards: Readonly<Record<string, string>> = {
  always_invoice: 'The difference for the rest of this period is charged or credited at once.',
  create_prorations: 'The difference for the rest of this period comes with your next invoice.',
  none: 'The new price holds from your next payment on.',
}

/** The plans that are offered, and how many of it. */
export function planPage(visit: Visit, id: string, problems: readonly Problem[] = []): SandboxResponse {
  mustOffer(visit, 'subscription_update')
  const subscription = needSubscription(visit, id)
  const item = onlyItem(subscription)
  const choices = isAllowed(visit, 'price')
    ? offered(visit, subscription)
    : offered(visit, subscription).filter(({ price }) => price.id === item.price.id)
  const choice = ({ price }: { price: Stripe.Price }) =>
    html`<label class="choice"><input type="radio" name="price" value="${price.id}"${attribute('checked', price.id === item.price.id)}><span><bdi>${productName(visit.work, price)}</bdi>, ${priceInWords(price)}</span></label>`
  const current = choices.find(({ price }) => price.id === item.price.id)
  const counts =
    isAllowed(visit, 'quantity') && (current === undefined || quantityRule(current.offer).enabled)
  const how = visit.features.subscription_update.proration_behavior
  return portalPage(visit, {
    title: 'Change your plan',
    isRefused: problems.length > 0,
    body: html`${backLink(visit)}${problemNotice(problems)}<h1>Change your plan</h1><p class="lead">Now: <bdi>${planInWords(visit.work, subscription)}</bdi></p>
<form class="panel" method="post" action="${portalUrl(visit, `/subscriptions/${id}/plan`)}"><fieldset><legend>Plan</legend>${choices.map(choice)}</fieldset>${
      counts &&
      textField(
        {
          name: 'quantity',
          label: 'Quantity',
          value: String(item.quantity ?? 1),
          inputmode: 'numeric',
          required: true,
        },
        problems,
      )
    }<p class="hint">${afterwards[how] ?? ''}</p><button class="primary whole">Change plan</button></form>`,
  })
}

/** @throws {FormRefusal} for a plan or a quantity that is not offered. */
export function changePlan(visit: Visit, id: string, form: URLSearchParams): SandboxResponse {
  mustOffer(visit, 'subscription_update')
  const subscription = needSubscription(visit, id)
  const item = onlyItem(subscription)
  const wanted = form.get('price') ?? item.price.id
  const chosen = offered(visit, subscription).find(({ price }) => price.id === wanted)
  if (!chosen || (wanted !== item.price.id && !isAllowed(visit, 'price'))) {
    throw new FormRefusal([{ message: 'This plan is not offered.' }])
  }
  const quantity = quantityIn(visit, chosen.offer, form.get('quantity') ?? String(item.quantity ?? 1))
  const how = prorationBehavior.parse(visit.features.subscription_update.proration_behavior, '')
  updateSubscription(
    visit.work,
    { items: [{ id: item.id, price: wanted, quantity }], proration_behavior: how },
    id,
  )
  return afterDoing(visit, 'updated', 'subscription_update', 'subscription_update_confirm')
}

function quantityIn(visit: Visit, offer: Offer, typed: string): number {
  const { enabled, minimum, maximum } = quantityRule(offer)
  const quantity = Number(typed)
  const isKept = !enabled || !isAllowed(visit, 'quantity')
  if (isKept) return quantity
  if (Number.isInteger(quantity) && quantity >= minimum && quantity <= maximum) return quantity
  throw new FormRefusal([{ field: 'quantity', message: `From ${minimum} to ${maximum}.` }])
}
