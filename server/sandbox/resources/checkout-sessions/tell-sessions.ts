import type { Work } from '#server/sandbox/core/work.ts'
import { checkoutPlans } from './checkout-session.ts'

/** A payment or setup that sessions wait for has come to its end: they are looked at right after. */
export function tellSessions(work: Work, index: 'payment_intent' | 'setup_intent', intent: string): void {
  for (const { id } of work.by(checkoutPlans, index, intent)) work.later(0, 'checkout_session.settle', id)
}
