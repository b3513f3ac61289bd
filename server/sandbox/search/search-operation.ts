import type Stripe from 'stripe'
import { invalidParam } from '#server/sandbox/core/api-failure.ts'
import type { Collection } from '#server/sandbox/core/collection.ts'
import { hashText } from '#server/sandbox/core/ids.ts'
import type { Kind, Stored } from '#server/sandbox/core/kind.ts'
import type { Operation } from '#server/sandbox/core/operation.ts'
import { array, integer, type Parsed, parseShape, required, string } from '#server/sandbox/core/params.ts'
import { permissionOf } from '#server/sandbox/core/permissions.ts'
import { Columns } from './columns.ts'
import { matcher, type Searchable } from './match.ts'
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

function readQuery<T extends Stored>(searchable: Searchable<T>, columns: Columns<T>, text: string) {
  try {
    return matcher(searchable, columns, parseQuery(text))
  } catch (error) {
    if (error instanceof SearchFailure) throw invalidParam(error.message, 'query')
    throw error
  }
}

function run<T extends Stored>(
  collection: Collection<T>,
  columns: Columns<T>,
  searchable: Searchable<T>,
  { query, limit: asked, page }: Parsed<typeof shape>,
  counted: boolean,
): Stripe.ApiSearchResult<T> {
  const matches = readQuery(searchable, columns, query)
  const limit = Math.min(100, Math.max(1, asked ?? 10))
  const { entries } = collection.all
  const after = afterOf(query, page)
  const last = after === undefined ? undefined : collection.entry(after)
  if (after !== undefined && !last)
    throw invalidParam('The page token is invalid: its object is gone.', 'page')
  const start = last ? collection.all.position(last) : entries.length
  const found: T[] = []
  let total = 0
  for (let at = (counted ? entries.length : start) - 1; at >= 0; at -= 1) {
    if (!matches(at)) continue
    total += 1
    const entry = entries[at]
    if (entry && at < start && found.length <= limit) found.push(entry.item)
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
  const known = new WeakMap<Collection<T>, Columns<T>>()
  const columnsOf = (collection: Collection<T>): Columns<T> => {
    const columns = known.get(collection) ?? new Columns(collection)
    known.set(collection, columns)
    return columns
  }
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
        run(work) {
          const collection = work.core.state.of(kind)
          return run(collection, columnsOf(collection), searchable, params, counted)
        },
      }
    },
  }
}
