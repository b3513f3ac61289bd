import type Stripe from 'stripe'

const daySeconds = 24 * 60 * 60

/** `months` later, on the anchor's day of the month or the last that the month has. */
function addMonths(from: number, months: number, anchorDay: number): number {
  const date = new Date(from * 1000)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)
  const month = new Date(first)
  const days = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate()
  const timeOfDay = from - Math.floor(from / daySeconds) * daySeconds
  return first / 1000 + (Math.min(anchorDay, days) - 1) * daySeconds + timeOfDay
}

type Cadence = Pick<Stripe.Price.Recurring, 'interval' | 'interval_count'>

/** The end of the `count`-th billing period from `from`, in whole seconds; negative counts go back. */
export function periodEnd(
  from: number,
  { interval, interval_count }: Cadence,
  count = 1,
  anchor = from,
): number {
  const steps = interval_count * count
  const anchorDay = new Date(anchor * 1000).getUTCDate()
  if (interval === 'day') return from + steps * daySeconds
  if (interval === 'week') return from + steps * 7 * daySeconds
  return addMonths(from, interval === 'year' ? steps * 12 : steps, anchorDay)
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Such as `24 Nov`, in UTC. */
export function dayName(seconds: number): string {
  const date = new Date(seconds * 1000)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`
}
