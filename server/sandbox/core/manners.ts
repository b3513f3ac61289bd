import { ApiFailure } from './api-failure.ts'
import { apiVersion, isApiVersion } from './api-version.ts'
import type { SandboxRequest } from './exchange.ts'

const refusal = (message: string): ApiFailure =>
  new ApiFailure(400, { type: 'invalid_request_error', message }, { unsaved: true })

/**
 * The sandbox speaks one version, the SDK's own. A request in an older one is answered in that, and the answer's
 * `Stripe-Version` says so; one that Stripe never released is refused.
 * @throws {ApiFailure} 400
 */
export function checkVersion({ headers }: SandboxRequest): void {
  const asked = headers['stripe-version']
  if (asked === undefined || asked === apiVersion) return
  // Beta features follow the date: `2026-10-28.endive; feature_beta=v1`.
  const [version = ''] = asked.split(';', 1)
  if (isApiVersion(version.trim())) return
  throw refusal(`Invalid Stripe API version: ${asked.slice(0, 100)}`)
}

const readable = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i

/** @throws {ApiFailure} 400 for a body that is not a form, such as JSON. */
export function checkBody({ headers, body }: SandboxRequest): void {
  const contentType = headers['content-type']
  if (body.length === 0 || contentType === undefined || readable.test(contentType)) return
  throw refusal(
    'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.',
  )
}
