import type { Stored } from '#server/sandbox/core/kind.ts'
import { type Columns, type FieldValue, lower, type NumberColumn, type TextColumn } from './columns.ts'
import { type Clause, type Query, SearchFailure, type SearchOperator, type SearchValue } from './query.ts'

type ValueOf<T> = { of(item: T): FieldValue }['of']

/** How a field is compared: as a number, as text of several words, or as one word that is taken whole. */
export interface SearchField<T> {
  readonly kind: 'numeric' | 'string' | 'token'
  readonly of: ValueOf<T>
}

/** A resource's fields by their names in queries; `metadata` is read by key. */
export interface Searchable<T> {
  /** As in `/v1/customers/search`. */
  readonly resource: string
  readonly fields: Readonly<Record<string, SearchField<T>>>
  readonly metadataOf: { of(item: T): Readonly<Record<string, string>> | null }['of']
}

/** Whether the object at this place of its collection matches. */
type Test = (place: number) => boolean

const leastSubstring = 3
const operatorsOf: Readonly<Record<SearchField<never>['kind'], readonly SearchOperator[]>> = {
  numeric: [':', '>', '<', '>=', '<='],
  string: [':', '~'],
  token: [':'],
}

/** Whether all words stand in the text, in this order. */
function holdsWords(text: string, words: readonly string[]): boolean {
  if (!words.every(word => text.includes(word))) return false
  let at = 0
  for (const word of text.split(/\s+/)) if (word === words[at]) at += 1
  return at === words.length
}

/** Looks at each distinct text once, however many objects hold it. */
function distinctTest({ at, texts }: TextColumn, accepts: (text: string) => boolean): Test {
  const [unknown, no, yes] = [0, 1, 2]
  const verdicts = new Uint8Array(texts.length)
  verdicts[0] = no
  return place => {
    const code = at[place] ?? 0
    if (verdicts[code] === unknown) verdicts[code] = accepts(texts[code] ?? '') ? yes : no
    return verdicts[code] === yes
  }
}

function textTest(column: TextColumn, { operator, value }: Clause): Test {
  const wanted = lower(String(value))
  if (operator === '~') {
    if ([...wanted].length < leastSubstring) {
      throw new SearchFailure(`The substring operator \`~\` needs at least ${leastSubstring} characters.`)
    }
    return distinctTest(column, text => text.includes(wanted))
  }
  const words = wanted.split(/\s+/).filter(word => word !== '')
  return distinctTest(column, text => holdsWords(text, words))
}

function tokenTest(column: TextColumn, value: SearchValue): Test {
  const { at } = column
  const wanted = column.codeOf(lower(String(value)))
  return wanted === undefined ? () => false : place => at[place] === wanted
}

type Comparison = (at: readonly number[], wanted: number) => Test

const comparisons: Readonly<Record<SearchOperator, Comparison>> = {
  ':': (at, wanted) => place => at[place] === wanted,
  '~': () => () => false,
  '>': (at, wanted) => place => (at[place] ?? Number.NaN) > wanted,
  '<': (at, wanted) => place => (at[place] ?? Number.NaN) < wanted,
  '>=': (at, wanted) => place => (at[place] ?? Number.NaN) >= wanted,
  '<=': (at, wanted) => place => (at[place] ?? Number.NaN) <= wanted,
}

function numberTest({ at }: NumberColumn, { field, operator, value }: Clause): Test {
  if (value === null) return place => Number.isNaN(at[place])
  const wanted = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  if (Number.isNaN(wanted))
    throw new SearchFailure(`The field \`${field}\` is numeric: "${value}" is not a number.`)
  return comparisons[operator](at, wanted)
}

const ownValue = (values: Readonly<Record<string, string>> | null, key: string): FieldValue =>
  values && Object.hasOwn(values, key) ? values[key] : null

function fieldOf<T>({ resource, fields, metadataOf }: Searchable<T>, { field, key }: Clause): SearchField<T> {
  if (key !== undefined) return { kind: 'token', of: item => ownValue(metadataOf(item), key) }
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (known) return known
  throw new SearchFailure(
    `Field \`${field}\` is an unsupported search field for resource \`${resource}\`. See http://stripe.com/docs/search#query-fields-for-${resource.replaceAll('_', '-')} for a list of supported fields.`,
  )
}

function clauseTest<T extends Stored>(searchable: Searchable<T>, columns: Columns<T>, clause: Clause): Test {
  const { field, key, operator, value } = clause
  const { kind, of: read } = fieldOf(searchable, clause)
  if (!operatorsOf[kind].includes(operator)) {
    throw new SearchFailure(
      `Operator \`${operator}\` is not supported for field \`${field}\`, which is of type ${kind}.`,
    )
  }
  if (value === null && operator !== ':') throw new SearchFailure('`null` can only be compared by `:`.')
  const name = key === undefined ? field : `${field} ${key}`
  if (kind === 'numeric') return numberTest(columns.numbers(name, read), clause)
  const column = columns.texts(name, read)
  if (value === null) return place => column.at[place] === 0
  return kind === 'token' ? tokenTest(column, value) : textTest(column, clause)
}

/**
 * Whether the object at a place matches, as one function to run over many; it is good until the collection changes.
 * @throws {SearchFailure} for a field or an operator that the resource does not know.
 */
export function matcher<T extends Stored>(
  searchable: Searchable<T>,
  columns: Columns<T>,
  { join, clauses }: Query,
): Test {
  const tests = clauses.map((clause): Test => {
    const test = clauseTest(searchable, columns, clause)
    return clause.negated ? place => !test(place) : test
  })
  return tests.reduce(join === 'and' ? both : either)
}

function both(a: Test, b: Test): Test {
  return place => a(place) && b(place)
}

function either(a: Test, b: Test): Test {
  return place => a(place) || b(place)
}
