import type { Scenario } from '#server/sandbox/core/scenario.ts'
import {
  chargeOf,
  idsOf,
  payByCard,
  payByTransfer,
} from '#server/sandbox/resources/payment-intents/stage-payment.ts'
import { bookRefund } from './book-refund.ts'
import { createRefund } from './create-refund.ts'

/** The customer paid by bank transfer and has to say where the money should go; nobody has yet. */
const asksTheCustomer: Scenario = (work, body) => {
  const intent = payByTransfer(work, body)
  const refund = createRefund(work, { payment_intent: intent.id })
  return { ...idsOf(intent), refund: refund.id }
}

/** The balance does not hold the amount: the refund waits until the payment's own money is available. */
const awaitsBalance: Scenario = (work, body) => {
  const intent = payByCard(work, body, 'visa')
  const charge = chargeOf(work, intent)
  const refund = bookRefund(work, charge, { amount: charge.amount_captured, awaitsBalance: true })
  return { ...idsOf(intent), refund: refund.id }
}

/** Refunds that the test cards cannot bring about. */
export const refundScenarios: Readonly<Record<string, Scenario>> = {
  'refund-requires-action': asksTheCustomer,
  'refund-awaits-balance': awaitsBalance,
}
