import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Collection } from '#server/sandbox/core/collection.ts'
import { defineKind } from '#server/sandbox/core/kind.ts'
import { Columns } from '#server/sandbox/search/columns.ts'
import { matcher, type Searchable } from '#server/sandbox/search/match.ts'
import { parseQuery } from '#server/sandbox/search/query.ts'

interface Cup {
  readonly id: string
  readonly created: number
  readonly name: string | null
  readonly size: number | null
  readonly metadata: Readonly<Record<string, string>>
}

const kind = defineKind<Cup>({ name: 'cup' })
const cups: Searchable<Cup> = {
  resource: 'cups',
  metadataOf: cup => cup.metadata,
  fields: {
    name: { kind: 'string', of: cup => cup.name },
    size: { kind: 'numeric', of: cup => cup.size },
  },
}

function found(collection: Collection<Cup>, columns: Columns<Cup>, query: string): Cup[] {
  const matches = matcher(cups, columns, parseQuery(query))
  return collection.all.entries.filter((_, place) => matches(place)).map(({ item }) => item)
}

const names = ['Kettle', 'kettle lid', 'Grinder', null]
const someCup = fc.record<Cup>({
  id: fc.constantFrom('cup_a', 'cup_b', 'cup_c', 'cup_d', 'cup_e', 'cup_f'),
  created: fc.integer({ min: 1, max: 4 }),
  name: fc.constantFrom(...names),
  size: fc.constantFrom(1, 2, 3, null),
  metadata: fc.constantFrom<Readonly<Record<string, string>>>({}, { shelf: 'top' }, { shelf: 'Low' }),
})
const step = fc.oneof(fc.record({ put: someCup }), fc.record({ remove: someCup.map(({ id }) => id) }))

/** Each query and the same thing said in this language. */
const meanings: readonly [string, (cup: Cup) => boolean][] = [
  ['name~"kettle"', ({ name }) => name?.toLowerCase().includes('kettle') ?? false],
  ['name:"kettle" AND size>1', ({ name, size }) => /kettle/i.test(name ?? '') && (size ?? 0) > 1],
  ['name:null OR size<=1', ({ name, size }) => name === null || (size !== null && size <= 1)],
  ['-size:2', ({ size }) => size !== 2],
  ['metadata["shelf"]:"low"', ({ metadata }) => metadata.shelf === 'Low'],
  ['metadata["shelf"]:null AND -name:"grinder"', c => c.metadata.shelf === undefined && c.name !== 'Grinder'],
]

test('whatever is made, changed, moved and deleted between searches, they find what is there', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), steps => {
      const collection = new Collection(kind)
      const columns = new Columns(collection)
      for (const one of steps) {
        if ('put' in one) collection.put(one.put)
        else collection.delete(one.remove)
        for (const [query, means] of meanings) {
          const expected = collection.all.entries.map(({ item }) => item).filter(means)
          expect(found(collection, columns, query), query).toEqual(expected)
        }
      }
    }),
  )
})

test('a key that was long not asked for is found as it is now', () => {
  const collection = new Collection(kind)
  const columns = new Columns(collection)
  const kettle: Cup = { id: 'cup_a', created: 1, name: 'Kettle', size: 1, metadata: { shelf: 'top' } }
  collection.put(kettle)
  expect(found(collection, columns, 'metadata["shelf"]:"top"')).toEqual([kettle])
  for (let key = 0; key < 100; key += 1) found(collection, columns, `metadata["key${key}"]:"x"`)
  collection.put({ ...kettle, metadata: { shelf: 'low' } })
  expect(found(collection, columns, 'metadata["shelf"]:"top"')).toEqual([])
  expect(found(collection, columns, 'metadata["shelf"]:"low"')).toHaveLength(1)
})

test('a collection that searches follow keeps its order at all times', () => {
  const collection = new Collection(kind)
  found(collection, new Columns(collection), 'size>1')
  expect(() => collection.fill()).toThrow('followed')
})
