import type Stripe from 'stripe'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Scenario, ScenarioBody } from '#server/sandbox/core/scenario.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { buildCustomer, customers } from '#server/sandbox/resources/customers/customer.ts'
import { raiseEarlyFraudWarning } from '#server/sandbox/resources/disputes/early-fraud-warning.ts'
import { openDispute } from '#server/sandbox/resources/disputes/open-dispute.ts'
import { confirm } from '#server/sandbox/resources/payment-intents/confirm.ts'
import {
  buildPaymentIntent,
  checkAmount,
  paymentIntents,
} from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { resolvePaymentMethod } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { createRefund } from '#server/sandbox/resources/refunds/create-refund.ts'

function customerFor(work: Work, { customer: id }: ScenarioBody): Stripe.Customer {
  if (id !== undefined) return work.need(customers, id, 'customer')
  const name = 'Robin Field'
  const made = buildCustomer(work, { name })
  const email = `robin.${made.id.slice(-6).toLowerCase()}@example.com`
  return work.create(customers, { ...made, email }, 'customer.created')
}

/** A payment by the card, as far as it gets: a decline is an outcome here and no failure. */
function pay(work: Work, body: ScenarioBody, card: string): Stripe.PaymentIntent {
  const { amount = 4_200, currency = 'usd' } = body
  checkAmount(amount, currency)
  const customer = customerFor(work, body)
  const method = resolvePaymentMethod(work, `pm_card_${(body.card ?? card).replace(/^pm_card_/, '')}`)
  const intent = work.create(
    paymentIntents,
    buildPaymentIntent(work, {
      amount,
      currency,
      customer: customer.id,
      description: 'Coffee beans, 1 kg',
      payment_method: method.id,
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

const idsOf = (intent: Stripe.PaymentIntent) => ({
  customer: idOf(intent.customer),
  paymentIntent: intent.id,
  charge: idOf(intent.latest_charge),
})

const paidWith =
  (card: string): Scenario =>
  (work, body) =>
    idsOf(pay(work, body, card))

function chargeOf(work: Work, intent: Stripe.PaymentIntent): Stripe.Charge {
  return work.need(charges, idOf(intent.latest_charge) ?? '', 'charge')
}

const disputed =
  (sort: 'fraudulent' | 'inquiry'): Scenario =>
  (work, body) => {
    const intent = pay(work, body, 'visa')
    const dispute = openDispute(work, chargeOf(work, intent), sort)
    return { ...idsOf(intent), dispute: dispute.id }
  }

const warned: Scenario = (work, body) => {
  const intent = pay(work, body, 'visa')
  const warning = raiseEarlyFraudWarning(work, chargeOf(work, intent))
  return { ...idsOf(intent), earlyFraudWarning: warning.id }
}

const refundThatFails: Scenario = (work, body) => {
  const intent = pay(work, body, 'refundFail')
  const refund = createRefund(work, { payment_intent: intent.id })
  return { ...idsOf(intent), refund: refund.id }
}

/** `n` events about one customer. */
const burst: Scenario = (work, body) => {
  const customer = customerFor(work, body)
  const already = body.customer === undefined ? 1 : 0
  let current = customer
  for (let made = already; made < (body.n ?? 100); made += 1) {
    current = work.update(
      customers,
      current,
      { metadata: { ...current.metadata, burst: String(made) } },
      'customer.updated',
    )
  }
  return { customer: customer.id }
}

/** What happens to payments, their refunds and disputes. */
export const paymentScenarios: Readonly<Record<string, Scenario>> = {
  payment: paidWith('visa'),
  decline: paidWith('visa_chargeDeclined'),
  'three-d-secure': paidWith('authenticationRequired'),
  dispute: disputed('fraudulent'),
  inquiry: disputed('inquiry'),
  'early-fraud-warning': warned,
  'late-refund-failure': refundThatFails,
  burst,
}
