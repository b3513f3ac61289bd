import type { TimelineEntry } from '#shared/domain/timeline.ts'

/** One telling of something that happened. Several tell the same when they share a topic. */
export interface Told {
  readonly entry: TimelineEntry
  /** What it is about, such as `refund:re_1` or `event:evt_1`. */
  readonly topics: readonly string[]
  /** Money that came in, such as `3800 eur`: an invoice and the payment that paid it tell of it at the same time. */
  readonly paid?: string
}

export interface Sources {
  /** What people here did: says who, and stays as the headline. */
  readonly operations: readonly Told[]
  /** What the objects themselves show. */
  readonly facts: readonly Told[]
  readonly events: readonly Told[]
}

/** One story, the newest first: an operation, the refund that it made and the event that confirmed it are one entry. */
export function tellStory({ operations, facts, events }: Sources, most: number): TimelineEntry[] {
  const groups: Told[][] = []
  const byTopic = new Map<string, Told[]>()
  for (const told of [...operations, ...facts, ...events]) {
    const known = told.topics.map(topic => byTopic.get(topic)).find(group => group !== undefined)
    const group = known ?? []
    group.push(told)
    if (!known) groups.push(group)
    for (const topic of told.topics) if (!byTopic.has(topic)) byTopic.set(topic, group)
  }
  return withoutTwins(groups)
    .map(together)
    .sort((one, other) => other.at - one.at)
    .slice(0, most)
}

const twinWithinMs = 60_000

/** Where an invoice tells that it was paid, its payment is not told beside it. */
function withoutTwins(groups: readonly Told[][]): readonly Told[][] {
  const invoices = groups.flat().filter(({ entry, paid }) => paid && entry.icon === 'invoice')
  return groups.filter(
    ([first]) =>
      !first?.paid ||
      first.entry.icon === 'invoice' ||
      !invoices.some(
        ({ paid, entry }) => paid === first.paid && Math.abs(entry.at - first.entry.at) < twinWithinMs,
      ),
  )
}

/** The first telling names it; the others add their event and their object. */
function together(group: readonly Told[]): TimelineEntry {
  const [first, ...others] = group.map(({ entry }) => entry)
  if (!first) throw new Error('A story without a telling')
  const details = [...new Set([first, ...others].flatMap(({ detail }) => detail ?? []))]
  const withEvent = [first, ...others].find(({ eventId }) => eventId !== null)
  return {
    ...first,
    detail: details.length > 0 ? details.join(', ') : null,
    eventId: withEvent?.eventId ?? null,
    objectId: first.objectId ?? others.find(({ objectId }) => objectId !== null)?.objectId ?? null,
  }
}

type Words = Pick<TimelineEntry, 'icon' | 'tone' | 'title'>

/** An entry told by an object alone: nobody of ours, no event. */
export const factEntry = (id: string, at: number, words: Words, objectId: string | null): TimelineEntry => ({
  id,
  at,
  ...words,
  by: null,
  detail: null,
  eventId: null,
  objectId,
  operationId: null,
})
