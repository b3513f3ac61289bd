import { expect, test } from 'vitest'
import { moved } from '#client/features/events/brush.ts'
import { lagInWords, rangeInWords, shareInWords, tookInWords } from '#client/features/events/event-words.ts'

test('lag is never less than nothing, whatever the two clocks say', () => {
  expect([-400, 900, 61_000, 3_900_000].map(lagInWords)).toEqual(['0.0 s', '0.9 s', '1 m 01 s', '1 h 05 m'])
  expect([12.4, 1_240].map(tookInWords)).toEqual(['12 ms', '1.2 s'])
})

test('a small share is not rounded to none', () => {
  expect([
    shareInWords(0, 0),
    shareInWords(1, 5_000),
    shareInWords(4, 1_000),
    shareInWords(300, 1_000),
  ]).toEqual(['0 %', 'under 0.1 %', '0.4 %', '30 %'])
})

test('a range names the day only where it is another one', () => {
  const now = new Date(2026, 10, 24, 12, 0).getTime()
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime()
  expect(rangeInWords(at(24, 10), at(24, 12), now)).toBe('10:00 to 12:00')
  expect(rangeInWords(at(23, 10), at(24, 12), now)).toBe('23 Nov, 10:00 to 12:00')
  expect(rangeInWords(at(24, 10), undefined, now)).toBe('since 10:00')
})

test('the ends of a range never pass each other or the edge', () => {
  const range = { first: 4, last: 5 }
  expect(moved(range, 'first', 'ArrowRight', 72)).toEqual({ first: 5, last: 5 })
  expect(moved({ first: 5, last: 5 }, 'first', 'ArrowRight', 72)).toEqual({ first: 5, last: 5 })
  expect(moved(range, 'last', 'PageUp', 8)).toEqual({ first: 4, last: 7 })
  expect(moved(range, 'first', 'PageDown', 72)).toEqual({ first: 0, last: 5 })
  expect(moved(range, 'first', 'a', 72)).toBeUndefined()
})
