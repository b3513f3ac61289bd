import type Stripe from 'stripe'
import { defineKind } from '#server/sandbox/core/kind.ts'

export type PortalSession = Stripe.BillingPortal.Session
export type Flow = Stripe.BillingPortal.Session.Flow

export const portalSessions = defineKind<PortalSession>({
  name: 'billing_portal.session',
  prefix: 'bps',
  expandable: ['configuration'],
})

/** A link to the portal opens it for this long. */
export const livesForSeconds = 60 * 60
