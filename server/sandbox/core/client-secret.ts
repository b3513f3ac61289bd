import { invalid, invalidParam } from './api-failure.ts'
import type { Work } from './work.ts'

interface Guarded {
  readonly object: string
  readonly client_secret: string | null
}

/** `payment_intent` as `PaymentIntent`. */
const className = (object: string): string =>
  object.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())

/**
 * For an operation that browsers may call: whoever comes with the publishable key must know the object's secret, and a
 * secret that is sent must be right whoever sends it.
 * @throws {ApiFailure} 400 naming `client_secret`.
 */
export function checkClientSecret(work: Work, given: string | undefined, guarded: Guarded): void {
  if (given === undefined) {
    if (work.origin.caller?.kind !== 'publishable') return
    throw invalidParam('Missing required param: client_secret.', 'client_secret', 'parameter_missing')
  }
  if (guarded.client_secret !== null && given === guarded.client_secret) return
  throw invalid(
    `The client_secret provided does not match the client_secret associated with the ${className(guarded.object)}.`,
    { param: 'client_secret' },
  )
}
