import { availableIn } from '#server/sandbox/resources/balance/available.ts'
import { payoutJobs } from '#server/sandbox/resources/payouts/payout-jobs.ts'
import { dayMs, hourMs } from './durations.ts'
import { request } from './past-request.ts'
import type { Timeline } from './timeline.ts'

const everyMs = 7 * dayMs
const firstAgoMs = 701 * dayMs
const leavesAfterMs = hourMs
const arrivesAfterMs = 3 * dayMs
/** What stays in the balance, so that refunds never wait for money. */
const keptShare = 0.4
const currencies = ['eur', 'usd', 'gbp'] as const

/** Money goes to the bank every week; the newest payout is still on its way. */
export function planPayouts(timeline: Timeline): void {
  for (let agoMs = firstAgoMs; agoMs > 0; agoMs -= everyMs) {
    for (const currency of currencies) {
      let id = ''
      timeline.at(agoMs, work => {
        const amount = Math.floor((availableIn(work, currency) * (1 - keptShare)) / 100) * 100
        if (amount > 0) id = request(work, 'POST', '/v1/payouts', { amount, currency })
      })
      timeline.at(agoMs - leavesAfterMs, work => payoutJobs['payout.leave']?.(work, id))
      const arrivedAgoMs = agoMs - arrivesAfterMs
      if (arrivedAgoMs > 0) timeline.at(arrivedAgoMs, work => payoutJobs['payout.arrive']?.(work, id))
    }
  }
}
