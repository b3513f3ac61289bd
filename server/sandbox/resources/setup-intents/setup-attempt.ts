import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'

export const setupAttempts = defineKind<Stripe.SetupAttempt>({
  name: 'setup_attempt',
  prefix: 'setatt',
  indexes: { setup_intent: attempt => idOf(attempt.setup_intent) },
  expandable: ['customer', 'on_behalf_of', 'payment_method', 'setup_intent'],
})

function detailsOf(
  method: Stripe.PaymentMethod,
  authenticated: boolean,
): Stripe.SetupAttempt.PaymentMethodDetails {
  const { card, type } = method
  if (!card) return { type }
  const { brand, checks, country, exp_month, exp_year, fingerprint = null, funding, last4 } = card
  return {
    type,
    card: {
      brand,
      checks,
      country,
      exp_month,
      exp_year,
      fingerprint,
      funding,
      last4,
      network: brand,
      three_d_secure: authenticated
        ? {
            authentication_flow: 'challenge',
            electronic_commerce_indicator: '05',
            result: 'authenticated',
            result_reason: null,
            transaction_id: null,
            version: '2.2.0',
          }
        : null,
      wallet: null,
    },
  }
}

interface Outcome {
  readonly status: 'requires_action' | 'succeeded' | 'failed' | 'processing' | 'abandoned'
  readonly authenticated?: boolean
  readonly error?: Stripe.SetupAttempt.SetupError
}

/** Writes how an attempt to set up a payment method stands; the one that waits for its challenge goes on. */
export function noteAttempt(
  work: Work,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  { status, authenticated = false, error }: Outcome,
): Stripe.SetupAttempt {
  const latest = work.get(setupAttempts, idOf(intent.latest_attempt) ?? '')
  const goesOn = latest?.status === 'requires_action' ? latest : undefined
  return work.put(setupAttempts, {
    id: goesOn?.id ?? work.id('setatt'),
    object: 'setup_attempt',
    application: null,
    created: goesOn?.created ?? work.now,
    customer: idOf(intent.customer),
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: null,
    payment_method: method.id,
    payment_method_details: detailsOf(method, authenticated),
    setup_error: error ?? null,
    setup_intent: intent.id,
    status,
    usage: intent.usage,
  })
}
