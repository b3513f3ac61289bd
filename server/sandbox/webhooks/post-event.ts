import { type EndpointSecret, signingSecrets } from './endpoint.ts'
import type { StoredEvent } from './event.ts'
import { signatureHeader } from './sign.ts'

export interface Answer {
  /** A 2xx in time; a redirect is no acceptance. */
  readonly accepted: boolean
  readonly statusCode: number | null
  readonly error: string | null
}

interface Letter {
  readonly url: string
  readonly event: StoredEvent
  /** The endpoint's own version, by which its events are rendered. */
  readonly apiVersion: string | null
  readonly secret: EndpointSecret
  /** Sandbox clock, milliseconds. */
  readonly nowMs: number
  readonly withinMs: number
  readonly stop: AbortSignal
}

/** The network's own code, such as `ECONNREFUSED`, where there is one. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  if (error.name === 'TimeoutError') return 'timeout'
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : error.name
}

/** One attempt, signed anew with each secret that is valid now. */
export async function postEvent(letter: Letter): Promise<Answer> {
  const { url, event, apiVersion, secret, nowMs, withinMs, stop } = letter
  const body = JSON.stringify(apiVersion === null ? event : { ...event, api_version: apiVersion })
  const timestamp = Math.floor(nowMs / 1000)
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': signatureHeader(body, timestamp, signingSecrets(secret, nowMs)),
      },
      body,
      signal: AbortSignal.any([stop, AbortSignal.timeout(withinMs)]),
    })
    await response.arrayBuffer()
    return { accepted: response.ok, statusCode: response.status, error: null }
  } catch (error) {
    return { accepted: false, statusCode: null, error: reasonOf(error) }
  }
}
