import type Stripe from 'stripe'
import { defineKind, idOf, type Reader, type Stored } from '#server/sandbox/core/kind.ts'
import type { Submission } from './complete/submission.ts'
import type { InvoiceData, PaymentIntentData, SetupIntentData, SubscriptionData } from './outcome-params.ts'
import type { CreateParams } from './session-params.ts'

export type Session = Stripe.Checkout.Session

/** What a session has made so far: a first try that was declined leaves things that the next one goes on with. */
export interface Made {
  readonly customer?: string
  readonly paymentIntent?: string
  readonly setupIntent?: string
  readonly subscription?: string
}

/** What a session keeps to itself: its items, and what completing it makes. */
export interface CheckoutPlan extends Stored {
  readonly items: readonly Stripe.LineItem[]
  readonly cardOptions?: NonNullable<CreateParams['payment_method_options']>['card'] | undefined
  readonly discount?: Stripe.Discount | undefined
  readonly customerUpdate?: CreateParams['customer_update']
  readonly invoice?: InvoiceData | undefined
  readonly paymentIntent?: PaymentIntentData | undefined
  readonly redisplay?: 'always' | 'limited' | 'unspecified' | undefined
  readonly setupIntent?: SetupIntentData | undefined
  readonly subscription?: SubscriptionData | undefined
  readonly made: Made
  /** What the customer last sent; it is told by the session once the session is complete. */
  readonly submission?: Submission | undefined
}
export const checkoutPlans = defineKind<CheckoutPlan>({
  name: '_checkout_plan',
  indexes: { payment_intent: plan => plan.made.paymentIntent, setup_intent: plan => plan.made.setupIntent },
})

/** The first items, as `expand: ['line_items']` tells them. */
function firstItems({ id }: Session, reader: Reader): Stripe.ApiList<Stripe.LineItem> | undefined {
  const items = reader.get(checkoutPlans, id)?.items ?? []
  return {
    object: 'list',
    data: items.slice(0, 10),
    has_more: items.length > 10,
    url: `/v1/checkout/sessions/${id}/line_items`,
  }
}

export const checkoutSessions = defineKind<Session>({
  name: 'checkout.session',
  prefix: 'cs_test',
  indexes: {
    customer: session => idOf(session.customer),
    payment_intent: session => idOf(session.payment_intent),
    subscription: session => idOf(session.subscription),
  },
  expandable: [
    'customer',
    'discounts.coupon',
    'discounts.promotion_code',
    'invoice',
    'payment_intent',
    'payment_link',
    'setup_intent',
    'shipping_cost.shipping_rate',
    'shipping_options.shipping_rate',
    'subscription',
    'total_details.breakdown',
  ],
  computed: { line_items: firstItems },
})
