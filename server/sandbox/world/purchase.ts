import type Stripe from 'stripe'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { typesFor } from '#server/sandbox/resources/payment-intents/allowed-types.ts'
import { confirm } from '#server/sandbox/resources/payment-intents/confirm.ts'
import {
  buildPaymentIntent,
  paymentIntents,
} from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { type ShopCurrency, shopCurrencies } from './currencies.ts'
import type { HistoryWork } from './history-work.ts'
import { whileCardIs } from './wallet.ts'

export interface Purchase {
  readonly customer: Stripe.Customer
  readonly method: string
  readonly amount: number
  readonly currency: ShopCurrency
  readonly description: string
  readonly order: string
  /** The test card whose ways the customer's card has just now. */
  readonly card?: string
  readonly capture?: 'manual'
  /** The customer passed 3-D Secure. */
  readonly authenticated?: boolean
}

// One list for all intents of a currency: there are forty thousand of them.
const typesIn = new Map(shopCurrencies.map(currency => [currency, typesFor(currency, null, null)]))

function intentFor(work: HistoryWork, purchase: Purchase): Stripe.PaymentIntent {
  const { customer, method, amount, currency, description, order, capture } = purchase
  return work.create(
    paymentIntents,
    buildPaymentIntent(work, {
      amount,
      currency,
      customer: customer.id,
      description,
      payment_method: method,
      payment_method_types: typesIn.get(currency) ?? [],
      metadata: { order },
      receipt_email: customer.email,
      ...(capture ? { capture_method: capture } : {}),
    }),
    'payment_intent.created',
  )
}

/** A checkout that was left before anything was tried. */
export function leaveOpen(work: HistoryWork, purchase: Purchase): Stripe.PaymentIntent {
  return intentFor(work, purchase)
}

/** A try to pay, and what came of it: a decline is an outcome here. */
export function buy(work: HistoryWork, purchase: Purchase): Stripe.PaymentIntent {
  const intent = intentFor(work, purchase)
  const attempt = () => {
    try {
      confirm(work, intent, { authenticated: purchase.authenticated ?? false })
    } catch (error) {
      if (!(error instanceof ApiFailure) || !error.handling.keepsEffects) throw error
    }
  }
  if (purchase.card === undefined) attempt()
  else whileCardIs(work, purchase.method, purchase.card, attempt)
  return work.need(paymentIntents, intent.id)
}

/** The charge of a paid intent as it is now. */
export function chargeOf(work: HistoryWork, intentId: string): Stripe.Charge {
  const intent = work.need(paymentIntents, intentId)
  return work.need(charges, idOf(intent.latest_charge) ?? '')
}
