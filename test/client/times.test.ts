import { beforeAll, expect, test, vi } from 'vitest'

beforeAll(() => {
  vi.stubEnv('TZ', 'Europe/Berlin')
})

const times = async () => await import('#client/lib/times.ts')
const at = (iso: string): number => Date.parse(iso)
const now = at('2026-11-24T11:05:12Z')

test('the exact time names day, zone and UTC', async () => {
  const { absoluteTime, utcTime } = await times()
  expect(absoluteTime(at('2026-11-24T08:12:40Z'))).toBe('Tue 24 Nov 2026, 09:12:40 CET')
  expect(utcTime(at('2026-11-24T08:12:40Z'))).toBe('08:12:40 UTC')
})

test('UTC tells its date where the reader has another day', async () => {
  const { utcTime } = await times()
  expect(utcTime(at('2026-11-26T23:59:00Z'))).toBe('26 Nov, 23:59:00 UTC')
})

test('tables say Today, the day of this year, and the year of another', async () => {
  const { tableTime } = await times()
  expect(tableTime(at('2026-11-24T08:12:40Z'), now)).toBe('Today, 09:12')
  expect(tableTime(at('2026-11-18T15:40:00Z'), now)).toBe('18 Nov, 16:40')
  expect(tableTime(at('2026-09-02T19:03:00Z'), now)).toBe('2 Sep, 21:03')
  expect(tableTime(at('2024-03-14T09:00:00Z'), now)).toBe('14 Mar 2024, 10:00')
})

test.each([
  [-3_000, 'just now'],
  [4_000, 'just now'],
  [40_000, '40 s ago'],
  [12 * 60_000, '12 m ago'],
  [2.2 * 3_600_000, '2 h ago'],
  [6 * 86_400_000, '6 d ago'],
  [31 * 86_400_000, '24 Oct'],
  [-36 * 3_600_000, 'in 1 d 12 h'],
])('%i ms ago is %s', async (past, words) => {
  const { relativeTime } = await times()
  expect(relativeTime(now - past, now)).toBe(words)
})

test.each([
  [12_000, '12 s'],
  [372_000, '6 m 12 s'],
  [3 * 3_600_000 + 5 * 60_000, '3 h 05 m'],
  [36 * 3_600_000, '1 d 12 h'],
  [48 * 3_600_000, '2 d'],
])('%i ms last %s', async (length, words) => {
  const { duration } = await times()
  expect(duration(length)).toBe(words)
})
