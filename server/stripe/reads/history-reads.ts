import type { HistoryReads } from '#server/stripe/history-port.ts'
import { anyChange } from '#server/stripe/read-cache.ts'
import type { StripeCalls } from '#server/stripe/stripe-calls.ts'

const pageSize = 100
const mostRefundPages = 20
const refundsFreshForMs = 60_000

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

  return {
    refundsSince: from =>
      calls.read({
        key: `refundsSince:${from}`,
        ids: [anyChange],
        freshForMs: refundsFreshForMs,
        load: () => loadRefunds(from),
      }),
    async *eventsSince(from) {
      let after: string | undefined
      for (;;) {
        const params = { ...since(from), ...(after === undefined ? {} : { starting_after: after }) }
        const list = await calls.send('events', stripe => stripe.events.list(params), options)
        yield list.data.map(event => Buffer.from(JSON.stringify(event)))
        const last = list.data.at(-1)?.id
        // A page that does not move on would be asked for for ever.
        if (!list.has_more || last === undefined || last === after) return
        after = last
      }
    },
  }
}
