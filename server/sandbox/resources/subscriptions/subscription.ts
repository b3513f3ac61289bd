import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { planOf } from '#server/sandbox/resources/prices/price.ts'

export const subscriptions = defineKind<Stripe.Subscription>({
  name: 'subscription',
  prefix: 'sub',
  indexes: {
    customer: subscription => idOf(subscription.customer),
    status: subscription => subscription.status,
  },
  expandable: [
    'customer',
    'default_payment_method',
    'default_source',
    'discounts',
    'latest_invoice',
    'on_behalf_of',
    'pending_setup_intent',
    'schedule',
    'test_clock',
  ],
})

/** Items live in their subscriptions; the kind says what can be expanded in them. */
export const subscriptionItems = defineKind<Stripe.SubscriptionItem>({
  name: 'subscription_item',
  expandable: ['discounts'],
})

interface ItemGiven {
  readonly id?: string
  readonly discounts?: string[]
  readonly subscription: string
  readonly price: Stripe.Price
  readonly quantity: number
  readonly start: number
  readonly end: number
  readonly metadata?: Stripe.Metadata
}

export const buildItem = (work: Work, given: ItemGiven): Stripe.SubscriptionItem => ({
  id: given.id ?? work.id('si', 14),
  object: 'subscription_item',
  billing_thresholds: null,
  created: work.now,
  current_period_end: given.end,
  current_period_start: given.start,
  current_trial: null,
  discounts: given.discounts ?? [],
  metadata: given.metadata ?? {},
  plan: planOf(given.price),
  price: given.price,
  quantity: given.quantity,
  subscription: given.subscription,
  tax_rates: [],
})

export const itemsList = (
  subscription: string,
  data: Stripe.SubscriptionItem[],
): Stripe.ApiList<Stripe.SubscriptionItem> => ({
  object: 'list',
  data,
  has_more: false,
  url: `/v1/subscription_items?subscription=${subscription}`,
})

type Given = Pick<Stripe.Subscription, 'id' | 'items' | 'customer' | 'currency' | 'status'> &
  Partial<Stripe.Subscription>

const trialSettings: Stripe.Subscription.TrialSettings = {
  end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' },
}

const invoiceSettings: Stripe.Subscription.InvoiceSettings = {
  account_tax_ids: null,
  custom_fields: null,
  description: null,
  footer: null,
  issuer: { type: 'self' },
}

/** A subscription with its items; it is not written yet. */
export const buildSubscription = (work: Work, given: Given): Stripe.Subscription => ({
  object: 'subscription',
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor: work.now,
  billing_cycle_anchor_config: null,
  billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible', updated_at: work.now },
  billing_schedules: [],
  billing_thresholds: null,
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
  collection_method: 'charge_automatically',
  created: work.now,
  customer_account: null,
  days_until_due: null,
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  ended_at: null,
  invoice_settings: invoiceSettings,
  latest_invoice: null,
  livemode: false,
  managed_payments: { enabled: false },
  metadata: {},
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  payment_settings: {
    payment_method_options: null,
    payment_method_types: null,
    save_default_payment_method: 'off',
  },
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  start_date: work.now,
  test_clock: null,
  transfer_data: null,
  trial_end: null,
  trial_settings: trialSettings,
  trial_start: null,
  ...given,
})

/** When the period that is paid for ends, the first of its items' ends. */
export const endOfPeriod = ({ items }: Stripe.Subscription): number =>
  Math.min(...items.data.map(item => item.current_period_end))

/** States in which nothing is billed any more. */
export const ended: ReadonlySet<string> = new Set(['canceled', 'incomplete_expired'])
