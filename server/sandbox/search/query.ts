/** What a clause compares with; `null` asks whether the field is absent. */
export type SearchValue = string | number | null

export const searchOperators = ['>=', '<=', ':', '~', '>', '<'] as const
export type SearchOperator = (typeof searchOperators)[number]

export interface Clause {
  readonly negated: boolean
  /** Dotted, such as `payment_method_details.card.last4`; `metadata` with `key`. */
  readonly field: string
  readonly key?: string
  readonly operator: SearchOperator
  readonly value: SearchValue
}

/** Clauses of which all (`and`) or any (`or`) must hold. */
export interface Query {
  readonly join: 'and' | 'or'
  readonly clauses: readonly Clause[]
}

/** A query that cannot be read or run; the message is for its author. */
export class SearchFailure extends Error {
  override readonly name = 'SearchFailure'
}

const maxClauses = 10

const unreadable = (): SearchFailure =>
  new SearchFailure(
    'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to query for metadata or key:"value" to query for other fields.',
  )

/** Reads a query's text from left to right. */
class QueryReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get ended(): boolean {
    return this.#at >= this.#text.length
  }

  /** What the pattern (sticky) finds here, its first group if it has one. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (!found) return undefined
    this.#at = pattern.lastIndex
    return found[1] ?? found[0]
  }

  /** Text in single or double quotes, a backslash taking the next character as it is. */
  quoted(): string | undefined {
    const quote = this.take(/["']/y)
    if (quote === undefined) return undefined
    let text = ''
    while (!this.ended) {
      const character = this.#text[this.#at++] ?? ''
      if (character === quote) return text
      text += character === '\\' ? (this.#text[this.#at++] ?? '') : character
    }
    throw unreadable()
  }
}

function readValue(reader: QueryReader): SearchValue {
  const text = reader.quoted()
  if (text !== undefined) return text
  if (reader.take(/null\b/iy) !== undefined) return null
  const number = reader.take(/-?\d+(?:\.\d+)?(?![^\s])/y)
  if (number === undefined) throw unreadable()
  return Number(number)
}

function readKey(reader: QueryReader): string {
  const key = reader.take(/\[\s*/y) === undefined ? undefined : reader.quoted()
  if (key === undefined || reader.take(/\s*\]/y) === undefined) throw unreadable()
  return key
}

function readClause(reader: QueryReader): Clause {
  const negated = reader.take(/-\s*/y) !== undefined
  const field = reader.take(/[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*/iy)
  if (field === undefined) throw unreadable()
  const key = field === 'metadata' ? readKey(reader) : undefined
  const sign = reader.take(/\s*(>=|<=|[:~><])\s*/y)
  const operator = searchOperators.find(candidate => candidate === sign)
  if (operator === undefined) throw unreadable()
  const value = readValue(reader)
  return { negated, field, operator, value, ...(key === undefined ? {} : { key }) }
}

/**
 * Reads Stripe's search query language: clauses joined by spaces, AND or OR, never both kinds, at most ten.
 * @throws {SearchFailure} for anything else.
 */
export function parseQuery(text: string): Query {
  const reader = new QueryReader(text.trim())
  if (reader.ended) throw unreadable()
  const clauses = [readClause(reader)]
  const joins = new Set<string>()
  while (!reader.ended) {
    if (reader.take(/\s+/y) === undefined) throw unreadable()
    joins.add(reader.take(/(AND|OR)\s+/iy)?.toLowerCase() ?? 'and')
    clauses.push(readClause(reader))
  }
  if (joins.size > 1) throw new SearchFailure('You cannot mix AND and OR in one search query.')
  if (clauses.length > maxClauses) {
    throw new SearchFailure(
      `Your search query has ${clauses.length} clauses: at most ${maxClauses} are allowed.`,
    )
  }
  return { join: joins.has('or') ? 'or' : 'and', clauses }
}

/** A text as a query's value, so that what a person typed cannot become a clause. */
export const quoteValue = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`
