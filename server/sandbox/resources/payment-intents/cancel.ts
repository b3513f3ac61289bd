import type Stripe from 'stripe'
import type { JobHandlers } from '#server/sandbox/core/job.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { bookRefund } from '#server/sandbox/resources/refunds/book-refund.ts'
import { paymentIntents, unexpectedState } from './payment-intent.ts'
import { endProcessing, failPending } from './processing.ts'

const cancelable: ReadonlySet<string> = new Set([
  'requires_payment_method',
  'requires_capture',
  'requires_confirmation',
  'requires_action',
  'processing',
])

/** Ends an intent that has taken no money; a hold is released, which Stripe shows as a refund of its own. */
export function cancel(
  work: Work,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | undefined,
): Stripe.PaymentIntent {
  if (!cancelable.has(intent.status)) {
    throw unexpectedState(
      intent,
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, processing.`,
    )
  }
  const held =
    intent.status === 'requires_capture' ? work.get(charges, idOf(intent.latest_charge) ?? '') : undefined
  if (held) {
    const expired = reason === 'expired'
    if (expired) work.emit('charge.expired', held)
    bookRefund(work, held, {
      amount: intent.amount_capturable,
      released: true,
      ...(expired ? { reason: 'expired_uncaptured_charge' } : {}),
    })
  }
  const pending =
    intent.status === 'processing' ? work.get(charges, idOf(intent.latest_charge) ?? '') : undefined
  if (pending) failPending(work, pending, null)
  const canceled = work.put(paymentIntents, {
    ...intent,
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: work.now,
    cancellation_reason: reason ?? null,
    next_action: null,
    processing: null,
  })
  work.emit('payment_intent.canceled', canceled)
  return canceled
}

/** What time brings: a hold that nobody captured is released, and a bank answers. */
export const intentJobs: JobHandlers = {
  'payment_intent.settle': endProcessing,
  'payment_intent.expire_hold': (work, id) => {
    const intent = work.get(paymentIntents, id)
    if (intent?.status === 'requires_capture') cancel(work, intent, 'expired')
  },
}
