import { ApiFailure } from './api-failure.ts'
import { isForeign } from './cors.ts'
import type { SandboxRequest } from './exchange.ts'
import type { FormTree } from './form.ts'
import type { Reader } from './kind.ts'
import type { Operation } from './operation.ts'
import { type Grants, grants, refusalName } from './permissions.ts'
import { restrictedKeys } from './restricted-key.ts'

export const secretKey = 'sk_test_sandbox'
export const publishableKey = 'pk_test_sandbox'
export const webhookSecret = 'whsec_sandbox'
export const accountId = 'acct_1NorthpostCoffee0'

/** Who calls: the company's server, its customer's browser, or a program that may do only some things. */
export type Caller =
  | { readonly kind: 'secret'; readonly key: string }
  | { readonly kind: 'publishable'; readonly key: string }
  | { readonly kind: 'restricted'; readonly key: string; readonly permissions: Grants }

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

/** A browser may send its publishable key as a parameter; taken out, it is no parameter of the operation. */
function takeKey(tree: FormTree): string {
  const key = tree.get('key')
  if (typeof key !== 'string' || !/^[a-z]k_/.test(key)) return ''
  tree.delete('key')
  if (key.startsWith('pk_')) return key
  throw refusal(401, 'A secret API key must be sent in the Authorization header, never as a parameter.')
}

/** A key as Stripe repeats it: its ends alone. */
const masked = (key: string): string => `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`

function callerOf(key: string, reader: Reader): Caller | undefined {
  if (key === secretKey) return { kind: 'secret', key }
  if (key === publishableKey) return { kind: 'publishable', key }
  const restricted = reader.get(restrictedKeys, key)
  return restricted && { kind: 'restricted', key, permissions: restricted.permissions }
}

/**
 * Tells who calls, by the `Authorization` header or a publishable key among the parameters.
 * @throws {ApiFailure} 401 for a missing or wrong key, 403 for a secret key from a page of another site: anybody's page could have written it there, as it is well known.
 */
export function authenticate(request: SandboxRequest, tree: FormTree, reader: Reader): Caller {
  const { headers } = request
  const sent = takeKey(tree)
  const key = keyIn(headers.authorization ?? '') || sent
  if (key === '') {
    throw refusal(
      401,
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    )
  }
  if (/^[a-z]k_live_/.test(key)) {
    throw refusal(
      401,
      `${masked(key)} is a live mode key. This is a sandbox: it takes test mode keys only, and a live key should never be sent to it.`,
      'api_key_invalid',
    )
  }
  const caller = callerOf(key, reader)
  if (!caller) throw refusal(401, `Invalid API Key provided: ${masked(key)}`, 'api_key_invalid')
  if (caller.kind !== 'publishable' && isForeign(request)) {
    throw refusal(403, 'A web page must not use a secret API key: it takes the publishable one.')
  }
  return caller
}

/** The refusal of an account that the key's owner is not connected to. */
export const noAccess = (account: string): ApiFailure =>
  refusal(
    403,
    `The provided key '${masked(secretKey)}' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
    'account_invalid',
  )

/** @throws {ApiFailure} 403 when the caller's key is not enough for the operation. */
export function authorize(caller: Caller, operation: Operation): void {
  if (caller.kind === 'secret') return
  if (caller.kind === 'publishable') {
    if (operation.publishable) return
    throw refusal(
      403,
      'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
      'secret_key_required',
    )
  }
  const { permission } = operation
  const access = operation.method === 'GET' ? 'read' : 'write'
  if (permission && grants(caller.permissions, permission, access)) return
  const remedy = permission
    ? `Having the '${refusalName(permission, access)}' permission would allow this request to continue.`
    : 'This is a restricted API key, but the required permissions are not available for use by restricted keys.'
  throw refusal(
    403,
    `The provided key '${masked(caller.key)}' does not have the required permissions for this endpoint on account '${accountId}'. ${remedy}`,
    'more_permissions_required',
  )
}
