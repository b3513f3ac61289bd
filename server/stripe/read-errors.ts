import Stripe from 'stripe'
import { Problem } from '#server/problem.ts'
import { NotStartedError } from './read-limiter.ts'

/** A read had its whole time and no answer. */
export class ReadDeadlineError extends Error {
  override readonly name = 'ReadDeadlineError'
}

const unavailable = (retryAfterMs: number, why: string): Problem =>
  new Problem('stripe_unavailable', `${why} Nothing was changed.`, { retryAfterMs })

/** What a failed read is told as. Stripe's own sentence may name personal data, so that it never leaves. */
export function problemOfRead(error: unknown): unknown {
  if (error instanceof NotStartedError) return unavailable(2_000, 'Stripe is busy: too many reads wait.')
  if (error instanceof ReadDeadlineError) return unavailable(5_000, 'Stripe did not answer in time.')
  if (!(error instanceof Stripe.errors.StripeError)) return error
  if (error.param === 'starting_after' || error.param === 'page')
    return new Problem('invalid_request', 'This page of the list is gone. Begin at its top.', {
      issues: [{ path: 'cursor', message: 'Is not one that a page gave' }],
    })
  if (error.code === 'resource_missing' || error.statusCode === 404)
    return new Problem('not_found', 'Stripe knows no such object in this account.', {})
  if (error instanceof Stripe.errors.StripeRateLimitError)
    return unavailable(2_000, 'Stripe asked us to slow down.')
  const isDown = error.statusCode === undefined || error.statusCode >= 500 || error.statusCode === 409
  if (error instanceof Stripe.errors.StripeConnectionError || isDown)
    return unavailable(5_000, 'Stripe could not be reached.')
  return new Problem('stripe_refused', sentenceOf(error), {
    stripeCode: error.code ?? null,
    stripeRequestId: error.requestId ?? null,
  })
}

function sentenceOf(error: Stripe.errors.StripeError): string {
  if (error instanceof Stripe.errors.StripeAuthenticationError)
    return 'Stripe does not accept the key that the desk uses.'
  if (error instanceof Stripe.errors.StripePermissionError)
    return 'The key that the desk uses may not read this at Stripe.'
  return `Stripe refused to answer (${error.code ?? error.statusCode ?? 'no code'}).`
}
