import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Column } from '#server/store/embedded/column.ts'
import { DueQueue } from '#server/store/embedded/due-queue.ts'
import { Postings } from '#server/store/embedded/postings.ts'
import { RowSet, rowBefore, rowFrom } from '#server/store/embedded/row-set.ts'
import { comparePlaces, SortedList } from '#server/store/embedded/sorted-list.ts'
import { TextArena } from '#server/store/embedded/text-arena.ts'
import { TextTable } from '#server/store/embedded/text-table.ts'

const joined = (pieces: readonly Uint8Array[]): Buffer => Buffer.concat(pieces)

describe('a sorted list', () => {
  const place = fc.record({
    sortKey: fc.constantFrom('a', 'b', 'c'),
    id: fc.integer({ min: 0, max: 40 }).map(String),
  })

  it('holds what was added and not removed, in order, from any place on in both directions', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), place), { maxLength: 200 }), place, (changes, start) => {
        const list = new SortedList()
        const model = new Map<string, { sortKey: string; id: string }>()
        for (const [adds, changed] of changes) {
          const key = `${changed.sortKey} ${changed.id}`
          if (!adds) {
            list.remove(changed)
            model.delete(key)
          } else if (!model.has(key)) {
            list.add(changed)
            model.set(key, changed)
          }
        }
        const sorted = [...model.values()].sort(comparePlaces)
        expect(list.size).toBe(sorted.length)
        expect([...list.ascending()]).toEqual(sorted)
        expect([...list.descending()]).toEqual(sorted.toReversed())
        expect([...list.ascending(start)]).toEqual(sorted.filter(other => comparePlaces(other, start) > 0))
        expect([...list.descending(start)]).toEqual(
          sorted.filter(other => comparePlaces(other, start) < 0).reverse(),
        )
      }),
    )
  })

  it('stays in order over many blocks, whichever way it is filled and emptied', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => String((index * 7919) % 5000).padStart(4, '0'))
    for (const order of [ids, ids.toSorted(), ids.toSorted().reverse()]) {
      const list = new SortedList()
      for (const id of order) list.add({ sortKey: '', id })
      expect([...list.ascending()].map(({ id }) => id)).toEqual(ids.toSorted())
      for (const id of ids.slice(0, 4990)) list.remove({ sortKey: '', id })
      expect([...list.descending()].map(({ id }) => id)).toEqual(ids.slice(4990).sort().reverse())
    }
  })
})

describe('row sets', () => {
  const rows = fc.uniqueArray(fc.oneof(fc.nat(70), fc.integer({ min: 4000, max: 4200 }), fc.nat(20_000)))

  it('meet in exactly the rows that are in all, found from any row up and down', () => {
    fc.assert(
      fc.property(rows, rows, rows, fc.nat(20_001), (one, other, removed, start) => {
        const [left, right] = [new RowSet(), new RowSet()]
        for (const row of one) left.add(row)
        for (const row of other) right.add(row)
        for (const row of removed) left.delete(row)
        const common = one
          .filter(row => other.includes(row) && !removed.includes(row))
          .sort((low, high) => low - high)
        expect(left.size).toBe(one.filter(row => !removed.includes(row)).length)
        expect(rowBefore([left, right], start)).toBe(common.findLast(row => row < start) ?? -1)
        expect(rowFrom([left, right], start, 20_001)).toBe(common.find(row => row >= start) ?? -1)
      }),
    )
  })

  it('no set at all means every row', () => {
    expect(rowBefore([], 40)).toBe(39)
    expect(rowBefore([], 0)).toBe(-1)
    expect(rowFrom([], 39, 40)).toBe(39)
    expect(rowFrom([], 40, 40)).toBe(-1)
  })
})

describe('texts', () => {
  it('a table gives each text one number, and the text back, also after being written and read', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 300 }), texts => {
        const table = new TextTable()
        const numbers = texts.map(text => table.add(text))
        const captured = table.capture()
        const copy = new TextTable()
        copy.restore({
          arena: joined(captured.arena),
          offsets: joined(captured.offsets),
          slots: joined(captured.slots),
        })
        for (const each of [table, copy]) {
          expect(each.size).toBe(new Set(texts).size)
          expect(texts.map(text => each.find(text))).toEqual(numbers)
          expect(numbers.map(number => each.text(number))).toEqual(texts)
          expect(each.find('a text that is in no sample')).toBe(0)
          expect(each.add('one more, of a later day')).toBe(new Set(texts).size + 1)
        }
      }),
    )
  })

  it('an arena keeps texts of every length, over its chunks, also after being written and read', () => {
    const lengths = [0, 1, 127, 128, 300_000, 2_500_000, 5, 1 << 20, 700_000, 700_000, 3]
    const arena = new TextArena()
    const offsets = lengths.map((length, index) => arena.add(Buffer.alloc(length, 65 + index)))
    const copy = new TextArena()
    copy.restore(joined(arena.capture()))
    const twice = new TextArena()
    twice.restore(joined(copy.capture()))
    const late = [copy, twice].map(each => each.add(Buffer.from('late')))
    for (const each of [arena, copy, twice])
      for (const [index, offset] of offsets.entries()) {
        const text = each.read(offset)
        expect(text.length).toBe(lengths[index])
        expect(text.every(byte => byte === 65 + index)).toBe(true)
      }
    expect([copy, twice].map((each, index) => each.text(late[index]!))).toEqual(['late', 'late'])
  })
})

it('a column keeps its numbers over chunks and after being written and read', () => {
  for (const [kind, scale] of [
    ['f64', 1e9],
    ['u32', 40_000],
    ['u8', 0.003],
  ] as const) {
    const column = new Column(kind)
    const value = (row: number): number => Math.floor(row * scale)
    for (let row = 0; row < 70_000; row += 1) column.push(value(row))
    const copy = new Column(kind)
    copy.restore(joined(column.capture(true)))
    copy.push(7)
    expect(copy.length).toBe(70_001)
    for (const row of [0, 1, 32_767, 32_768, 65_535, 65_536, 69_999]) expect(copy.get(row)).toBe(value(row))
    expect(copy.get(70_000)).toBe(7)
    expect(copy.get(99_999)).toBe(0)
  }
})

it('postings give the rows of a text newest first from any row on, and the texts of a row', () => {
  const entry = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 4 }))
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 60 }),
      fc.nat(80),
      fc.integer({ min: 1, max: 5 }),
      (entries, below, text) => {
        const postings = new Postings()
        let row = 0
        const added = entries.map(([step, reference]) => {
          row += step
          postings.add(row, reference)
          return { row, reference }
        })
        const copy = new Postings()
        const captured = postings.capture()
        copy.restore({ rows: joined(captured.rows), references: joined(captured.references) })
        const expected = added
          .filter(each => each.reference === text && each.row < below)
          .map(each => each.row)
        for (const each of [postings, copy]) {
          expect([...each.before(text, below)]).toEqual(expected.toReversed())
          expect(each.referencesOf(below)).toEqual(
            added.filter(other => other.row === below).map(other => other.reference),
          )
        }
      },
    ),
  )
})

it('a due queue tells the earliest of what is still due', () => {
  const change = fc.tuple(fc.nat(8), fc.option(fc.nat(50)))
  fc.assert(
    fc.property(fc.array(change, { maxLength: 80 }), changes => {
      const queue = new DueQueue()
      const model = new Map<number, number>()
      for (const [row, at] of changes) {
        if (at === null) {
          queue.delete(row)
          model.delete(row)
        } else {
          queue.set(row, at)
          model.set(row, at)
        }
        expect(queue.earliest()).toBe(model.size === 0 ? undefined : Math.min(...model.values()))
        expect(queue.dueAt(row)).toBe(at ?? undefined)
      }
    }),
  )
})
