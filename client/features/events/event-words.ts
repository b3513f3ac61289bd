import { clockTime, shortDate } from '#client/lib/times.ts'

/** `0.9 s`, `12 ms`, `3 m 05 s`. Never less than nothing: the two clocks may differ. */
export function lagInWords(ms: number): string {
  const lag = Math.max(0, ms)
  if (lag < 60_000) return `${(lag / 1000).toFixed(1)} s`
  const minutes = Math.floor(lag / 60_000)
  if (minutes < 60) return `${minutes} m ${String(Math.floor((lag % 60_000) / 1000)).padStart(2, '0')} s`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${String(minutes % 60).padStart(2, '0')} m` : `${Math.floor(hours / 24)} d`
}

/** How long a run took: `41 ms`, `1.2 s`. */
export const tookInWords = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : lagInWords(ms))

export const shareInWords = (part: number, whole: number): string => {
  if (whole === 0 || part === 0) return '0 %'
  const percent = (part / whole) * 100
  return percent < 0.1 ? 'under 0.1 %' : `${percent.toFixed(percent < 10 ? 1 : 0)} %`
}

/** `10:05 to 12:05`, with the day where it is another one. */
export function rangeInWords(from: number | undefined, to: number | undefined, now: number): string {
  const say = (at: number): string =>
    shortDate(at, now) === shortDate(now, now) ? clockTime(at) : `${shortDate(at, now)}, ${clockTime(at)}`
  if (from === undefined) return to === undefined ? '' : `before ${say(to)}`
  return to === undefined ? `since ${say(from)}` : `${say(from)} to ${say(to)}`
}

/** `1,284 bytes`, `1.2 MB` */
export const sizeInWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${bytes.toLocaleString('en')} bytes` : `${(bytes / 1_000_000).toFixed(1)} MB`
