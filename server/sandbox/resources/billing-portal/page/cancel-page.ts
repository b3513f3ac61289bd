import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { problemNotice } from '#server/sandbox/pages/form-parts.ts'
import { html } from '#server/sandbox/pages/html.ts'
import type { Problem } from '#server/sandbox/pages/page-route.ts'
import type { Configuration } from '#server/sandbox/resources/billing-portal/configuration.ts'
import { endSubscription } from '#server/sandbox/resources/subscriptions/end-subscription.ts'
import { endOfPeriod } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { updateSubscription } from '#server/sandbox/resources/subscriptions/update-subscription.ts'
import { dayInWords, planInWords } from './plan-words.ts'
import {
  afterDoing,
  backLink,
  mustOffer,
  needSubscription,
  portalPage,
  portalUrl,
  type Visit,
} from './portal-visit.ts'

const reasonWords = {
  customer_service: 'Customer service was less than expected',
  low_quality: 'Quality was less than expected',
  missing_features: 'I need more features',
  other: 'Other reason',
  switched_service: 'I found an alternative',
  too_complex: 'Ease of use was less than expected',
  too_expensive: 'It’s too expensive',
  unused: 'I no longer need it',
} as const
type Reason = keyof typeof reasonWords

const isReason = (word: string): word is Reason => Object.hasOwn(reasonWords, word)

/** What a cancellation does, and the button that does it. */
export function cancelPage(visit: Visit, id: string, problems: readonly Problem[] = []): SandboxResponse {
  mustOffer(visit, 'subscription_cancel')
  const subscription = needSubscription(visit, id)
  const { mode } = visit.features.subscription_cancel
  const when =
    mode === 'at_period_end'
      ? `You keep it until ${dayInWords(endOfPeriod(subscription))}, and are not charged again.`
      : 'It ends at once.'
  return portalPage(visit, {
    title: 'Cancel your plan',
    isRefused: problems.length > 0,
    body: html`${backLink(visit)}${problemNotice(problems)}<h1>Cancel your plan</h1><p><strong><bdi>${planInWords(visit.work, subscription)}</bdi></strong></p><p class="lead">${when}</p>
<form class="panel" method="post" action="${portalUrl(visit, `/subscriptions/${id}/cancel`)}">${reasonFields(visit.features.subscription_cancel)}<button class="primary whole">Cancel plan</button></form>`,
  })
}

function reasonFields({ cancellation_reason: asked }: Configuration['features']['subscription_cancel']) {
  if (!asked.enabled) return null
  const choice = (reason: string) =>
    html`<label class="choice"><input type="radio" name="feedback" value="${reason}"><span>${isReason(reason) ? reasonWords[reason] : reason}</span></label>`
  return html`<fieldset><legend>Why do you cancel? (optional)</legend>${asked.options.map(choice)}</fieldset><div class="field"><label for="comment">Anything else? (optional)</label><textarea id="comment" name="comment" rows="3" maxlength="500"></textarea></div>`
}

/** @throws {ApiFailure} for what cannot be canceled. */
export function cancel(visit: Visit, id: string, form: URLSearchParams): SandboxResponse {
  mustOffer(visit, 'subscription_cancel')
  const subscription = needSubscription(visit, id)
  const details = detailsIn(form)
  if (visit.features.subscription_cancel.mode === 'immediately') {
    endSubscription(visit.work, subscription, details)
    return afterDoing(visit, 'canceled', 'subscription_cancel')
  }
  updateSubscription(visit.work, { cancel_at_period_end: true, cancellation_details: details }, id)
  return afterDoing(visit, 'cancels', 'subscription_cancel')
}

function detailsIn(form: URLSearchParams): Pick<Stripe.Subscription.CancellationDetails, 'comment'> & {
  feedback: Reason | null
} {
  const feedback = form.get('feedback') ?? ''
  const comment = form.get('comment')?.trim() ?? ''
  if (comment.length > 500) throw invalid('Your comment is longer than 500 characters.')
  return { comment: comment === '' ? null : comment, feedback: isReason(feedback) ? feedback : null }
}

/** Takes a cancellation back, as long as its day has not come. */
export function keep(visit: Visit, id: string): SandboxResponse {
  mustOffer(visit, 'subscription_cancel')
  needSubscription(visit, id)
  updateSubscription(visit.work, { cancel_at_period_end: false }, id)
  return afterDoing(visit, 'continues')
}
