import type Stripe from 'stripe'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { merchantOf } from '#server/sandbox/pages/merchant.ts'
import type { Session } from './checkout-session.ts'
import { collectedBy } from './collected.ts'
import type { CreateParams } from './session-params.ts'

const defaultLifeSeconds = 24 * 60 * 60

const emptyDetails: NonNullable<Session['customer_details']> = {
  address: null,
  business_name: null,
  email: null,
  individual_name: null,
  name: null,
  phone: null,
  tax_exempt: 'none',
  tax_ids: null,
}

function detailsOf(params: CreateParams, customer: Stripe.Customer | undefined): Session['customer_details'] {
  if (customer) return { ...emptyDetails, email: customer.email, tax_exempt: customer.tax_exempt ?? 'none' }
  return params.customer_email === undefined ? null : { ...emptyDetails, email: params.customer_email }
}

function customerCreation({
  mode,
  customer,
  customer_creation: given,
}: CreateParams): Session['customer_creation'] {
  if (customer !== undefined) return null
  if (mode === 'subscription') return 'always'
  return given ?? (mode === 'payment' ? 'if_required' : null)
}

/** Where the customer is sent afterwards, by the sort of page. */
function endsOf(params: CreateParams) {
  const { ui_mode: ui = 'hosted_page', success_url, cancel_url, return_url } = params
  return {
    cancel_url: cancel_url ?? null,
    success_url: success_url ?? null,
    ...(return_url === undefined ? {} : { return_url }),
    ...(ui === 'embedded_page' ? { redirect_on_completion: params.redirect_on_completion ?? 'always' } : {}),
  }
}

function automaticTax({ automatic_tax: tax }: CreateParams): Session['automatic_tax'] {
  if (!tax?.enabled) return { enabled: false, liability: null, provider: null, status: null }
  const liability = tax.liability ?? { type: 'self' as const }
  return { enabled: true, liability, provider: 'stripe', status: 'requires_location_inputs' }
}

function invoiceCreation({ mode, invoice_creation: given }: CreateParams): Session['invoice_creation'] {
  if (mode !== 'payment') return null
  const data = given?.invoice_data
  const rendering = data?.rendering_options
  return {
    enabled: given?.enabled ?? false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: data?.custom_fields ?? null,
      description: data?.description ?? null,
      footer: data?.footer ?? null,
      issuer: data?.issuer ?? { type: 'self' },
      metadata: mergeMetadata({}, data?.metadata),
      rendering_options: rendering
        ? {
            amount_tax_display: rendering.amount_tax_display ?? null,
            template: rendering.template ?? null,
          }
        : null,
    },
  }
}

function savedMethods({ mode, saved_payment_method_options: given }: CreateParams) {
  if (mode === 'setup') return null
  return {
    allow_redisplay_filters: [...(given?.allow_redisplay_filters ?? ['always' as const])],
    payment_method_remove: given?.payment_method_remove ?? 'disabled',
    payment_method_save: given?.payment_method_save ?? null,
  }
}

const unused = {
  after_expiration: null,
  amount_subtotal: null,
  amount_total: null,
  currency: null,
  discounts: null,
  shipping_cost: null,
  shipping_options: [],
  total_details: null,
  currency_conversion: null,
  customer_account: null,
  collected_information: null,
  consent: null,
  invoice: null,
  livemode: false,
  payment_intent: null,
  payment_link: null,
  payment_method_configuration_details: null,
  payment_method_types: ['card'],
  recovered_from: null,
  setup_intent: null,
  subscription: null,
} satisfies Partial<Session>

type Given = Pick<Session, 'id' | 'client_secret' | 'url'>

/** An open session with all that it was asked to be, and nothing in its cart; it is not written yet. */
export function buildSession(
  work: Work,
  params: CreateParams,
  given: Given & { readonly owner: Stripe.Customer | undefined },
): Session {
  const { owner, id, client_secret, url } = given
  const challenge = params.payment_method_options?.card?.request_three_d_secure ?? 'automatic'
  return {
    id,
    object: 'checkout.session',
    ...unused,
    ...collectedBy(params, merchantOf(work)),
    ...endsOf(params),
    adaptive_pricing: { enabled: params.adaptive_pricing?.enabled ?? false },
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    automatic_tax: automaticTax(params),
    client_reference_id: params.client_reference_id ?? null,
    client_secret,
    created: work.now,
    customer: params.customer ?? null,
    customer_creation: customerCreation(params),
    customer_details: detailsOf(params, owner),
    customer_email: params.customer_email ?? null,
    ...(params.excluded_payment_method_types
      ? { excluded_payment_method_types: params.excluded_payment_method_types }
      : {}),
    expires_at: params.expires_at ?? work.now + defaultLifeSeconds,
    integration_identifier: params.integration_identifier ?? null,
    invoice_creation: invoiceCreation(params),
    managed_payments: params.managed_payments ? { enabled: params.managed_payments.enabled ?? false } : null,
    metadata: mergeMetadata({}, params.metadata),
    mode: params.mode,
    origin_context: params.origin_context ?? null,
    payment_method_collection:
      params.mode === 'subscription' ? (params.payment_method_collection ?? 'always') : 'if_required',
    payment_method_options: { card: { request_three_d_secure: challenge } },
    payment_status: params.mode === 'setup' ? 'no_payment_required' : 'unpaid',
    permissions: params.permissions
      ? { update_shipping_details: params.permissions.update_shipping_details ?? null }
      : null,
    saved_payment_method_options: savedMethods(params),
    status: 'open',
    ui_mode: params.ui_mode ?? 'hosted_page',
    url,
    wallet_options: params.wallet_options ?? null,
  }
}
