import { type ApiCaller, callApi, type Params } from './api-call.ts'
import { type ApiObject, IntegrationError } from './failure.ts'

interface LineItem {
  readonly id: string
  readonly description: string | null
  readonly amount_discount: number
  readonly amount_subtotal: number
  readonly amount_tax: number
  readonly amount_total: number
  readonly quantity: number | null
  readonly adjustable_quantity?: { readonly maximum?: number | null; readonly minimum?: number | null } | null
  readonly price: {
    readonly unit_amount: number | null
    readonly recurring: { readonly interval: string; readonly interval_count: number } | null
  } | null
}

/** A Checkout Session as its `payment_page` brings it, as far as a seller's page is told of it. */
interface SessionObject {
  readonly id: string
  readonly amount_subtotal: number | null
  readonly amount_total: number | null
  readonly currency: string | null
  readonly customer_email: string | null
  readonly livemode: boolean
  readonly line_items: { readonly data: readonly LineItem[] }
  readonly payment_status: string
  readonly return_url?: string | null
  readonly shipping_options: readonly { readonly shipping_amount: number; readonly shipping_rate: string }[]
  readonly shipping_cost: { readonly shipping_rate: string | null } | null
  readonly status: 'open' | 'complete' | 'expired' | null
  readonly total_details: {
    readonly amount_discount: number
    readonly amount_shipping: number | null
    readonly amount_tax: number
  } | null
}

export interface PaymentPage {
  readonly session: SessionObject
  readonly merchant: string
  readonly shipping_rates: readonly { readonly id: string; readonly display_name: string | null }[]
  readonly requires_payment_method: boolean
  readonly next_action: ApiObject['next_action']
  readonly last_error: string | null
}

/** @throws {IntegrationError} for what is no Checkout Session's client secret. */
export function sessionIdIn(clientSecret: string): string {
  const id = /^(cs_\w+?)_secret_/.exec(clientSecret)?.[1]
  if (id !== undefined) return id
  throw new IntegrationError('Please provide the `client_secret` of a Checkout Session.')
}

/** What the browser may ask of a session: '' changes its cart. @throws {StripeFailure} what the API refuses. */
export function callPage(
  caller: ApiCaller,
  clientSecret: string,
  step: '/init' | '' | '/confirm',
  params: Params = {},
): Promise<PaymentPage> {
  return callApi<PaymentPage>(caller, pageCall(clientSecret, step, params))
}

export const pageCall = (clientSecret: string, step: '/init' | '' | '/confirm', params: Params) =>
  ({
    method: 'POST',
    path: `/v1/payment_pages/${sessionIdIn(clientSecret)}${step}`,
    params: { ...params, client_secret: clientSecret },
  }) as const
