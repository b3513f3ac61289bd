import type Stripe from 'stripe'
import { invalid, missing } from './api-failure.ts'
import type { pageParams } from './list.ts'
import type { Parsed } from './params.ts'

/**
 * A page of what an object holds itself, such as an invoice's lines, in their own order.
 * @throws {ApiFailure} 400 for a cursor that names none of them, or for two cursors.
 */
export function embeddedPage<T extends { readonly id: string }>(
  items: readonly T[],
  { limit: asked = 10, starting_after: after, ending_before: before }: Parsed<typeof pageParams>,
  url: string,
): Stripe.ApiList<T> {
  if (after !== undefined && before !== undefined)
    throw invalid('You may only specify one of these parameters: ending_before, starting_after.')
  const limit = Math.min(100, Math.max(1, asked))
  const cursor = after ?? before
  const at = items.findIndex(item => item.id === cursor)
  if (cursor !== undefined && at < 0) {
    throw missing('line item', cursor, after === undefined ? 'ending_before' : 'starting_after', 400)
  }
  const rest = before === undefined ? items.slice(at + 1) : items.slice(0, at)
  const data = before === undefined ? rest.slice(0, limit) : rest.slice(-limit)
  return { object: 'list', data, has_more: rest.length > limit, url }
}
