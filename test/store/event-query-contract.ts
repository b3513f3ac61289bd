import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type EventArrival,
  type EventProgress,
  type EventQuery,
  InvalidCursorError,
  type Store,
} from '#server/store/port.ts'
import { eventStates } from '#shared/domain/event-states.ts'
import { arrival, noon, processed, retrying } from './sample-events.ts'
import { acrossRestarts, type Subject } from './subject.ts'

const receiveAll = (store: Store, arrivals: readonly EventArrival[]): Promise<unknown> =>
  arrivals.reduce<Promise<unknown>>(
    (before, next) => before.then(() => store.events.receive(next)),
    Promise.resolve(),
  )

/** The sequences of every page in turn. */
const walk = async (store: Store, query: Partial<EventQuery>): Promise<number[]> => {
  const sequences: number[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await store.events.list({ limit: 3, ...query, cursor })
    expect(page.data.length).toBeLessThanOrEqual(query.limit ?? 3)
    sequences.push(...page.data.map(event => event.sequence))
    cursor = page.nextCursor
  }
  return sequences
}

const pick = <T>(from: readonly T[], number: number): T => from[number % from.length]!
const types = ['charge.refunded', 'invoice.paid', 'customer.updated']
const objects = ['ch_1', 're_1', 'cus_1', 'in_1']
const keys = ['op:1:g0', 'op:2:g0', null]

const world = (count: number): EventArrival[] =>
  Array.from({ length: count }, (_, number) =>
    arrival(number, {
      type: pick(types, number * 7),
      objectId: number % 11 === 0 ? null : pick(objects, number),
      customerId: number % 5 === 0 ? null : pick(['cus_1', 'cus_2'], number),
      relatedIds: number % 4 === 0 ? ['ch_1', 'pi_1'] : [],
      idempotencyKey: pick(keys, number),
    }),
  )

const states: readonly EventProgress[] = [
  processed(),
  retrying(noon),
  { state: 'dead', handlers: [] },
  { state: 'ignored', handlers: [] },
]

const matches = (event: EventArrival, state: string, query: Partial<EventQuery>): boolean =>
  (query.type ?? event.type) === event.type &&
  (query.state ?? state) === state &&
  (query.objectId ?? event.objectId) === event.objectId &&
  (query.customerId ?? event.customerId) === event.customerId &&
  (query.idempotencyKey ?? event.idempotencyKey) === event.idempotencyKey &&
  event.receivedAt >= (query.receivedFrom ?? 0) &&
  event.receivedAt < (query.receivedTo ?? Number.POSITIVE_INFINITY) &&
  (query.relatedTo === undefined ||
    [event.objectId, event.customerId, ...event.relatedIds].includes(query.relatedTo))

const anyQuery: fc.Arbitrary<Partial<EventQuery>> = fc.record(
  {
    type: fc.constantFrom(...types, 'unknown.type'),
    state: fc.constantFrom(...eventStates),
    objectId: fc.constantFrom(...objects, 'ch_none'),
    customerId: fc.constantFrom('cus_1', 'cus_2', 'cus_none'),
    relatedTo: fc.constantFrom(...objects, 'pi_1', 'cus_2', 'pi_none'),
    idempotencyKey: fc.constantFrom('op:1:g0', 'op:2:g0', 'op:none'),
    receivedFrom: fc.integer({ min: noon, max: noon + 60_000 }),
    receivedTo: fc.integer({ min: noon, max: noon + 60_000 }),
    order: fc.constantFrom('ascending', 'descending'),
    limit: fc.integer({ min: 1, max: 20 }),
  },
  { requiredKeys: ['limit'] },
)

export const eventQueryContract = (subject: Subject): void => {
  it('pages run from the newest to the oldest, or back, without gap or overlap', async () => {
    await receiveAll(subject.store, world(8))
    expect(await walk(subject.store, {})).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
    expect(await walk(subject.store, { order: 'ascending' })).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('what arrives between two pages does not shift the second', async () => {
    const [newest, ...older] = world(9).reverse()
    await receiveAll(subject.store, older.reverse())
    const first = await subject.store.events.list({ limit: 4 })
    await subject.store.events.receive(newest!)
    const second = await subject.store.events.list({ limit: 4, cursor: first.nextCursor ?? '' })
    expect(second.data.map(event => event.sequence)).toEqual([4, 3, 2, 1])
    expect(second.nextCursor).toBeNull()
  })

  it('a page by state goes on when its last event has left that state', async () => {
    await receiveAll(subject.store, world(6))
    const first = await subject.store.events.list({ state: 'received', limit: 2 })
    await subject.store.transact(tx => tx.updateEvent(first.data[1]!.id, processed()))
    const second = await subject.store.events.list({
      ...{ state: 'received', limit: 9, cursor: first.nextCursor ?? '' },
    })
    expect(second.data.map(event => event.sequence)).toEqual([4, 3, 2, 1])
  })

  it('any filters together give exactly what matches them, also after a restart', async () => {
    const arrivals = world(60)
    await receiveAll(subject.store, arrivals)
    const stateOf = new Map<string, string>(arrivals.map(event => [event.id, 'received']))
    await subject.store.transact(async tx => {
      for (const [number, event] of arrivals.entries()) {
        if (number % 3 === 0) continue
        const progress = pick(states, number)
        stateOf.set(event.id, progress.state)
        await tx.updateEvent(event.id, progress)
      }
    })
    for await (const store of acrossRestarts(subject))
      await fc.assert(
        fc.asyncProperty(anyQuery, async query => {
          const expected = arrivals.flatMap((event, row) =>
            matches(event, stateOf.get(event.id)!, query) ? [row + 1] : [],
          )
          expect(await walk(store, query)).toEqual(
            query.order === 'ascending' ? expected : expected.reverse(),
          )
        }),
        { numRuns: 150 },
      )
  })

  it.each(['', 'x', 'ZXZlbnQ6', 'ZXZlbnQ6LTE', 'ZXZlbnQ6MWUz'])('refuses the cursor %j', async cursor => {
    await receiveAll(subject.store, world(2))
    await expect(subject.store.events.list({ limit: 1, cursor })).rejects.toThrow(InvalidCursorError)
  })

  it('a histogram tells arrivals, failures and lag for each part of the time asked for', async () => {
    const times = [0, 10, 999, 1000, 2500, 2999, 3000, -1]
    await receiveAll(
      subject.store,
      times.map((after, number) =>
        arrival(number, { receivedAt: noon + after, createdAt: noon + after - 100 * (number + 1) }),
      ),
    )
    await subject.store.transact(async tx => {
      await tx.updateEvent('evt_000001', retrying(noon))
      await tx.updateEvent('evt_000003', { state: 'dead', handlers: [] })
    })
    await subject.store.transact(tx => tx.updateEvent('evt_000001', processed()))
    for await (const { events } of acrossRestarts(subject))
      expect(await events.histogram({ from: noon, to: noon + 4000, buckets: 4 })).toEqual([
        { from: noon, received: 3, failed: 1, lagP95Ms: 300 },
        { from: noon + 1000, received: 1, failed: 0, lagP95Ms: 400 },
        { from: noon + 2000, received: 2, failed: 0, lagP95Ms: 600 },
        { from: noon + 3000, received: 1, failed: 0, lagP95Ms: 700 },
      ])
  })
}
