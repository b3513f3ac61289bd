import type { Page } from '#server/store/port.ts'
import type { ListQuery } from '#server/stripe/port.ts'

interface StripeList<T> {
  readonly data: T[]
  readonly has_more: boolean
}

/** Stripe's own cursor is the id of the page's last object. */
export function pageOf<Item extends { readonly id: string }, T>(
  list: StripeList<Item>,
  map: (item: Item) => T,
): Page<T> {
  return { data: list.data.map(map), nextCursor: list.has_more ? (list.data.at(-1)?.id ?? null) : null }
}

export const pageParams = ({ limit, cursor }: ListQuery): { limit: number; starting_after?: string } =>
  cursor === undefined ? { limit } : { limit, starting_after: cursor }

/** Names one list: the same query in the same order of keys. */
export const listKey = (name: string, query: object): string => `${name}:${JSON.stringify(query)}`

/** An object may be shown for so long without asking again, unless an event says that it changed. */
export const objectFreshForMs = 10_000
/** Lists change by objects that they do not hold yet: only those who ask at once share one. */
export const listFreshForMs = 2_000
