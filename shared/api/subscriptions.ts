import * as z from 'zod'
import { stripeId } from '#shared/domain/stripe-ids.ts'
import { subscription } from '#shared/domain/subscription.ts'
import { endpoint, pageOf, pageQuery } from './endpoint.ts'

/** Stripe leaves canceled ones out of `open`. */
export const subscriptionFilters = ['open', 'all', 'past_due', 'canceled'] as const

export const listSubscriptions = endpoint({
  name: 'listSubscriptions',
  summary: 'Subscriptions, the newest first',
  method: 'GET',
  path: '/api/subscriptions',
  access: 'subscription:read',
  query: z.strictObject({
    ...pageQuery,
    customer: stripeId('customer').optional(),
    status: z.enum(subscriptionFilters).default('all'),
  }),
  reply: pageOf(subscription),
})

export const getSubscription = endpoint({
  name: 'getSubscription',
  summary: 'One subscription with its items',
  method: 'GET',
  path: '/api/subscriptions/:id',
  access: 'subscription:read',
  params: z.strictObject({ id: stripeId('subscription') }),
  reply: subscription,
})
