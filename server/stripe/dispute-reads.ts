import type Stripe from 'stripe'
import type { Page } from '#server/store/port.ts'
import { disputeFacts, warningFacts } from './dispute-mapping.ts'
import type { DisputeFacts, DisputeReads } from './dispute-port.ts'
import type { Lane, ListQuery, ReadOptions } from './port.ts'
import type { StripeCalls } from './stripe-calls.ts'

/** An open case is read again after each save of its draft; a burst of those is one read. */
const freshForMs = 5_000
const expand = ['charge', 'charge.customer']
const expandEach = expand.map(path => `data.${path}`)

/** `asOf` is when a read was sent: what changed while it was on its way may be missing from it. */
export function createDisputeReads(calls: StripeCalls): DisputeReads {
  const sent = async <T>(
    endpoint: string,
    request: (stripe: Stripe) => Promise<T>,
    lane: Lane = 'people',
  ): Promise<{ object: T; asOf: number }> => {
    let asOf = calls.clock.now()
    const options = { lane, patient: lane !== 'people' }
    const object = await calls.send(
      endpoint,
      stripe => {
        asOf = calls.clock.now()
        return request(stripe)
      },
      options,
    )
    return { object, asOf }
  }
  const one = <T>(read: OneRead<T>, id: string, options: ReadOptions = {}) =>
    calls.read<DisputeFacts>(
      {
        key: `${read.endpoint}/${id}`,
        ids: [id],
        idsOf: ({ chargeId, paymentId, customer }) =>
          [chargeId, paymentId, customer?.id].filter(one => typeof one === 'string'),
        freshForMs,
        load: async () => {
          const { object, asOf } = await sent(
            read.endpoint,
            stripe => read.retrieve(stripe, id),
            options.lane,
          )
          return read.factsOf(object, asOf)
        },
      },
      options,
    )
  const many = <T extends { id: string }>(read: ManyRead<T>, query: ListQuery) =>
    calls.read({
      key: `${read.endpoint}?${query.limit}&${query.cursor ?? ''}`,
      ids: [],
      freshForMs: 0,
      load: async (): Promise<Page<DisputeFacts>> => {
        const { object, asOf } = await sent(read.endpoint, stripe => read.list(stripe, query), 'background')
        const data = object.data.map(item => read.factsOf(item, asOf))
        return { data, nextCursor: object.has_more ? (object.data.at(-1)?.id ?? null) : null }
      },
    })
  return {
    dispute: (id, options) => one(disputes, id, options),
    warning: (id, options) => one(warnings, id, options),
    disputes: query => many(disputes, query),
    warnings: query => many(warnings, query),
    forget: ids => calls.cache.forget(ids),
  }
}

interface OneRead<T> {
  /** Names the bucket of calls. */
  readonly endpoint: string
  readonly retrieve: (stripe: Stripe, id: string) => Promise<T>
  readonly factsOf: (object: T, asOf: number) => DisputeFacts
}

interface ManyRead<T> extends OneRead<T> {
  readonly list: (stripe: Stripe, query: ListQuery) => Promise<Stripe.ApiList<T>>
}

const disputes: ManyRead<Stripe.Dispute> = {
  endpoint: 'disputes',
  retrieve: (stripe, id) => stripe.disputes.retrieve(id, { expand }),
  list: (stripe, query) => stripe.disputes.list({ ...page(query), expand: expandEach }),
  factsOf: disputeFacts,
}

const warnings: ManyRead<Stripe.Radar.EarlyFraudWarning> = {
  endpoint: 'early_fraud_warnings',
  retrieve: (stripe, id) => stripe.radar.earlyFraudWarnings.retrieve(id, { expand }),
  list: (stripe, query) => stripe.radar.earlyFraudWarnings.list({ ...page(query), expand: expandEach }),
  factsOf: warningFacts,
}

const page = ({ limit, cursor }: ListQuery) => ({
  limit,
  ...(cursor === undefined ? {} : { starting_after: cursor }),
})
