import type Stripe from 'stripe'
import { checkClientSecret } from '#server/sandbox/core/client-secret.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { type Operation, operation } from '#server/sandbox/core/operation.ts'
import type { Parsed } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { account } from '#server/sandbox/resources/account/account.ts'
import { createMethod } from '#server/sandbox/resources/payment-methods/method-params.ts'
import { resolvePaymentMethod } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { shippingRates } from '#server/sandbox/resources/shipping-rates/shipping-rate.ts'
import { changeByCustomer } from './change-by-customer.ts'
import { checkoutPlans, checkoutSessions, type Session } from './checkout-session.ts'
import { confirmSession, needsMethod } from './complete/confirm-session.ts'
import { lastErrorOf, nextActionOf } from './complete/next-action.ts'
import { changeParams, confirmParams, initParams, submissionOf } from './payment-page-params.ts'

/** What a page of the seller's own needs to show a session; for the customer, who holds its `client_secret`. */
interface PaymentPage {
  readonly object: 'payment_page'
  /** With its `line_items`, and its status: `open`, `complete` or `expired`. */
  readonly session: Session
  readonly merchant: string
  readonly shipping_rates: readonly Stripe.ShippingRate[]
  readonly requires_payment_method: boolean
  /** A challenge to take, after which the page asks again. */
  readonly next_action: Stripe.PaymentIntent['next_action'] | Stripe.SetupIntent['next_action']
  readonly last_error: string | null
}

function pageOf(work: Work, session: Session): PaymentPage {
  const data = [...(work.get(checkoutPlans, session.id)?.items ?? [])]
  const url = `/v1/checkout/sessions/${session.id}/line_items`
  const rates = session.shipping_options.map(option =>
    work.get(shippingRates, idOf(option.shipping_rate) ?? ''),
  )
  return {
    object: 'payment_page',
    session: { ...session, line_items: { object: 'list', data, has_more: false, url } },
    merchant: session.branding_settings?.display_name ?? account.business_profile?.name ?? '',
    shipping_rates: rates.filter(rate => rate !== undefined),
    requires_payment_method: needsMethod(session),
    next_action: nextActionOf(work, session),
    last_error: lastErrorOf(work, session) ?? null,
  }
}

/** @throws {ApiFailure} 404 for an unknown session, 400 for a secret that is not its own. */
function guarded(work: Work, id: string, secret: string | undefined): Session {
  const session = work.need(checkoutSessions, id, 'session')
  checkClientSecret(work, secret, session)
  return session
}

function confirm(work: Work, params: Parsed<typeof confirmParams>, id: string): PaymentPage {
  const { payment_method: method, payment_method_data: data } = params
  const session = guarded(work, id, params.client_secret)
  const confirmed = confirmSession(work, session, {
    submission: submissionOf(params),
    method() {
      if (data !== undefined) return createMethod(work, data, 'payment_method_data')
      return method === undefined ? undefined : resolvePaymentMethod(work, method)
    },
    returnUrl: params.return_url ?? session.return_url,
    expectedAmount: params.expected_amount,
  })
  return pageOf(work, confirmed)
}

/**
 * What a browser asks of a session by the publishable key and its `client_secret`, as Stripe.js does for
 * `initCheckoutElementsSdk` and `createEmbeddedCheckoutPage`: look, change the cart, confirm. Each answers a `payment_page`.
 */
export const pageOperations: readonly Operation[] = [
  operation({
    method: 'POST',
    path: '/v1/payment_pages/:session/init',
    params: initParams,
    publishable: true,
    run: (work, params, id) => pageOf(work, guarded(work, id, params.client_secret)),
  }),
  operation({
    method: 'POST',
    path: '/v1/payment_pages/:session',
    params: changeParams,
    publishable: true,
    run(work, params, id) {
      const session = guarded(work, id, params.client_secret)
      const changed = changeByCustomer(work, session, {
        quantities: params.line_items,
        promotionCode: params.promotion_code,
        shippingRate: params.shipping_rate,
      })
      return pageOf(work, changed)
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/payment_pages/:session/confirm',
    params: confirmParams,
    publishable: true,
    run: confirm,
  }),
]
