import type Stripe from 'stripe'
import type { HistoryReads } from '#server/stripe/history-port.ts'
import { anyChange } from '#server/stripe/read-cache.ts'
import type { StripeCalls } from '#server/stripe/stripe-calls.ts'

const pageSize = 100
const mostRefundPages = 20
const refundsFreshForMs = 60_000
/** Stripe lists the newest first: a window is held in memory to be turned round. */
const windowMs = 2 * 60 * 60_000

export function createHistoryReads(calls: StripeCalls): HistoryReads {
  const options = { lane: 'background', patient: true } as const
  const since = (from: number) => ({ limit: pageSize, created: { gte: Math.floor(from / 1000) } })

  async function loadRefunds(from: number) {
    const facts: { createdAt: number; reason: string | null }[] = []
    let after: string | undefined
    for (let page = 0; page < mostRefundPages; page += 1) {
      const params = { ...since(from), ...(after === undefined ? {} : { starting_after: after }) }
      const list = await calls.send('refunds', stripe => stripe.refunds.list(params), options)
      facts.push(...list.data.map(({ created, reason }) => ({ createdAt: created * 1000, reason })))
      after = list.data.at(-1)?.id
      if (!list.has_more || after === undefined) break
    }
    return facts
  }

  async function loadEvents(from: number, to: number): Promise<Stripe.Event[]> {
    const created = { gte: Math.floor(from / 1000), lt: Math.floor(to / 1000) }
    const found: Stripe.Event[] = []
    for (;;) {
      const after = found.at(-1)?.id
      const params = { limit: pageSize, created, ...(after === undefined ? {} : { starting_after: after }) }
      const list = await calls.send('events', stripe => stripe.events.list(params), options)
      found.push(...list.data)
      // A page that does not move on would be asked for for ever.
      if (!list.has_more || list.data.length === 0) return found
    }
  }

  return {
    refundsSince: from =>
      calls.read({
        key: `refundsSince:${from}`,
        ids: [anyChange],
        freshForMs: refundsFreshForMs,
        load: () => loadRefunds(from),
      }),
    async *eventsBetween(from, to) {
      for (let start = from; start < to; start += windowMs) {
        const found = await loadEvents(start, Math.min(to, start + windowMs))
        yield* found.reverse().map(event => Buffer.from(JSON.stringify(event)))
      }
    },
  }
}
