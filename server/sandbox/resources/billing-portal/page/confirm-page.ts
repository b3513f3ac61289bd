import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { problemNotice } from '#server/sandbox/pages/form-parts.ts'
import { html } from '#server/sandbox/pages/html.ts'
import type { Problem } from '#server/sandbox/pages/page-route.ts'
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

/** What the session's flow proposes. @throws {ApiFailure} for a session that proposes nothing. */
function proposalOf(visit: Visit) {
  mustOffer(visit, 'subscription_update')
  const proposal = visit.session.flow?.subscription_update_confirm
  if (!proposal) throw invalid('This link proposes no change.')
  return { ...proposal, current: needSubscription(visit, proposal.subscription) }
}

/** The change that was proposed, before and after, and the button that makes it. */
export function confirmPage(visit: Visit, problems: readonly Problem[] = []): SandboxResponse {
  const { work } = visit
  const { items, current } = proposalOf(visit)
  const after = items.map(({ id, price: priceId, quantity }) => {
    const known = current.items.data.find(item => item.id === id)
    const price = work.get(prices, priceId ?? '') ?? known?.price
    const count = quantity ?? known?.quantity ?? 1
    return (
      price && `${count > 1 ? `${count} × ` : ''}${productName(work, price)}, ${priceInWords(price, count)}`
    )
  })
  return portalPage(visit, {
    title: 'Confirm your new plan',
    isRefused: problems.length > 0,
    body: html`${backLink(visit)}${problemNotice(problems)}<h1>Confirm your new plan</h1>
<form class="panel" method="post" action="${portalUrl(visit, '/confirm')}"><dl class="facts"><div><dt>Now</dt><dd><bdi>${planInWords(work, current)}</bdi></dd></div><div class="total"><dt>Then</dt><dd><bdi>${after.filter(Boolean).join('; ')}</bdi></dd></div></dl><button class="primary whole">Confirm</button></form>`,
  })
}

/** @throws {ApiFailure} when the change is not possible any more. */
export function confirmChange(visit: Visit): SandboxResponse {
  const { items, discounts, subscription } = proposalOf(visit)
  const how = prorationBehavior.parse(visit.features.subscription_update.proration_behavior, '')
  updateSubscription(
    visit.work,
    {
      items: items.flatMap(({ id, price, quantity }) =>
        id === null
          ? []
          : [{ id, ...(price === null ? {} : { price }), ...(quantity === undefined ? {} : { quantity }) }],
      ),
      ...(discounts
        ? {
            discounts: discounts.map(({ coupon, promotion_code: code }) => ({
              ...(coupon === null ? {} : { coupon }),
              ...(code === null ? {} : { promotion_code: code }),
            })),
          }
        : {}),
      proration_behavior: how,
    },
    subscription,
  )
  return afterDoing(visit, 'updated', 'subscription_update_confirm')
}
