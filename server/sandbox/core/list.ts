import type Stripe from 'stripe'
import { invalid, missing } from './api-failure.ts'
import type { Kind, Stored } from './kind.ts'
import { either, integer, object, type Parsed, string } from './params.ts'
import { clockOf } from './test-clock.ts'
import type { Work } from './work.ts'

/** The parameters of every list. */
export const pageParams = {
  limit: integer(),
  starting_after: string(),
  ending_before: string(),
}

/** `created` as a moment or a range, in whole seconds. */
export const createdParam = either(
  integer(),
  object({ gt: integer(), gte: integer(), lt: integer(), lte: integer() }),
)
type Created = ReturnType<typeof createdParam.parse>

export function createdWithin(filter: Created | undefined): (item: Stored) => boolean {
  if (filter === undefined) return () => true
  if (typeof filter === 'number') return item => item.created === filter
  const { gt = -1, gte = 0, lt = Infinity, lte = Infinity } = filter
  return ({ created = 0 }) => created > gt && created >= gte && created < lt && created <= lte
}

interface Source<T extends Stored> {
  readonly url: string
  /** Only the items that hold this key in this index. */
  readonly by?: readonly [index: string, key: string] | undefined
  readonly keep?: (item: T) => boolean
  /** Only what lives on this test clock; `null`: only what lives on none, also when it is listed by a key. */
  readonly clock?: string | null | undefined
}

/** Objects of a test clock are left out, unless the list is of that clock or of something that they belong to. */
function timeFilter({ by, clock }: Pick<Source<Stored>, 'by' | 'clock'>): (item: Stored) => boolean {
  if (typeof clock === 'string') return item => clockOf(item) === clock
  return by && clock === undefined ? () => true : item => clockOf(item) === null
}

function checkCursor(work: Work, kind: Kind, id: string, param: string): void {
  if (!work.get(kind, id)) throw missing(kind.name, id, param, 400)
}

/**
 * A page, the newest first. The limit is clamped to 1..100.
 * @throws {ApiFailure} 400 for a cursor that names nothing, or for two cursors.
 */
export function page<T extends Stored>(
  work: Work,
  kind: Kind<T>,
  params: Parsed<typeof pageParams>,
  { url, by, keep = () => true, clock }: Source<T>,
): Stripe.ApiList<T> {
  const { starting_after: after, ending_before: before } = params
  if (after !== undefined && before !== undefined) {
    throw invalid('You may only specify one of these parameters: ending_before, starting_after.')
  }
  const limit = Math.min(100, Math.max(1, params.limit ?? 10))
  const collection = work.core.state.of(kind)
  const set = by ? collection.bucket(...by) : collection.all
  const cursor = after ?? before
  if (cursor !== undefined) checkCursor(work, kind, cursor, after ? 'starting_after' : 'ending_before')
  const entry = cursor === undefined ? undefined : collection.entry(cursor)
  const step = before === undefined ? -1 : 1
  let at = set.entries.length - 1
  if (entry) {
    const position = set.position(entry)
    const stands = set.entries[position] === entry
    at = step < 0 ? position - 1 : position + (stands ? 1 : 0)
  }
  const found: T[] = []
  const inTime = timeFilter({ by, clock })
  for (; found.length <= limit; at += step) {
    const candidate = set.entries[at]
    if (!candidate) break
    if (inTime(candidate.item) && keep(candidate.item)) found.push(candidate.item)
  }
  const data = found.slice(0, limit)
  return { object: 'list', data: step > 0 ? data.reverse() : data, has_more: found.length > limit, url }
}
