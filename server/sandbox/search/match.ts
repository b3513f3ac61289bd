import { type Clause, type Query, SearchFailure, type SearchOperator, type SearchValue } from './query.ts'

type FieldValue = string | number | boolean | null | undefined
type ValueOf<T> = { of(item: T): FieldValue }['of']

/** How a field is compared: as a number, as text of several words, or as one word that is taken whole. */
export interface SearchField<T> {
  readonly kind: 'numeric' | 'string' | 'token'
  readonly of: ValueOf<T>
  /** The index of the object's kind that holds the same value, to narrow the search. */
  readonly index?: string
}

/** A resource's fields by their names in queries; `metadata` is read by key. */
export interface Searchable<T> {
  /** As in `/v1/customers/search`. */
  readonly resource: string
  readonly fields: Readonly<Record<string, SearchField<T>>>
  readonly metadataOf: { of(item: T): Readonly<Record<string, string>> | null }['of']
}

type Test<T> = (item: T) => boolean

const leastSubstring = 3
const operatorsOf: Readonly<Record<SearchField<never>['kind'], readonly SearchOperator[]>> = {
  numeric: [':', '>', '<', '>=', '<='],
  string: [':', '~'],
  token: [':'],
}

const absent = (value: FieldValue): boolean => value === null || value === undefined

const lower = (text: string): string => text.normalize('NFC').toLowerCase()

// Objects are replaced and never changed, so a version's text is lowered once; each field has its own memory.
const texts = new WeakMap<object, WeakMap<object, string>>()

function loweredBy<T extends object>(field: object, read: ValueOf<T>): (item: T) => string | null {
  const known = texts.get(field) ?? new WeakMap<object, string>()
  texts.set(field, known)
  return item => {
    const before = known.get(item)
    if (before !== undefined) return before
    const value = read(item)
    if (absent(value)) return null
    const text = lower(String(value))
    known.set(item, text)
    return text
  }
}

/** Whether all words stand in the text, in this order. */
function holdsWords(text: string, words: readonly string[]): boolean {
  if (!words.every(word => text.includes(word))) return false
  let at = 0
  for (const word of text.split(/\s+/)) if (word === words[at]) at += 1
  return at === words.length
}

function textTest<T extends object>(field: SearchField<T>, clause: Clause): Test<T> {
  const lowered = loweredBy(field, field.of)
  const wanted = lower(String(clause.value))
  if (clause.operator === '~') {
    if ([...wanted].length < leastSubstring) {
      throw new SearchFailure(`The substring operator \`~\` needs at least ${leastSubstring} characters.`)
    }
    return item => lowered(item)?.includes(wanted) ?? false
  }
  const words = wanted.split(/\s+/).filter(word => word !== '')
  return item => {
    const text = lowered(item)
    return text !== null && holdsWords(text, words)
  }
}

/** `lower(text) === lowered`, at the cost of one character for most that differ. */
function equalsLowered(text: string, lowered: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code > 127) return lower(text) === lowered
    const small = code >= 65 && code <= 90 ? code + 32 : code
    if (small !== lowered.charCodeAt(at)) return false
  }
  return text.length === lowered.length
}

function tokenTest<T>(read: ValueOf<T>, value: SearchValue): Test<T> {
  const wanted = lower(String(value))
  return item => {
    const found = read(item)
    return !absent(found) && equalsLowered(String(found), wanted)
  }
}

const comparisons: Readonly<Record<SearchOperator, (a: number, b: number) => boolean>> = {
  ':': (a, b) => a === b,
  '~': () => false,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
}

function numberTest<T>(field: string, read: ValueOf<T>, { operator, value }: Clause): Test<T> {
  const wanted = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  if (Number.isNaN(wanted))
    throw new SearchFailure(`The field \`${field}\` is numeric: "${value}" is not a number.`)
  const compare = comparisons[operator]
  return item => {
    const found = read(item)
    return typeof found === 'number' && compare(found, wanted)
  }
}

function fieldOf<T>({ resource, fields, metadataOf }: Searchable<T>, { field, key }: Clause): SearchField<T> {
  if (key !== undefined) return { kind: 'token', of: item => metadataOf(item)?.[key] }
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (known) return known
  throw new SearchFailure(
    `Field \`${field}\` is an unsupported search field for resource \`${resource}\`. See http://stripe.com/docs/search#query-fields-for-${resource.replaceAll('_', '-')} for a list of supported fields.`,
  )
}

function clauseTest<T extends object>(searchable: Searchable<T>, clause: Clause): Test<T> {
  const field = fieldOf(searchable, clause)
  const { kind, of: read } = field
  if (!operatorsOf[kind].includes(clause.operator)) {
    throw new SearchFailure(
      `Operator \`${clause.operator}\` is not supported for field \`${clause.field}\`, which is of type ${kind}.`,
    )
  }
  if (clause.value === null) {
    if (clause.operator !== ':') throw new SearchFailure('`null` can only be compared by `:`.')
    return item => absent(read(item))
  }
  if (kind === 'numeric') return numberTest(clause.field, read, clause)
  return kind === 'token' ? tokenTest(read, clause.value) : textTest(field, clause)
}

/**
 * Whether an object matches, as one function to run over many.
 * @throws {SearchFailure} for a field or an operator that the resource does not know.
 */
export function matcher<T extends object>(searchable: Searchable<T>, { join, clauses }: Query): Test<T> {
  const tests = clauses.map((clause): Test<T> => {
    const test = clauseTest(searchable, clause)
    return clause.negated ? item => !test(item) : test
  })
  const [only] = tests
  if (only && tests.length === 1) return only
  return join === 'and' ? item => tests.every(test => test(item)) : item => tests.some(test => test(item))
}

interface Narrowing {
  readonly index: string
  readonly key: string
  /** Whether nothing outside that key can match; keys are case-sensitive and words are not. */
  readonly complete: boolean
}

/** An index and its key that hold the matches, if the query names one. */
export function narrowing<T>({ fields }: Searchable<T>, { join, clauses }: Query): Narrowing | undefined {
  if (join === 'or') return undefined
  for (const { negated, field, operator, value } of clauses) {
    const { index, kind } = (Object.hasOwn(fields, field) && fields[field]) || {}
    if (index === undefined || negated || operator !== ':' || value === null) continue
    const complete = kind === 'numeric'
    return { index, key: String(complete ? Number(value) : value), complete }
  }
  return undefined
}
