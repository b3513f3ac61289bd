import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Collection } from '#server/sandbox/core/collection.ts'
import { defineKind } from '#server/sandbox/core/kind.ts'
import { Columns } from '#server/sandbox/search/columns.ts'
import { matcher, type Searchable } from '#server/sandbox/search/match.ts'
import { parseQuery, quoteValue, SearchFailure } from '#server/sandbox/search/query.ts'

interface Cup {
  readonly id: string
  readonly name: string | null
  readonly size: number | null
  readonly brand: string
  readonly metadata: Record<string, string>
}

const cups: Searchable<Cup> = {
  resource: 'cups',
  metadataOf: cup => cup.metadata,
  fields: {
    name: { kind: 'string', of: cup => cup.name },
    size: { kind: 'numeric', of: cup => cup.size },
    brand: { kind: 'token', of: cup => cup.brand },
  },
}
const cup = (given: Partial<Cup>): Cup => ({
  id: 'cup_1',
  name: 'Zoë van Dijk',
  size: 250,
  brand: 'Visa',
  metadata: {},
  ...given,
})
const shelf = () => new Collection(defineKind<Cup>({ name: 'cup' }))
const matcherOf = (query: string) => matcher(cups, new Columns(shelf()), parseQuery(query))

function holds(query: string, given: Partial<Cup> = {}): boolean {
  const collection = shelf()
  collection.put(cup(given))
  return matcher(cups, new Columns(collection), parseQuery(query))(0)
}

describe('a query matches', () => {
  it.each<[string, Partial<Cup>]>([
    ['name:"zoë VAN dijk"', {}],
    ["name:'Zoë'", {}],
    ['name:"zoë dijk"', {}],
    ['name:"Zoe\u0308"', {}],
    ['name~"van d"', {}],
    ['name:"say \\"hi\\""', { name: 'say "hi" now' }],
    ["name:'it\\'s'", { name: "it's" }],
    ['name:"back\\\\slash"', { name: 'back\\slash' }],
    ['metadata["toString"]:null', {}],
    ['size:null', { size: null }],
    ['-size>10', { size: null }],
    ['name:""', {}],
    ['name:"佐藤"', { name: '佐藤 美咲' }],
    ['brand:"visa"', {}],
    ['size:250', {}],
    ['size:"250"', {}],
    ['size>249 size<251', {}],
    ['size>=250 AND size<=250', {}],
    ['size > 249', {}],
    ['-brand:"amex"', {}],
    ['- brand:"amex"', {}],
    ['brand:"amex" or size:250', {}],
    ['name:null', { name: null }],
    ['-name:null', {}],
    ['metadata["order"]:"77"', { metadata: { order: '77' } }],
    ["metadata['order']:'77'", { metadata: { order: '77' } }],
    ['metadata["order"]:null', {}],
    ['-metadata["order"]:null', { metadata: { order: '1' } }],
    ['metadata["a.b \\"c\\""]:"1"', { metadata: { 'a.b "c"': '1' } }],
    ['  brand:"visa"  ', {}],
  ])('%s', (query, given) => expect(holds(query, given)).toBe(true))
})

describe('a query does not match', () => {
  it.each<[string, Partial<Cup>]>([
    ['name:"dijk zoë"', {}],
    ['name:"zo"', {}],
    ['name~"dijk zoë"', {}],
    ['brand:"vis"', {}],
    ['size>250', {}],
    ['size<100', { size: null }],
    ['brand:"visa" AND size:1', {}],
    ['-name:null', { name: null }],
    ['metadata["toString"]:"1"', {}],
    ['size:null', { size: 0 }],
    ['size>=0', { size: null }],
    ['name:""', { name: null }],
    ['metadata["order"]:"7"', { metadata: { order: '77' } }],
  ])('%s', (query, given) => expect(holds(query, given)).toBe(false))
})

describe('a query is refused', () => {
  it.each([
    '',
    '   ',
    'zoë',
    'name:zoë',
    'name:"zoë',
    'name:"a"brand:"b"',
    'name:"a" AND',
    'name:"a" AND brand:"b" OR size:1',
    'name:"a" brand:"b" OR size:1',
    '(name:"a")',
    'metadata:"x"',
    'metadata[order]:"x"',
    'weight:1',
    'constructor:"x"',
    'size~"250"',
    'brand~"visa"',
    'brand>"a"',
    'name>"a"',
    'name~"ab"',
    'name~null',
    'size:"many"',
    'size>12abc',
    Array.from({ length: 11 }, (_, at) => `size>${at}`).join(' '),
  ])('%s', query => expect(() => matcherOf(query)).toThrow(SearchFailure))
})

describe('whatever a person typed', () => {
  it('stays one value when it is quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const { clauses } = parseQuery(`name:${quoteValue(text)}`)
        expect(clauses).toEqual([{ negated: false, field: 'name', operator: ':', value: text }])
      }),
    )
  })

  it('is read or refused, and never breaks the reader', () => {
    const pieces = fc.constantFrom(
      'name',
      ':',
      '~',
      '"',
      "'",
      '\\',
      ' ',
      'AND',
      'OR',
      '-',
      '>',
      '=',
      '1',
      '[',
      ']',
      'null',
      'metadata',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), parts => {
        try {
          matcherOf(parts.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(SearchFailure)
        }
      }),
    )
  })

  it('finds by any three characters of the name', () => {
    const word = fc
      .string({ minLength: 3, maxLength: 20 })
      .filter(text => [...text.normalize('NFC')].length >= 3)
    fc.assert(
      fc.property(word, fc.nat(), (name, from) => {
        const characters = [...name.normalize('NFC')]
        const start = from % (characters.length - 2)
        const part = characters.slice(start, start + 3).join('')
        expect(holds(`name~${quoteValue(part)}`, { name })).toBe(true)
      }),
    )
  })
})
