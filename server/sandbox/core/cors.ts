import type { SandboxRequest, SandboxResponse } from './exchange.ts'

/** What lets a page of any origin read an answer, as Stripe.js needs. */
const readable = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Request-Id, Idempotency-Key, Idempotent-Replayed, Original-Request, Stripe-Rate-Limited-Reason, Stripe-Version',
}

/** The answer to a browser that asks whether it may send what it wants to send. */
export const preflightAnswer = ({ headers }: SandboxRequest): SandboxResponse => ({
  status: 204,
  headers: {
    ...readable,
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-allow-methods': 'GET, POST, DELETE',
    'access-control-max-age': '300',
  },
  body: Buffer.alloc(0),
})

/** Whether a page of some other site asks; programs send no `Origin`. */
export function isForeign({ headers }: SandboxRequest): boolean {
  const { origin, host } = headers
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)
}

/** A browser names where its page comes from; programs do not. */
export const fromBrowser = ({ headers }: SandboxRequest): boolean => headers.origin !== undefined

/** The answer, readable by the page that asked. */
export const crossOrigin = (response: SandboxResponse): SandboxResponse => ({
  ...response,
  headers: { ...response.headers, ...readable },
})
