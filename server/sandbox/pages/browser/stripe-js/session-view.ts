import { formatMoney, stripeDecimals } from '#shared/domain/money.ts'
import type { PaymentPage } from './payment-page.ts'

/** An amount as it is shown, and as a number of the currency's minor unit. */
interface Amount {
  readonly amount: string
  readonly minorUnitsAmount: number
}

export interface CheckoutAddress {
  readonly country: string
  readonly line1?: string | null
  readonly line2?: string | null
  readonly city?: string | null
  readonly postal_code?: string | null
  readonly state?: string | null
}

interface Contact {
  readonly name?: string | null
  readonly address: CheckoutAddress
}

/** What the customer has said so far; it goes to the API with the confirmation. */
export interface Customer {
  readonly email?: string | null
  readonly phoneNumber?: string | null
  readonly billingAddress?: Contact | null
  readonly shippingAddress?: Contact | null
}

type Item = PaymentPage['session']['line_items']['data'][number]

function itemOf(item: Item, money: (amount: number) => Amount) {
  const { adjustable_quantity: adjustable, price, quantity } = item
  return {
    id: item.id,
    name: item.description ?? '',
    description: null,
    images: [],
    quantity: quantity ?? 1,
    unitAmount: money(price?.unit_amount ?? 0),
    subtotal: money(item.amount_subtotal),
    discount: money(item.amount_discount),
    taxExclusive: money(item.amount_tax),
    taxInclusive: money(0),
    total: money(item.amount_total),
    recurring: price?.recurring
      ? { interval: price.recurring.interval, intervalCount: price.recurring.interval_count }
      : null,
    adjustableQuantity: adjustable
      ? { minimum: adjustable.minimum ?? 1, maximum: adjustable.maximum ?? 99 }
      : null,
  }
}

function statusOf({ session }: PaymentPage) {
  if (session.status !== 'complete') return { type: session.status ?? 'open' }
  return { type: session.status, paymentStatus: session.payment_status }
}

function totalsOf({ session }: PaymentPage, money: (amount: number) => Amount) {
  const { total_details: details } = session
  return {
    subtotal: money(session.amount_subtotal ?? 0),
    discount: money(details?.amount_discount ?? 0),
    shippingRate: money(details?.amount_shipping ?? 0),
    taxExclusive: money(details?.amount_tax ?? 0),
    taxInclusive: money(0),
    total: money(session.amount_total ?? 0),
    appliedBalance: money(0),
  }
}

function shippingOf(page: PaymentPage, money: (amount: number) => Amount) {
  const names = new Map(page.shipping_rates.map(rate => [rate.id, rate.display_name]))
  const options = page.session.shipping_options.map(({ shipping_rate: id, shipping_amount: cost }) => ({
    id,
    displayName: names.get(id) ?? null,
    ...money(cost),
  }))
  const chosen = options.find(({ id }) => id === page.session.shipping_cost?.shipping_rate)
  return { options, chosen: chosen ? { shippingOption: chosen } : null }
}

/** The session as `getSession()` tells it: https://docs.stripe.com/js/custom_checkout/session_object */
export function viewSession(page: PaymentPage, customer: Customer, cardComplete: boolean) {
  const { session } = page
  const currency = session.currency ?? 'usd'
  const money = (amount: number): Amount => ({
    amount: formatMoney({ amount, currency }),
    minorUnitsAmount: amount,
  })
  const email = customer.email ?? session.customer_email
  const shipping = shippingOf(page, money)
  return {
    id: session.id,
    livemode: session.livemode,
    businessName: page.merchant,
    currency,
    minorUnitsAmountDivisor: 10 ** stripeDecimals(currency),
    email,
    phoneNumber: customer.phoneNumber ?? null,
    billingAddress: customer.billingAddress ?? null,
    shippingAddress: customer.shippingAddress ?? null,
    lineItems: session.line_items.data.map(item => itemOf(item, money)),
    shippingOptions: shipping.options,
    shipping: shipping.chosen,
    status: statusOf(page),
    total: totalsOf(page, money),
    canConfirm:
      session.status === 'open' && email !== null && (cardComplete || !page.requires_payment_method),
    lastPaymentError: page.last_error === null ? null : { message: page.last_error },
  }
}

export type SessionView = ReturnType<typeof viewSession>
