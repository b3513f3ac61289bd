import type Stripe from 'stripe'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { ScenarioBody } from '#server/sandbox/core/scenario.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { buildCustomer, customers } from '#server/sandbox/resources/customers/customer.ts'
import {
  createBankMethod,
  resolvePaymentMethod,
} from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { confirm } from './confirm.ts'
import { buildPaymentIntent, checkAmount, paymentIntents } from './payment-intent.ts'

/** The customer that a scenario is about: the named one, or a new one. */
export function customerFor(work: Work, { customer: id }: ScenarioBody): Stripe.Customer {
  if (id !== undefined) return work.need(customers, id, 'customer')
  const name = 'Robin Field'
  const made = buildCustomer(work, { name })
  const email = `robin.${made.id.slice(-6).toLowerCase()}@example.com`
  return work.create(customers, { ...made, email }, 'customer.created')
}

function pay(work: Work, body: ScenarioBody, method: Stripe.PaymentMethod): Stripe.PaymentIntent {
  const { amount = 4_200, currency = 'usd' } = body
  checkAmount(amount, currency)
  const customer = customerFor(work, body)
  const intent = work.create(
    paymentIntents,
    buildPaymentIntent(work, {
      amount,
      currency,
      customer: customer.id,
      description: 'Coffee beans, 1 kg',
      payment_method: method.id,
      payment_method_types: [method.type],
      receipt_email: customer.email,
    }),
    'payment_intent.created',
  )
  try {
    return confirm(work, intent, {})
  } catch (error) {
    if (!(error instanceof ApiFailure) || !error.handling.keepsEffects) throw error
    return work.need(paymentIntents, intent.id)
  }
}

/** A payment by the card, as far as it gets: a decline is an outcome here and no failure. */
export function payByCard(work: Work, body: ScenarioBody, card: string): Stripe.PaymentIntent {
  const name = (body.card ?? card).replace(/^pm_card_/, '')
  return pay(work, body, resolvePaymentMethod(work, `pm_card_${name}`))
}

/** A payment that the customer transferred. */
export const payByTransfer = (work: Work, body: ScenarioBody): Stripe.PaymentIntent =>
  pay(work, body, createBankMethod(work, 'bankTransfer'))

/** What a scenario answers of a payment. */
export const idsOf = (intent: Stripe.PaymentIntent) => ({
  customer: idOf(intent.customer),
  paymentIntent: intent.id,
  charge: idOf(intent.latest_charge),
})

/** @throws {ApiFailure} when the payment did not get as far as a charge. */
export function chargeOf(work: Work, intent: Stripe.PaymentIntent): Stripe.Charge {
  return work.need(charges, idOf(intent.latest_charge) ?? '', 'charge')
}
