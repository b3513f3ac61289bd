import type { Delivery, EventArrival } from '#server/store/port.ts'
import type { RecordParts } from './frame.ts'
import { parseOwn } from './own-json.ts'

/** What an event says of itself, without its bytes. */
export type EventFacts = Omit<EventArrival, 'payload'>

/** Where an event's bytes are, and what they must be. */
export interface PayloadPlace {
  readonly segment: number
  readonly offset: number
  readonly size: number
  readonly checksum: number
}

/**
 * A record of the event log: kind u8 · length of the facts u32 · facts as JSON · the payload, as received.
 */
const kinds = { event: 1, delivery: 2 } as const
const headBytes = 5

type FactsTuple = readonly [
  id: string,
  type: string,
  createdAt: number,
  receivedAt: number,
  source: EventFacts['source'],
  livemode: boolean,
  account: string | null,
  apiVersion: string | null,
  objectId: string | null,
  customerId: string | null,
  relatedIds: readonly string[],
  requestId: string | null,
  idempotencyKey: string | null,
]

type DeliveryTuple = readonly [
  sequence: number,
  receivedAt: number,
  source: EventFacts['source'],
  size: number,
]

const encode = (kind: number, facts: FactsTuple | DeliveryTuple): Buffer => {
  const text = JSON.stringify(facts)
  const bytes = Buffer.allocUnsafe(headBytes + Buffer.byteLength(text))
  bytes.writeUInt8(kind, 0)
  bytes.writeUInt32LE(bytes.length - headBytes, 1)
  bytes.write(text, headBytes)
  return bytes
}

/** The record's parts; the last is the payload itself. */
export const encodeEvent = (arrival: EventArrival): RecordParts => [
  encode(kinds.event, [
    arrival.id,
    arrival.type,
    arrival.createdAt,
    arrival.receivedAt,
    arrival.source,
    arrival.livemode,
    arrival.account,
    arrival.apiVersion,
    arrival.objectId,
    arrival.customerId,
    arrival.relatedIds,
    arrival.requestId,
    arrival.idempotencyKey,
  ]),
  arrival.payload,
]

export const encodeDelivery = (sequence: number, delivery: Delivery): RecordParts => [
  encode(kinds.delivery, [sequence, delivery.receivedAt, delivery.source, delivery.size]),
]

export type EventLogRecord =
  | { readonly kind: 'event'; readonly facts: EventFacts; readonly payloadStart: number }
  | { readonly kind: 'delivery'; readonly sequence: number; readonly delivery: Delivery }

const factsOf = (tuple: FactsTuple): EventFacts => {
  const [id, type, createdAt, receivedAt, source, livemode, account, apiVersion, ...ids] = tuple
  const [objectId, customerId, relatedIds, requestId, idempotencyKey] = ids
  return {
    ...{ id, type, createdAt, receivedAt, source, livemode, account, apiVersion },
    ...{ objectId, customerId, relatedIds, requestId, idempotencyKey },
  }
}

export const decodeEventRecord = (bytes: Buffer): EventLogRecord => {
  const payloadStart = headBytes + bytes.readUInt32LE(1)
  const text = bytes.toString('utf8', headBytes, payloadStart)
  if (bytes.readUInt8(0) === kinds.event)
    return { kind: 'event', facts: factsOf(parseOwn<FactsTuple>(text)), payloadStart }
  const [sequence, receivedAt, source, size] = parseOwn<DeliveryTuple>(text)
  return { kind: 'delivery', sequence, delivery: { receivedAt, source, size } }
}
