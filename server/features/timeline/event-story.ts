import * as z from 'zod'
import type { EventQuery, EventRecord, Store } from '#server/store/port.ts'
import { EventObject } from './event-object.ts'
import { type EventWords, echoes, eventWords } from './event-words.ts'
import type { Told } from './story.ts'

const envelope = z.looseObject({
  data: z.looseObject({ object: z.unknown(), previous_attributes: z.unknown().optional() }),
})

const mostEvents = 100

/** The newest events that the query names, each told in words by what it carries. */
export async function toldByEvents(store: Store, query: Omit<EventQuery, 'limit'>): Promise<Told[]> {
  const { data } = await store.events.list({ ...query, limit: mostEvents })
  const wanted = data.filter(({ type }) => !echoes.has(type))
  return await Promise.all(wanted.map(event => toldByEvent(store, event)))
}

async function toldByEvent(store: Store, event: EventRecord): Promise<Told> {
  const { id, type, createdAt, objectId } = event
  const { topic, paid, ...words }: EventWords = eventWords[type]?.(await objectOf(store, id)) ?? {
    icon: 'event',
    tone: 'neutral',
    title: type,
  }
  return {
    ...(paid ? { paid } : {}),
    topics: [`event:${id}`, ...(topic ? [topic] : [])],
    entry: {
      id: `event:${id}`,
      at: createdAt,
      ...words,
      by: null,
      detail: type,
      eventId: id,
      objectId,
      operationId: null,
    },
  }
}

async function objectOf(store: Store, id: string): Promise<EventObject> {
  const bytes = await store.events.payload(id)
  // The inbox took it as JSON of this shape; only its object is of unknown shape.
  const { data } = envelope.parse(JSON.parse(new TextDecoder().decode(bytes)))
  return new EventObject(data.object, data.previous_attributes)
}
