import type { Scenario } from '#server/sandbox/core/scenario.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { raiseEarlyFraudWarning } from '#server/sandbox/resources/disputes/early-fraud-warning.ts'
import { openDispute } from '#server/sandbox/resources/disputes/open-dispute.ts'
import {
  chargeOf,
  customerFor,
  idsOf,
  payByCard,
} from '#server/sandbox/resources/payment-intents/stage-payment.ts'
import { createRefund } from '#server/sandbox/resources/refunds/create-refund.ts'

const paidWith =
  (card: string): Scenario =>
  (work, body) =>
    idsOf(payByCard(work, body, card))

const disputed =
  (sort: 'fraudulent' | 'inquiry'): Scenario =>
  (work, body) => {
    const intent = payByCard(work, body, 'visa')
    const dispute = openDispute(work, chargeOf(work, intent), sort)
    return { ...idsOf(intent), dispute: dispute.id }
  }

const warned: Scenario = (work, body) => {
  const intent = payByCard(work, body, 'visa')
  const warning = raiseEarlyFraudWarning(work, chargeOf(work, intent))
  return { ...idsOf(intent), earlyFraudWarning: warning.id }
}

const refundThatFails: Scenario = (work, body) => {
  const intent = payByCard(work, body, 'refundFail')
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
