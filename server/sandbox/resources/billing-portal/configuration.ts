import type Stripe from 'stripe'
import { defineKind } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'

export type Configuration = Stripe.BillingPortal.Configuration

export const configurations = defineKind<Configuration>({
  name: 'billing_portal.configuration',
  prefix: 'bpc',
  indexes: { default: ({ is_default }) => (is_default ? 'yes' : null) },
})

const reasons = [
  'too_expensive',
  'missing_features',
  'switched_service',
  'unused',
  'customer_service',
  'too_complex',
  'low_quality',
  'other',
] as const

/** What a portal offers that was told nothing: nothing can be changed but what is asked for. */
export const plainFeatures: Configuration['features'] = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [...reasons] },
    enabled: false,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
  subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    proration_behavior: 'none',
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: 'end_trial',
  },
}

type Given = Pick<Configuration, 'features'> & Partial<Configuration>

/** A portal's configuration; it is not written yet. */
export const buildConfiguration = (work: Work, given: Given): Configuration => ({
  id: work.id('bpc'),
  object: 'billing_portal.configuration',
  active: true,
  application: null,
  business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
  created: work.now,
  default_return_url: null,
  is_default: false,
  livemode: false,
  login_page: { enabled: false, url: null },
  metadata: {},
  name: null,
  updated: work.now,
  ...given,
})

/** The one that a session has when none is named: as an account has that saved its portal's settings. */
export function defaultConfiguration(work: Work): Configuration {
  const [known] = work.by(configurations, 'default', 'yes')
  if (known) return known
  const { subscription_cancel: cancel, ...rest } = plainFeatures
  const made = buildConfiguration(work, {
    is_default: true,
    features: {
      ...rest,
      customer_update: { allowed_updates: ['email', 'address', 'phone', 'name'], enabled: true },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true, payment_method_configuration: null },
      subscription_cancel: {
        ...cancel,
        enabled: true,
        cancellation_reason: { ...cancel.cancellation_reason, enabled: true },
      },
    },
  })
  return work.put(configurations, made)
}
