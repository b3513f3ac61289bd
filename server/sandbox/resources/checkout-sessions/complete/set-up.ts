import type Stripe from 'stripe'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import {
  type CheckoutPlan,
  checkoutPlans,
} from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { confirmSetup } from '#server/sandbox/resources/setup-intents/confirm-setup.ts'
import {
  buildSetupIntent,
  setupIntents,
  setupOptionsWith,
} from '#server/sandbox/resources/setup-intents/setup-intent.ts'
import type { Try } from './pay.ts'

/** Opens the setup intent by which a session saves a card. */
export function openSetup(work: Work, plan: CheckoutPlan, customer: string | null): Stripe.SetupIntent {
  const { setupIntent: data = {}, cardOptions } = plan
  const challenge = cardOptions?.request_three_d_secure
  const intent = work.create(
    setupIntents,
    buildSetupIntent(work, {
      customer,
      description: data.description ?? null,
      metadata: mergeMetadata({}, data.metadata),
      ...(challenge ? { payment_method_options: setupOptionsWith(challenge) } : {}),
    }),
    'setup_intent.created',
  )
  work.put(checkoutPlans, { ...plan, made: { ...plan.made, setupIntent: intent.id } })
  return intent
}

/**
 * Saves the card, for a setup session or for what a trial costs afterwards.
 * @throws {ApiFailure} 402 for a decline, which leaves the session open.
 */
export function setUpFor(work: Work, { plan, customer, method, returnUrl }: Try): void {
  const owner = customer?.id ?? null
  const known = work.get(setupIntents, plan.made.setupIntent ?? '')
  const intent = known ?? openSetup(work, plan, owner)
  confirmSetup(work, { ...intent, customer: owner, payment_method: method.id }, { returnUrl })
}

const over: ReadonlySet<string> = new Set(['canceled', 'succeeded'])

/** Cancels a setup that came to nothing. */
export function closeSetup(work: Work, id: string): void {
  const intent = work.get(setupIntents, id)
  if (!intent || over.has(intent.status)) return
  const canceled = work.put(setupIntents, { ...intent, status: 'canceled', next_action: null })
  work.emit('setup_intent.canceled', canceled)
}
