import { type EventQuery, type EventRecord, InvalidCursorError, type Page } from '#server/store/port.ts'
import type { EventIndex } from './event-index.ts'
import type { Postings } from './postings.ts'
import { chunkRows, type RowSet, rowBefore, rowFrom } from './row-set.ts'

const encodeCursor = (row: number): string => Buffer.from(`event:${row + 1}`).toString('base64url')

const decodeCursor = (cursor: string): number => {
  const sequence = /^event:([1-9]\d{0,14})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]
  if (sequence === undefined)
    throw new InvalidCursorError('The cursor is not one that a page of events gave.')
  return Number(sequence) - 1
}

/** One page of events by keyset. */
export const queryEvents = (index: EventIndex, query: EventQuery): Page<EventRecord> => {
  const rows = matchingRows(index, query)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    data: shown.map(row => index.record(row)),
    nextCursor: rows.length > query.limit && last !== undefined ? encodeCursor(last) : null,
  }
}

/** At most one row more than the limit. */
const matchingRows = (index: EventIndex, query: EventQuery): number[] => {
  const cursor = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
  const named = namedRows(index, query)
  const matches = matcher(index, query)
  if (query.order === 'ascending') {
    const from = cursor === undefined ? 0 : cursor + 1
    return named
      ? lastOf(named(index.size, from), query.limit + 1, matches)
      : take(scan(index, query, from, 1), query.limit + 1, matches)
  }
  const below = Math.min(cursor ?? index.size, index.size)
  return take(named ? named(below, 0) : scan(index, query, below, -1), query.limit + 1, matches)
}

const take = (rows: Iterable<number>, limit: number, matches: (row: number) => boolean): number[] => {
  const taken: number[] = []
  for (const row of rows) {
    if (matches(row)) taken.push(row)
    if (taken.length >= limit) break
  }
  return taken
}

/** Chains run from the newest, so the oldest are what remains at the end, in reverse. */
const lastOf = (rows: Iterable<number>, limit: number, matches: (row: number) => boolean): number[] =>
  [...rows].filter(matches).slice(-limit).reverse()

type NamedRows = (below: number, from: number) => Generator<number>

/** Rows that name the id asked for, newest first; `undefined` when the query asks for none. */
const namedRows = (index: EventIndex, query: EventQuery): NamedRows | undefined => {
  const { idempotencyKey, objectId, relatedTo, customerId } = query
  const objects = (id: string): number => index.objectIds.find(id)
  if (idempotencyKey !== undefined)
    return chain([index.byIdempotencyKey], index.idempotencyKeys.find(idempotencyKey))
  if (objectId !== undefined) return chain([index.byObject], objects(objectId))
  if (relatedTo !== undefined)
    return chain([index.byObject, index.byCustomer, index.byRelated], objects(relatedTo))
  if (customerId !== undefined) return chain([index.byCustomer], objects(customerId))
  return undefined
}

const chain = (postings: readonly Postings[], reference: number): NamedRows =>
  function* (below, from) {
    if (reference === 0) return
    const chains = postings.map(posting => posting.before(reference, below))
    const heads = chains.map(rows => rows.next().value ?? -1)
    for (let row = Math.max(...heads); row >= from; row = Math.max(...heads)) {
      yield row
      for (const [position, rows] of chains.entries())
        while (heads[position] === row) heads[position] = rows.next().value ?? -1
    }
  }

function* scan(index: EventIndex, query: EventQuery, start: number, step: 1 | -1): Generator<number> {
  const sets: RowSet[] = []
  if (query.type !== undefined) sets.push(index.withType(query.type))
  if (query.state !== undefined) sets.push(index.withState(query.state))
  const { receivedFrom: from = Number.NEGATIVE_INFINITY, receivedTo: to = Number.POSITIVE_INFINITY } = query
  const next = (row: number): number => (step === 1 ? rowFrom(sets, row, index.size) : rowBefore(sets, row))
  for (let row = next(start); row >= 0; ) {
    if (index.receivedSpans.mayHold(row, from, to)) {
      yield row
      row = next(step === 1 ? row + 1 : row)
    } else {
      const chunk = Math.floor(row / chunkRows)
      row = next(step === 1 ? (chunk + 1) * chunkRows : chunk * chunkRows)
    }
  }
}

const matcher = (index: EventIndex, query: EventQuery): ((row: number) => boolean) => {
  const sets: RowSet[] = []
  if (query.type !== undefined) sets.push(index.withType(query.type))
  if (query.state !== undefined) sets.push(index.withState(query.state))
  const { receivedFrom = Number.NEGATIVE_INFINITY, receivedTo = Number.POSITIVE_INFINITY } = query
  const naming = namings(index, query)
  return row => {
    const receivedAt = index.columns.receivedAt.get(row)
    if (receivedAt < receivedFrom || receivedAt >= receivedTo) return false
    return sets.every(set => set.has(row)) && naming.every(names => names(row))
  }
}

const namings = (index: EventIndex, query: EventQuery): ((row: number) => boolean)[] => {
  const has = (postings: readonly Postings[], reference: number) => (row: number) =>
    postings.some(posting => posting.referencesOf(row).includes(reference))
  const tests: ((row: number) => boolean)[] = []
  const { byObject, byCustomer, byRelated, byIdempotencyKey, objectIds, idempotencyKeys } = index
  if (query.objectId !== undefined) tests.push(has([byObject], objectIds.find(query.objectId)))
  if (query.customerId !== undefined) tests.push(has([byCustomer], objectIds.find(query.customerId)))
  if (query.relatedTo !== undefined)
    tests.push(has([byObject, byCustomer, byRelated], objectIds.find(query.relatedTo)))
  if (query.idempotencyKey !== undefined)
    tests.push(has([byIdempotencyKey], idempotencyKeys.find(query.idempotencyKey)))
  return tests
}
