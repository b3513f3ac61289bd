import type Stripe from 'stripe'
import { defineKind, idOf, type Reader } from '#server/sandbox/core/kind.ts'
import { clockOf } from '#server/sandbox/core/test-clock.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { amountsOf } from './invoice-amounts.ts'
import { invoicePayments } from './invoice-payment.ts'

function paymentsOf(invoice: Stripe.Invoice, reader: Reader): Stripe.ApiList<Stripe.InvoicePayment> {
  const data = reader.by(invoicePayments, 'invoice', invoice.id)
  return { object: 'list', data, has_more: false, url: `/v1/invoice_payments?invoice=${invoice.id}` }
}

/** The invoice's default payment and its intent, once the invoice is finalized. */
export function intentOf(reader: Reader, invoice: string): Stripe.PaymentIntent | undefined {
  const payment = reader.by(invoicePayments, 'invoice', invoice).find(({ is_default }) => is_default)
  const id = idOf(payment?.payment.payment_intent)
  return id === null ? undefined : reader.get(paymentIntents, id)
}

function secretOf(invoice: Stripe.Invoice, reader: Reader): Stripe.Invoice.ConfirmationSecret | null {
  const secret = invoice.status === 'open' ? intentOf(reader, invoice.id)?.client_secret : null
  return secret ? { client_secret: secret, type: 'payment_intent' } : null
}

export const subscriptionOf = (invoice: Stripe.Invoice): string | null =>
  idOf(invoice.parent?.subscription_details?.subscription)

export const invoices = defineKind<Stripe.Invoice>({
  name: 'invoice',
  prefix: 'in',
  indexes: {
    customer: invoice => idOf(invoice.customer),
    status: invoice => invoice.status,
    subscription: subscriptionOf,
  },
  expandable: [
    'account_tax_ids',
    'customer',
    'default_payment_method',
    'default_source',
    'discounts',
    'on_behalf_of',
    'parent.subscription_details.subscription',
    'total_discount_amounts.discount',
  ],
  computed: { payments: paymentsOf, confirmation_secret: secretOf },
})

/** What the invoice keeps of its customer, as it is when the invoice is written. */
function customerFacts(work: Work, id: string) {
  const customer = work.get(customers, id)
  return {
    customer: id,
    customer_address: customer?.address ?? null,
    customer_email: customer?.email ?? null,
    customer_name: customer?.name ?? null,
    customer_phone: customer?.phone ?? null,
    customer_shipping: customer?.shipping ?? null,
    customer_tax_exempt: customer?.tax_exempt ?? 'none',
    test_clock: customer ? clockOf(customer) : null,
  }
}

interface Given extends Partial<Omit<Stripe.Invoice, 'lines' | 'customer' | 'discounts'>> {
  readonly currency: string
  readonly customer: string
  readonly discounts?: readonly string[]
  readonly lines: readonly Stripe.InvoiceLineItem[]
}

const untouched = {
  account_tax_ids: null,
  amount_overpaid: 0,
  amount_shipping: 0,
  application: null,
  attempt_count: 0,
  attempted: false,
  auto_advance: false,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
  automatically_finalizes_at: null,
  billing_reason: 'manual',
  collection_method: 'charge_automatically',
  custom_fields: null,
  customer_account: null,
  customer_tax_ids: [],
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  description: null,
  due_date: null,
  effective_at: null,
  ending_balance: null,
  footer: null,
  from_invoice: null,
  hosted_invoice_url: null,
  invoice_pdf: null,
  issuer: { type: 'self' },
  last_finalization_error: null,
  latest_revision: null,
  livemode: false,
  metadata: {},
  next_payment_attempt: null,
  number: null,
  on_behalf_of: null,
  parent: null,
  payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  statement_descriptor: null,
  status: 'draft',
  status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
  total_taxes: [],
  webhooks_delivered_at: null,
} satisfies Partial<Stripe.Invoice>

/** A draft; it is not written yet. */
export function buildInvoice(
  work: Work,
  { lines, customer, discounts, id = work.id('in'), ...given }: Given,
): Stripe.Invoice {
  return {
    id,
    object: 'invoice',
    account_country: 'US',
    account_name: 'Northpost Coffee',
    created: work.now,
    period_end: work.now,
    period_start: work.now,
    ...untouched,
    ...customerFacts(work, customer),
    ...amountsOf(work, { id, currency: given.currency, customer, lines, ...(discounts && { discounts }) }),
    ...given,
  }
}
