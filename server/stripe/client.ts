import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import Stripe from 'stripe'

export interface StripeClientSettings {
  readonly secretKey: string
  /** Where the calls go, such as `http://127.0.0.1:4243`; absent: Stripe itself. */
  readonly apiBase?: string | undefined
  /** `reads` may repeat a call by itself. `writes` sends each call once: a repeat is an attempt, and attempts are recorded. */
  readonly use: 'reads' | 'writes'
}

/** An idle timeout, not a total one: a reply that drips is never cut by it. */
const idleTimeoutMs = 10_000
const maxSockets = 20

/** The SDK, which alone speaks to Stripe. Nothing is sent until a method is called. */
export function createStripeClient({ secretKey, apiBase, use }: StripeClientSettings): Stripe {
  const base = new URL(apiBase ?? 'https://api.stripe.com')
  const protocol = base.protocol === 'http:' ? 'http' : 'https'
  const agent =
    protocol === 'http'
      ? new HttpAgent({ keepAlive: true, maxSockets })
      : new HttpsAgent({ keepAlive: true, maxSockets })
  const client = Stripe.createNodeHttpClient(agent)
  return new Stripe(secretKey, {
    host: base.hostname,
    port: base.port || (protocol === 'http' ? '80' : '443'),
    protocol,
    telemetry: false,
    timeout: idleTimeoutMs,
    maxNetworkRetries: use === 'reads' ? 2 : 0,
    httpClient: use === 'reads' ? client : sentOnce(client),
  })
}

/**
 * The SDK repeats a call whose connection was closed once, even with no retries allowed, when it sees the socket's error
 * code. Told without the code it leaves the call at one request, so that what was recorded is what was sent.
 */
function sentOnce(client: Stripe.HttpClient): Stripe.HttpClient {
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (...request) => {
      try {
        return await client.makeRequest(...request)
      } catch (cause) {
        throw new RequestNotAnsweredError(cause)
      }
    },
  }
}

/** The request got no reply; `neverSent` when no connection could be made, so that Stripe cannot have seen it. */
export class RequestNotAnsweredError extends Error {
  override readonly name = 'RequestNotAnsweredError'
  readonly neverSent: boolean

  constructor(cause: unknown) {
    super('The request got no reply', { cause })
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    this.neverSent = typeof code === 'string' && unconnected.has(code)
  }
}

/** Errors of making the connection, before the first byte of a request. */
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])
