import { ApiFailure } from './api-failure.ts'
import type { SandboxRequest } from './exchange.ts'

export const secretKey = 'sk_test_sandbox'
export const webhookSecret = 'whsec_sandbox'
export const accountId = 'acct_1NorthpostCoffee0'

const refusal = (status: number, message: string, code?: string): ApiFailure =>
  new ApiFailure(
    status,
    { type: 'invalid_request_error', message, ...(code ? { code } : {}) },
    { unsaved: true },
  )

function keyIn(authorization: string): string {
  const [scheme = '', credentials = ''] = authorization.split(' ', 2)
  if (scheme.toLowerCase() === 'bearer') return credentials
  if (scheme.toLowerCase() !== 'basic') return ''
  return Buffer.from(credentials, 'base64').toString('utf8').split(':', 1)[0] ?? ''
}

/** A key as Stripe repeats it: its ends alone. */
const masked = (key: string): string => `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`

/** @throws {ApiFailure} 401 for a missing or wrong key, 403 for an account that the key has no access to. */
export function authenticate({ headers }: SandboxRequest): void {
  const key = keyIn(headers.authorization ?? '')
  if (key === '') {
    throw refusal(
      401,
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    )
  }
  if (key !== secretKey) throw refusal(401, `Invalid API Key provided: ${masked(key)}`, 'api_key_invalid')
  const account = headers['stripe-account']
  if (account === undefined || account === accountId) return
  throw noAccess(account)
}

/** The refusal of an account that is not this one. */
export const noAccess = (account: string): ApiFailure =>
  refusal(
    403,
    `The provided key '${masked(secretKey)}' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
    'account_invalid',
  )
