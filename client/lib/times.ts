/** Times are milliseconds since the epoch; words are those of the desk, in the reader's zone. */

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const found = formatters.get(key)
  if (found) return found
  const made = new Intl.DateTimeFormat('en-GB', options)
  formatters.set(key, made)
  return made
}

type Parts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>

function parts(at: number, options: Intl.DateTimeFormatOptions): Parts {
  const found: Parts = {}
  for (const { type, value } of formatter(options).formatToParts(at)) found[type] = value
  // English dates say "Sept"; every other month has three letters.
  if (found.month === 'Sept') found.month = 'Sep'
  return found
}

const dateOptions = { day: 'numeric', month: 'short', year: 'numeric', weekday: 'short' } as const
const timeOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const

const dayKey = (at: number): string => formatter({ dateStyle: 'short' }).format(at)

/** `CET`, as of that moment. */
export const zoneName = (at: number): string => parts(at, { timeZoneName: 'short' }).timeZoneName ?? ''

/** `09:12` */
export function clockTime(at: number): string {
  const { hour: h, minute: m } = parts(at, timeOptions)
  return `${h}:${m}`
}

/** `09:12:40` */
export function clockTimeWithSeconds(at: number): string {
  const { hour: h, minute: m, second: s } = parts(at, timeOptions)
  return `${h}:${m}:${s}`
}

/** `Tuesday 24 November, 12:05 CET` */
export function longDate(at: number): string {
  const { weekday: name, day: d, month } = parts(at, { weekday: 'long', day: 'numeric', month: 'long' })
  return `${name} ${d} ${month}, ${clockTime(at)} ${zoneName(at)}`
}

/** `Tue` */
export const weekday = (at: number): string => parts(at, dateOptions).weekday ?? ''

/** `18 Nov`, with the year when it is another one and the nearest such day could be mistaken for it. */
export function shortDate(at: number, now: number): string {
  const { day: d, month, year } = parts(at, dateOptions)
  const isNear = Math.abs(at - now) < 180 * day
  return isNear || year === parts(now, dateOptions).year ? `${d} ${month}` : `${d} ${month} ${year}`
}

/** `18 Nov 2026` */
export function fullDate(at: number): string {
  const { day: d, month, year } = parts(at, dateOptions)
  return `${d} ${month} ${year}`
}

/** In tables: `Today, 09:12` or `18 Nov, 16:40`. */
export function tableTime(at: number, now: number): string {
  const date = dayKey(at) === dayKey(now) ? 'Today' : shortDate(at, now)
  return `${date}, ${clockTime(at)}`
}

/** A deadline's date: `Thu 26 Nov, 00:59`. */
export function deadlineTime(at: number, now: number): string {
  return `${parts(at, dateOptions).weekday} ${shortDate(at, now)}, ${clockTime(at)}`
}

/** A deadline in full: `Fri 27 Nov 2026, 00:59 CET (26 Nov, 23:59 UTC)`. */
export function deadlineInFull(at: number): string {
  const zone = zoneName(at)
  const { day: d, month } = parts(at, { ...dateOptions, timeZone: 'UTC' })
  const utc = zone === 'UTC' ? '' : ` (${d} ${month}, ${new Date(at).toISOString().slice(11, 16)} UTC)`
  return `${parts(at, dateOptions).weekday} ${fullDate(at)}, ${clockTime(at)} ${zone}${utc}`
}

/** `Tue 24 Nov 2026, 09:12:40 CET` */
export function absoluteTime(at: number): string {
  return `${parts(at, dateOptions).weekday} ${fullDate(at)}, ${clockTimeWithSeconds(at)} ${zoneName(at)}`
}

/** `08:12:40 UTC`, with its date where that is another day there. */
export function utcTime(at: number): string {
  const iso = new Date(at).toISOString()
  const { day: d, month } = parts(at, { ...dateOptions, timeZone: 'UTC' })
  const sameDay = formatter({ dateStyle: 'short', timeZone: 'UTC' }).format(at) === dayKey(at)
  return `${sameDay ? '' : `${d} ${month}, `}${iso.slice(11, 19)} UTC`
}

/** A length of time in at most two units: `6 m 12 s`, `1 h 20 m`, `1 d 12 h`. */
export function duration(ms: number): string {
  const length = Math.abs(ms)
  if (length < minute) return `${Math.floor(length / second)} s`
  if (length < hour) return two(length, minute, 'm', second, 's')
  if (length < day) return two(length, hour, 'h', minute, 'm')
  return two(length, day, 'd', hour, 'h')
}

function two(ms: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((ms % large) / small)
  const first = `${Math.floor(ms / large)} ${largeUnit}`
  if (rest === 0) return first
  return `${first} ${smallUnit === 'm' ? String(rest).padStart(2, '0') : rest} ${smallUnit}`
}

/** `just now`, `2 h ago`, `5 d ago`, and a date past thirty days. */
export function relativeTime(at: number, now: number): string {
  const past = now - at
  if (past < -minute) return `in ${duration(past)}`
  if (past < 10 * second) return 'just now'
  if (past >= 30 * day) return shortDate(at, now)
  const [size, unit] =
    past < minute ? [second, 's'] : past < hour ? [minute, 'm'] : past < day ? [hour, 'h'] : [day, 'd']
  return `${Math.floor(past / size)} ${unit} ago`
}
