import type Stripe from 'stripe'
import { invalidParam } from '#server/sandbox/core/api-failure.ts'
import { hashText } from '#server/sandbox/core/ids.ts'
import type { Kind, Stored } from '#server/sandbox/core/kind.ts'
import type { Operation } from '#server/sandbox/core/operation.ts'
import { array, integer, type Parsed, parseShape, required, string } from '#server/sandbox/core/params.ts'
import { permissionOf } from '#server/sandbox/core/permissions.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { matcher, narrowing, type Searchable } from './match.ts'
import { parseQuery, SearchFailure } from './query.ts'

const shape = { query: required(string()), limit: integer(), page: string() }
const expandParam = array(string())
const mostCounted = 10_000

// A page token names the query that it continues and the last object of the page before.
const pageToken = (query: string, lastId: string): string =>
  Buffer.from(`${hashText(query)}:${lastId}`).toString('base64url')

function afterOf(query: string, page: string | undefined): string | undefined {
  if (page === undefined) return undefined
  const [hash, id] = Buffer.from(page, 'base64url').toString('utf8').split(':')
  if (hash === String(hashText(query)) && id) return id
  throw invalidParam('The page token is invalid: it belongs to another search query.', 'page')
}

function readQuery<T extends object>(searchable: Searchable<T>, text: string) {
  try {
    const query = parseQuery(text)
    return { matches: matcher(searchable, query), narrowed: narrowing(searchable, query) }
  } catch (error) {
    if (error instanceof SearchFailure) throw invalidParam(error.message, 'query')
    throw error
  }
}

function run<T extends Stored>(
  work: Work,
  kind: Kind<T>,
  searchable: Searchable<T>,
  { query, limit: asked, page }: Parsed<typeof shape>,
  counted: boolean,
): Stripe.ApiSearchResult<T> {
  const { matches, narrowed } = readQuery(searchable, query)
  const limit = Math.min(100, Math.max(1, asked ?? 10))
  const collection = work.core.state.of(kind)
  const bucket = narrowed && collection.bucket(narrowed.index, narrowed.key)
  const set = bucket && (narrowed.complete || bucket.entries.length > 0) ? bucket : collection.all
  const after = afterOf(query, page)
  const last = after === undefined ? undefined : collection.entry(after)
  if (after !== undefined && !last)
    throw invalidParam('The page token is invalid: its object is gone.', 'page')
  const start = last ? set.position(last) : set.entries.length
  const found: T[] = []
  let total = 0
  for (let at = (counted ? set.entries.length : start) - 1; at >= 0; at -= 1) {
    const item = set.entries[at]?.item
    if (!item || !matches(item)) continue
    total += 1
    if (at < start && found.length <= limit) found.push(item)
    if (!counted && found.length > limit) break
  }
  const data = found.slice(0, limit)
  const has_more = found.length > limit
  const end = data.at(-1)
  return {
    object: 'search_result',
    data,
    has_more,
    next_page: has_more && end ? pageToken(query, end.id) : null,
    url: `/v1/${searchable.resource}/search`,
    ...(counted ? { total_count: Math.min(total, mostCounted) } : {}),
  }
}

/** `GET /v1/<resource>/search`: the newest first, `total_count` when it is expanded. */
export function searchOperation<T extends Stored>(kind: Kind<T>, searchable: Searchable<T>): Operation {
  const path = `/v1/${searchable.resource}/search`
  return {
    method: 'GET',
    path,
    permission: permissionOf(path),
    publishable: false,
    prepare(tree) {
      const { expand: expandNode, ...rest } = Object.fromEntries(tree)
      const params = parseShape(shape, new Map(Object.entries(rest)))
      const expand = expandNode === undefined ? [] : expandParam.parse(expandNode, 'expand')
      const counted = expand.includes('total_count')
      return {
        expand: expand.filter(path => path !== 'total_count'),
        run: work => run(work, kind, searchable, params, counted),
      }
    },
  }
}
