import { InvalidCursorError, type Page, type Query } from '#server/store/port.ts'
import { asStored, type DocumentTable, type Filing, listName } from './document-table.ts'
import { comparePlaces, type Place } from './sorted-list.ts'

/** What an open transaction changed in one collection; `undefined` is a deletion. */
export type Overlay = ReadonlyMap<string, { document: unknown; filing: Filing } | undefined>

const untouched: Overlay = new Map()

const encodeCursor = ({ sortKey, id }: Place): string =>
  Buffer.from(JSON.stringify([sortKey, id])).toString('base64url')

const decodeCursor = (cursor: string): Place => {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(place) && place.length === 2) {
      const [sortKey, id]: unknown[] = place
      if (typeof sortKey === 'string' && typeof id === 'string') return { sortKey, id }
    }
  } catch {
    // Not JSON: told below, like every other text that no page gave.
  }
  throw new InvalidCursorError('The cursor is not one that a page of this list gave.')
}

export const readDocument = (table: DocumentTable, id: string, overlay = untouched): unknown => {
  const found = overlay.has(id) ? overlay.get(id)?.document : table.documents.get(id)
  return found === undefined ? undefined : freeze(found)
}

export const countDocuments = (
  table: DocumentTable,
  query: Pick<Query, 'by' | 'is'>,
  overlay = untouched,
): number => {
  const name = listName(query.by, query.is)
  let count = table.list(query.by, query.is)?.size ?? 0
  for (const [id, change] of overlay) {
    const before = table.documents.get(id)
    if (before !== undefined && table.file(before).lists.includes(name)) count -= 1
    if (change?.filing.lists.includes(name)) count += 1
  }
  return count
}

/** One page by keyset: O(log n + limit), whatever the depth. */
export const readPage = <T>(table: DocumentTable, query: Query, overlay = untouched): Page<T> => {
  const start = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
  const places: Place[] = []
  for (const place of merged(table, query, start, overlay)) {
    places.push(place)
    if (places.length > query.limit) break
  }
  const shown = places.slice(0, query.limit)
  const last = places.length > query.limit ? shown.at(-1) : undefined
  return {
    data: shown.map(({ id }) => asStored<T>(readDocument(table, id, overlay))),
    nextCursor: last ? encodeCursor(last) : null,
  }
}

function* merged(
  table: DocumentTable,
  query: Query,
  start: Place | undefined,
  overlay: Overlay,
): Generator<Place> {
  const sign = query.order === 'ascending' ? 1 : -1
  const list = table.list(query.by, query.is)
  const own = ownPlaces(query, start, overlay, sign)
  let next = own.shift()
  for (const place of (sign === 1 ? list?.ascending(start) : list?.descending(start)) ?? []) {
    if (overlay.has(place.id)) continue
    for (; next && sign * comparePlaces(next, place) < 0; next = own.shift()) yield next
    yield place
  }
  for (; next; next = own.shift()) yield next
}

/** The places that the transaction itself filed in this list, in its order. */
const ownPlaces = (query: Query, start: Place | undefined, overlay: Overlay, sign: 1 | -1): Place[] => {
  const name = listName(query.by, query.is)
  return [...overlay.values()]
    .filter(change => change !== undefined)
    .map(change => change.filing)
    .filter(filing => filing.lists.includes(name))
    .filter(filing => !start || sign * comparePlaces(filing, start) > 0)
    .sort((left, right) => sign * comparePlaces(left, right))
}

/** A document that was read is shared by all its readers, so none may change it. */
const freeze = (document: unknown): unknown => {
  if (typeof document !== 'object' || document === null || Object.isFrozen(document)) return document
  for (const part of Object.values(document)) freeze(part)
  return Object.freeze(document)
}
