import type Stripe from 'stripe'
import {
  array,
  integer,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'

const afterCompletion = object({
  hosted_confirmation: object({ custom_message: string({ max: 500 }) }),
  redirect: object({ return_url: required(string()) }),
  type: required(oneOf('hosted_confirmation', 'portal_homepage', 'redirect')),
})

const ofSubscription = object({ subscription: required(string()) })

/** Where a session leads at once, and what comes after it. */
export const flowShape = {
  after_completion: afterCompletion,
  subscription_cancel: object({
    retention: object({
      coupon_offer: required(object({ coupon: required(string()) })),
      type: required(oneOf('coupon_offer')),
    }),
    subscription: required(string()),
  }),
  subscription_pause: ofSubscription,
  subscription_update: ofSubscription,
  subscription_update_confirm: object({
    discounts: array(object({ coupon: string(), promotion_code: string() }), { max: 1 }),
    items: required(
      array(object({ id: required(string()), price: string(), quantity: integer({ min: 0 }) }), { max: 1 }),
    ),
    subscription: required(string()),
  }),
  type: required(
    oneOf(
      'customer_update',
      'payment_method_update',
      'subscription_cancel',
      'subscription_pause',
      'subscription_update',
      'subscription_update_confirm',
    ),
  ),
} satisfies ShapeOf<Stripe.BillingPortal.SessionCreateParams.FlowData>
export type FlowGiven = Parsed<typeof flowShape>
