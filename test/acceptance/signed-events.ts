import { createHmac, randomUUID } from 'node:crypto'

interface Event {
  readonly id: string
  readonly type?: string
  readonly object?: Readonly<Record<string, unknown>>
}

/** An event as Stripe would send it to this account. */
export const eventBody = ({ id, type = 'foo.bar', object }: Event): string =>
  JSON.stringify({
    id,
    object: 'event',
    type,
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    api_version: '2026-10-28.endive',
    data: { object: { id: 'cus_fromATest1', object: 'customer', ...object } },
  })

export const eventId = (): string => `evt_${randomUUID().replaceAll('-', '')}`

/** The header over these bytes; `at` in seconds since the epoch. */
export function signatureOf(
  payload: string,
  { at = Math.floor(Date.now() / 1000), secret = 'whsec_sandbox' } = {},
) {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${payload}`).digest('hex')}`
}

export const deliver = (
  url: string,
  payload: string,
  headers: Readonly<Record<string, string>> = { 'stripe-signature': signatureOf(payload) },
): Promise<Response> => fetch(`${url}/webhooks/stripe`, { method: 'POST', headers, body: payload })

/** Sends one event after another until told to end; the ids of those that were answered with 200. */
export async function deliverEvents(url: string, signal: AbortSignal): Promise<string[]> {
  const taken: string[] = []
  while (!signal.aborted) {
    const id = eventId()
    const reply = await deliver(url, eventBody({ id })).catch(() => null)
    if (reply?.status === 200) taken.push(id)
    // A port that nobody listens on answers at once.
    if (reply === null) await new Promise(resolve => setTimeout(resolve, 20))
  }
  return taken
}
