import * as z from 'zod'
import type { EventArrival } from '#server/store/port.ts'
import type { EventSource } from '#shared/domain/event.ts'
import { stripeId } from '#shared/domain/stripe-ids.ts'
import type { ReceivedEvent } from './handler.ts'
import { stripeIdsIn } from './stripe-ids-in.ts'

const plainObject = z.custom<Readonly<Record<string, unknown>>>(
  value => typeof value === 'object' && value !== null && !Array.isArray(value),
)
const shortText = z.string().min(1).max(255)

/** What we rely on in a Stripe Event, of any API version: https://docs.stripe.com/api/events/object */
const envelope = z.object({
  id: stripeId('event'),
  object: z.literal('event'),
  type: z.string().regex(/^[A-Za-z0-9_.]{1,100}$/),
  created: z.int().min(0).max(1e11),
  livemode: z.boolean(),
  account: shortText.nullish(),
  api_version: shortText.nullish(),
  // Older API versions tell the request's id alone.
  request: z
    .union([z.object({ id: shortText.nullish(), idempotency_key: shortText.nullish() }), shortText])
    .nullish(),
  data: z.object({ object: plainObject, previous_attributes: plainObject.nullish() }),
})
type Envelope = z.infer<typeof envelope>

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The event in these bytes, or `undefined` when they hold none: not JSON, not an event, a thin event. Never throws. */
function open(payload: Uint8Array): Envelope | undefined {
  let value: unknown
  try {
    value = JSON.parse(utf8.decode(payload))
  } catch {
    return undefined
  }
  return envelope.safeParse(value).data
}

const idOf = (value: unknown): string | null => {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : value
  return typeof id === 'string' && id.length > 0 && id.length <= 255 ? id : null
}

function customerOf(object: Readonly<Record<string, unknown>>): string | null {
  return object.object === 'customer' ? idOf(object) : idOf(object.customer)
}

function requestOf({ request }: Envelope): { requestId: string | null; idempotencyKey: string | null } {
  if (typeof request === 'string') return { requestId: request, idempotencyKey: null }
  return { requestId: request?.id ?? null, idempotencyKey: request?.idempotency_key ?? null }
}

/** What the store keeps beside the bytes, or `undefined` when they are not an event. */
export function readArrival(
  payload: Uint8Array,
  arrived: { receivedAt: number; source: EventSource },
): EventArrival | undefined {
  const event = open(payload)
  if (event === undefined) return undefined
  const { object } = event.data
  return {
    id: event.id,
    type: event.type,
    createdAt: event.created * 1000,
    ...arrived,
    livemode: event.livemode,
    account: event.account ?? null,
    apiVersion: event.api_version ?? null,
    objectId: idOf(object.id),
    customerId: customerOf(object),
    relatedIds: stripeIdsIn(object),
    ...requestOf(event),
    payload,
  }
}

/** The event as handlers get it. @throws {Error} when the stored bytes are no event: the store is broken. */
export function readReceived(payload: Uint8Array): ReceivedEvent {
  const event = open(payload)
  if (event === undefined) throw new Error('The stored payload is not an event')
  const { object, previous_attributes: previousAttributes } = event.data
  return {
    id: event.id,
    type: event.type,
    createdAt: event.created * 1000,
    objectId: idOf(object.id),
    customerId: customerOf(object),
    relatedIds: stripeIdsIn(object),
    ...requestOf(event),
    object,
    previousAttributes: previousAttributes ?? null,
  }
}
