import type { EventRecord, Store } from '#server/store/port.ts'

/** Stripe tells `created` in whole seconds, and one step of its own can cross one. */
const sameStepMs = 2_000
const most = 20
const searched = 50

export interface Neighbours {
  readonly sameChange: EventRecord[]
  readonly related: EventRecord[]
}

/** What else the change made, and what else happened to the object; an event is in one of the two. */
export async function neighboursOf(store: Store, event: EventRecord): Promise<Neighbours> {
  const { idempotencyKey, customerId, objectId, receivedAt } = event
  const near = { receivedFrom: receivedAt - 60_000, receivedTo: receivedAt + 60_000, limit: searched }
  const about = objectId === null ? [] : [{ relatedTo: objectId, limit: searched }]
  const pages = await Promise.all([
    ...about.map(query => store.events.list(query)),
    ...(idempotencyKey === null ? [] : [store.events.list({ idempotencyKey, limit: searched })]),
    ...(customerId === null ? [] : [store.events.list({ customerId, ...near })]),
  ])
  const others = new Map(pages.flatMap(({ data }) => data.map(other => [other.id, other])))
  others.delete(event.id)
  const newest = [...others.values()].sort((a, b) => b.sequence - a.sequence)
  const names = (other: EventRecord): boolean =>
    other.objectId === objectId || (objectId !== null && other.relatedIds.includes(objectId))
  return {
    sameChange: newest.filter(other => isSameChange(event, other)).slice(0, most),
    related: newest.filter(other => !isSameChange(event, other) && names(other)).slice(0, most),
  }
}

function isSameChange(one: EventRecord, other: EventRecord): boolean {
  if (one.requestId !== null || other.requestId !== null) return one.requestId === other.requestId
  return Math.abs(one.createdAt - other.createdAt) <= sameStepMs
}
