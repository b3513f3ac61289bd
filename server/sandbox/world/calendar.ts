import { dayMs, hourMs } from './durations.ts'

/** How much is bought in each month of the year, from January: coffee is a present, and summers are slow. */
const months = [0.92, 0.86, 0.93, 0.95, 0.92, 0.85, 0.78, 0.75, 0.95, 1.08, 1.38, 1.46]
/** On each day of the week, from Sunday. */
const weekdays = [0.8, 1.12, 1.06, 1.04, 1.03, 1.1, 0.84]
/** In each hour of the day, UTC: most customers live in Europe, the next most in America. */
const hours = [
  0.35, 0.25, 0.2, 0.2, 0.25, 0.4, 0.7, 1, 1.25, 1.4, 1.45, 1.4, 1.35, 1.35, 1.35, 1.35, 1.35, 1.35, 1.4,
  1.45, 1.35, 1.1, 0.8, 0.5,
]

/** What stands before each position, and the whole at the end. */
function sumsOf(values: readonly number[]): number[] {
  const sums = [0]
  for (const value of values) sums.push((sums.at(-1) ?? 0) + value)
  return sums
}

/** The part, and how far it is gone, at which `target` of the sums is reached. */
function placeIn(sums: readonly number[], target: number): { part: number; gone: number } {
  let low = 0
  let high = sums.length - 2
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((sums[middle] ?? 0) <= target) low = middle
    else high = middle - 1
  }
  const from = sums[low] ?? 0
  return { part: low, gone: (target - from) / ((sums[low + 1] ?? from) - from) }
}

const hourSums = sumsOf(hours)
const wholeDay = hourSums.at(-1) ?? 1

function weightOf(dayStartMs: number): number {
  const date = new Date(dayStartMs)
  return (months[date.getUTCMonth()] ?? 1) * (weekdays[date.getUTCDay()] ?? 1) * wholeDay
}

/**
 * Spreads what happens evenly in the telling over the days and hours at which people buy. The order of things stays,
 * whatever the date: a later moment is never told as an earlier one.
 */
export class Calendar {
  readonly #spanMs: number
  readonly #firstDayMs: number
  readonly #daySums: readonly number[]
  readonly #start: number
  readonly #end: number

  /** For the `spanMs` before the base time. */
  constructor(baseTimeMs: number, spanMs: number) {
    this.#spanMs = spanMs
    this.#firstDayMs = Math.floor((baseTimeMs - spanMs) / dayMs) * dayMs
    const days = Math.floor((baseTimeMs - this.#firstDayMs) / dayMs) + 1
    this.#daySums = sumsOf(Array.from({ length: days }, (_, day) => weightOf(this.#firstDayMs + day * dayMs)))
    this.#start = this.#busynessUntil(baseTimeMs - spanMs)
    this.#end = this.#busynessUntil(baseTimeMs)
  }

  /** The moment, in milliseconds since the epoch, that takes the place of `agoMs` before the base time. */
  momentOf(agoMs: number): number {
    const share = Math.min(1, Math.max(0, 1 - agoMs / this.#spanMs))
    const day = placeIn(this.#daySums, this.#start + share * (this.#end - this.#start))
    const hour = placeIn(hourSums, day.gone * wholeDay)
    return this.#firstDayMs + day.part * dayMs + (hour.part + hour.gone) * hourMs
  }

  #busynessUntil(ms: number): number {
    const day = Math.floor((ms - this.#firstDayMs) / dayMs)
    const dayStartMs = this.#firstDayMs + day * dayMs
    const hour = Math.floor((ms - dayStartMs) / hourMs)
    const inHour = (ms - dayStartMs) / hourMs - hour
    const ofDay = ((hourSums[hour] ?? 0) + inHour * (hours[hour] ?? 0)) / wholeDay
    return (this.#daySums[day] ?? 0) + ofDay * weightOf(dayStartMs)
  }
}
