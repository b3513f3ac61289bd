import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { checkoutSessions } from './checkout-session.ts'

/** @throws {ApiFailure} 400 for the payment intent of an open session: its page confirms it, and its expiry cancels it. */
export function refuseSessionIntent(work: Work, intent: string, verb: 'cancel' | 'confirm'): void {
  const open = work.by(checkoutSessions, 'payment_intent', intent).some(({ status }) => status === 'open')
  if (!open) return
  const instead = verb === 'cancel' ? ' Expire the Checkout Session instead.' : ''
  throw invalid(`You cannot ${verb} a PaymentIntent that was created by a Checkout Session.${instead}`, {
    code: 'payment_intent_unexpected_state',
  })
}
