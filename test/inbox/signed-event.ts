import Stripe from 'stripe'

export const secret = 'whsec_first'

const stripe = new Stripe('sk_test_sandbox')

/** A header as Stripe's own library makes it. */
export const headerFor = (payload: string, nowMs: number, by = secret): string =>
  stripe.webhooks.generateTestHeaderString({ payload, secret: by, timestamp: Math.floor(nowMs / 1000) })

let made = 0

export interface EventParts {
  id?: string
  type?: string
  objectId?: string
  object?: Record<string, unknown>
  previous?: Record<string, unknown>
  livemode?: boolean
  account?: string
  created?: number
}

/** An event as Stripe sends it, in Stripe's own spacing. */
export function eventBody(parts: EventParts = {}): string {
  made += 1
  const { id = `evt_test${made}`, type = 'charge.updated', objectId = `ch_test${made}` } = parts
  return JSON.stringify(
    {
      id,
      object: 'event',
      api_version: '2026-10-28.endive',
      created: parts.created ?? 1_795_518_000,
      ...(parts.account ? { account: parts.account } : {}),
      data: {
        object: { id: objectId, object: 'charge', customer: 'cus_test1', ...parts.object },
        ...(parts.previous ? { previous_attributes: parts.previous } : {}),
      },
      livemode: parts.livemode ?? false,
      pending_webhooks: 1,
      request: { id: 'req_test', idempotency_key: 'op:one:g1' },
      type,
    },
    null,
    2,
  )
}
