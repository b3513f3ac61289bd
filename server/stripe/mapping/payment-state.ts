import type Stripe from 'stripe'
import type { RefundBlock, RefundFigures } from '#shared/domain/payment.ts'

export interface PaymentFacts {
  /** Absent for a bare charge, as older integrations and some partners make them. */
  readonly intent: Stripe.PaymentIntent | null
  /** The latest charge: what the payment came to. */
  readonly charge: Stripe.Charge | null
  readonly disputes: readonly Stripe.Dispute[]
}

const overForGood = new Set<string>(['won', 'lost', 'warning_closed', 'prevented'])
export const isDisputeOver = (dispute: Stripe.Dispute): boolean => overForGood.has(dispute.status)

/** The word for a payment, from the intent's status and what became of its latest charge. */
export function paymentStateOf({ intent, charge, disputes }: PaymentFacts): string {
  if (intent && intent.status !== 'succeeded') return intentState(intent, charge)
  if (!charge) return 'incomplete'
  if (!intent && charge.status !== 'succeeded') return chargeState(charge)
  if (!charge.captured) return charge.refunded ? 'canceled' : 'authorized'
  if (disputes.some(dispute => !isDisputeOver(dispute))) return 'disputed'
  if (charge.amount_refunded === 0) return 'paid'
  return charge.amount_refunded >= charge.amount_captured ? 'refunded' : 'partly_refunded'
}

/** An intent that asks for a method again was declined, if anything was tried at all. */
function intentState(intent: Stripe.PaymentIntent, charge: Stripe.Charge | null): string {
  if (intent.status === 'requires_capture') return 'authorized'
  if (intent.status === 'requires_confirmation') return 'incomplete'
  if (intent.status === 'requires_payment_method')
    return intent.last_payment_error || charge?.status === 'failed' ? 'declined' : 'incomplete'
  return intent.status
}

function chargeState(charge: Stripe.Charge): string {
  if (charge.status === 'failed') return 'declined'
  return charge.status === 'pending' ? 'processing' : charge.status
}

/** The arithmetic as Stripe knows it; our own reservations are not in it. */
export function refundFiguresOf(facts: PaymentFacts): RefundFigures {
  const { intent, charge } = facts
  const captured = charge?.status === 'succeeded' ? charge.amount_captured : 0
  const refunded = charge?.captured ? charge.amount_refunded : 0
  const block = refundBlockOf(facts)
  return {
    currency: intent?.currency ?? charge?.currency ?? '',
    charged: charge?.amount ?? intent?.amount ?? 0,
    captured,
    refunded,
    pending: 0,
    refundable: block === null ? Math.max(0, captured - refunded) : 0,
    block,
  }
}

function refundBlockOf(facts: PaymentFacts): RefundBlock | null {
  const state = paymentStateOf({ ...facts, disputes: [] })
  const byState = stateBlocks[state]
  if (byState) return byState
  if (facts.disputes.some(holdsTheMoney)) return 'disputed'
  if (facts.charge?.status !== 'succeeded') return 'not_paid'
  return facts.charge.amount_refunded >= facts.charge.amount_captured ? 'fully_refunded' : null
}

const stateBlocks: Readonly<Record<string, RefundBlock>> = {
  authorized: 'not_captured',
  processing: 'processing',
  canceled: 'canceled',
  declined: 'not_paid',
  incomplete: 'not_paid',
  requires_action: 'not_paid',
}

/** A chargeback has taken the money. An inquiry has not, and a dispute that was won gave it back. */
const holdsTheMoney = (dispute: Stripe.Dispute): boolean =>
  !dispute.is_charge_refundable && dispute.status !== 'won' && dispute.status !== 'prevented'
