import Stripe from 'stripe'
import { type Outcome, operationMetadataKey } from '#server/operations/port.ts'
import { RequestNotAnsweredError } from './client.ts'

/** The reply did not come within the total time that a write may take. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'
  readonly afterMs: number

  constructor(afterMs: number) {
    super(`No reply within ${afterMs} ms`)
    this.afterMs = afterMs
  }
}

const unknown = (reason: string, requestId: string | null = null, saved = false): Outcome => ({
  type: 'unknown',
  reason,
  requestId,
  saved,
})

const againAfterMs = 1_000
const again = (reason: string, afterMs = againAfterMs): Outcome => ({ type: 'retry', afterMs, reason })

/**
 * What a write that threw came to. Failed is said only where Stripe said no itself, with an error body and a request id;
 * whatever else went wrong may have happened after Stripe had done it.
 */
export function outcomeOfError(error: unknown): Outcome {
  if (error instanceof DeadlineError)
    return unknown(`Stripe did not answer within ${Math.round(error.afterMs / 1000)} s.`)
  if (!(error instanceof Stripe.errors.StripeError)) return unknown('Stripe’s answer could not be read.')
  if (error instanceof Stripe.errors.StripeConnectionError) return outcomeOfConnection(error)
  const requestId = error.requestId ?? null
  if (isAskedToWait(error)) return again(waitReason(error), retryAfterMs(error.headers))
  if (error instanceof Stripe.errors.StripeIdempotencyError)
    return unknown('Stripe knows this key from another request.', requestId)
  if (error.statusCode === undefined) return unknown('Stripe’s answer could not be read.', requestId)
  if (error.statusCode >= 500) {
    const saved = headerOf(error.headers, 'idempotent-replayed') === 'true'
    return unknown(`Stripe answered with an error of its own (${error.statusCode}).`, requestId, saved)
  }
  if (requestId === null || !refusals.has(error.statusCode))
    return unknown('Stripe’s answer does not say what it did.', requestId)
  const atDoor = error.statusCode === 401 || error.statusCode === 403
  const message = error.message || `Stripe refused it (${error.statusCode}).`
  return { type: 'failed', code: error.code ?? null, message, requestId, resultId: null, atDoor }
}

/** Statuses with which Stripe says no. */
const refusals = new Set([400, 401, 402, 403, 404])

function outcomeOfConnection(error: Stripe.errors.StripeConnectionError): Outcome {
  const { detail } = error
  if (detail instanceof RequestNotAnsweredError) {
    return detail.neverSent
      ? again('Stripe could not be reached; nothing was sent.')
      : unknown('The connection to Stripe broke before the answer came.')
  }
  return unknown('Stripe’s answer was cut off.', error.requestId ?? null)
}

/** Asked to come again with the same key: too many requests, the key or the object in use. */
const isAskedToWait = (error: Stripe.errors.StripeError): boolean =>
  error instanceof Stripe.errors.StripeRateLimitError ||
  error.statusCode === 409 ||
  error.code === 'lock_timeout' ||
  error.code === 'idempotency_key_in_use'

const waitReason = (error: Stripe.errors.StripeError): string =>
  error.statusCode === 409 || error.code === 'idempotency_key_in_use' || error.code === 'lock_timeout'
    ? 'Stripe is busy with this object.'
    : 'Stripe asked us to slow down.'

function retryAfterMs(headers: Stripe.errors.StripeError['headers']): number {
  const seconds = Number(headerOf(headers, 'retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 120) * 1000 : againAfterMs
}

const headerOf = (headers: Stripe.errors.StripeError['headers'], name: string): string | undefined =>
  headers?.[name]

interface AskedRefund {
  readonly paymentId: string
  readonly amount: number
  readonly currency: string
  readonly operationId: string
}

/** What a refund that Stripe answered with came to; a reply about anything else is no answer. */
export function outcomeOfRefund(
  refund: Stripe.Refund,
  asked: AskedRefund,
  requestId: string | null,
): Outcome {
  const isOurs =
    refund.object === 'refund' &&
    typeof refund.id === 'string' &&
    refund.amount === asked.amount &&
    refund.currency === asked.currency &&
    [idOf(refund.payment_intent), idOf(refund.charge)].includes(asked.paymentId) &&
    refund.metadata?.[operationMetadataKey] === asked.operationId
  if (!isOurs) return unknown('Stripe’s answer was about something else.', requestId)
  return outcomeOfRefundStatus(
    { id: refund.id, status: refund.status, failureReason: refund.failure_reason ?? null },
    requestId,
  )
}

const endedRefunds: Readonly<Record<string, string>> = {
  failed: 'The bank did not take the refund',
  canceled: 'The refund was canceled',
}

/** Stripe's status is an open, nullable string: what we do not know is on its way until Stripe says otherwise. */
export function outcomeOfRefundStatus(
  { id, status, failureReason }: { id: string; status: string | null; failureReason: string | null },
  requestId: string | null,
): Outcome {
  const ended = endedRefunds[status ?? '']
  if (ended !== undefined) {
    const message = failureReason ? `${ended}: ${failureReason.replaceAll('_', ' ')}.` : `${ended}.`
    const code = failureReason ?? status
    return { type: 'failed', code, message, requestId, resultId: id, atDoor: false }
  }
  const type = status === 'succeeded' ? 'succeeded' : 'pending'
  return { type, resultId: id, status: status ?? 'pending', requestId }
}

/** What evidence that was sent, or a dispute that was accepted, came to by the dispute that Stripe answered with. */
export function outcomeOfDispute(
  dispute: Stripe.Dispute,
  asked: { disputeId: string; isDone: (dispute: Stripe.Dispute) => boolean },
  requestId: string | null,
): Outcome {
  if (dispute.object !== 'dispute' || dispute.id !== asked.disputeId)
    return unknown('Stripe’s answer was about something else.', requestId)
  if (!asked.isDone(dispute)) return unknown(`Stripe left the dispute as ${dispute.status}.`, requestId)
  return { type: 'succeeded', resultId: dispute.id, status: dispute.status, requestId }
}

const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null)
