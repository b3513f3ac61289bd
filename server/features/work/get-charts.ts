import type { Charts } from '#shared/api/work.ts'
import type { WorkDeps } from './work-deps.ts'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
const refundDays = 14

/** Days are counted in UTC, as Stripe's own reports are. */
export async function getCharts({ history, disputes, store, clock }: WorkDeps): Promise<Charts> {
  const now = clock.now()
  const from = Math.floor(now / dayMs) * dayMs - (refundDays - 1) * dayMs
  const toHour = (Math.floor(now / hourMs) + 1) * hourMs
  const [refunds, { outcomes }, lag] = await Promise.all([
    history.refundsSince(from),
    disputes.summary(),
    store.events.histogram({ from: toHour - dayMs, to: toHour, buckets: 24 }),
  ])
  return {
    refunds: refundsByDay(refunds, from),
    disputes: outcomes,
    lag: lag.map(({ from: at, lagP95Ms, failed }) => ({ from: at, lagP95Ms, failed })),
  }
}

const series: Readonly<Record<string, 'requested' | 'duplicate' | 'fraudulent'>> = {
  requested_by_customer: 'requested',
  duplicate: 'duplicate',
  fraudulent: 'fraudulent',
}

function refundsByDay(
  refunds: readonly { createdAt: number; reason: string | null }[],
  from: number,
): Charts['refunds'] {
  const days = Array.from({ length: refundDays }, (_, day) => ({
    from: from + day * dayMs,
    requested: 0,
    duplicate: 0,
    fraudulent: 0,
    other: 0,
  }))
  for (const { createdAt, reason } of refunds) {
    const day = days[Math.floor((createdAt - from) / dayMs)]
    if (day) day[series[reason ?? ''] ?? 'other'] += 1
  }
  return days
}
