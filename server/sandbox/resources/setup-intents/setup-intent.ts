import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'

export const setupIntents = defineKind<Stripe.SetupIntent>({
  name: 'setup_intent',
  prefix: 'seti',
  indexes: {
    customer: intent => idOf(intent.customer),
    payment_method: intent => idOf(intent.payment_method),
  },
  expandable: ['customer', 'latest_attempt', 'on_behalf_of', 'payment_method'],
})

type SetupChallenge = Stripe.SetupIntent.PaymentMethodOptions.Card.RequestThreeDSecure

/** How a card is to be set up: with 3-D Secure when the issuer wants it, or as told. */
export const setupOptionsWith = (challenge: SetupChallenge): Stripe.SetupIntent.PaymentMethodOptions => ({
  card: { mandate_options: null, network: null, request_three_d_secure: challenge },
})

/** A setup intent before any attempt; it is not written yet. */
export function buildSetupIntent(work: Work, given: Partial<Stripe.SetupIntent>): Stripe.SetupIntent {
  const id = work.id('seti')
  return {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    cancellation_reason: null,
    client_secret: `${id}_secret_${work.core.ids.text(25)}`,
    created: work.now,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: setupOptionsWith('automatic'),
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: given.payment_method ? 'requires_confirmation' : 'requires_payment_method',
    usage: 'off_session',
    ...given,
  }
}

/** @throws {ApiFailure} 404 naming `intent`. */
export function needSetupIntent(work: Work, id: string): Stripe.SetupIntent {
  const intent = work.get(setupIntents, id)
  if (!intent) throw missing('setupintent', id, 'intent')
  return intent
}

/** The refusal of a step that the intent's state does not allow; it carries the intent, as Stripe's does. */
export function unexpectedSetupState(intent: Stripe.SetupIntent, message: string) {
  return invalid(message, { code: 'setup_intent_unexpected_state', setup_intent: intent })
}
