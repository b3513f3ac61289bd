import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Store } from '#server/store/port.ts'
import { MemoryDisk } from './memory-disk.ts'
import { type Ticket, ticket, tickets } from './sample-documents.ts'
import { arrival, processed, retrying } from './sample-events.ts'
import { openOn, someLimits } from './store-on-disk.ts'

type Step =
  | { readonly kind: 'put' | 'delete'; readonly number: number; readonly tag: string }
  | { readonly kind: 'receive'; readonly number: number }
  | { readonly kind: 'progress'; readonly number: number; readonly done: boolean }

const number = fc.integer({ min: 1, max: 12 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('put', 'delete'), number, tag: fc.constantFrom('red', 'blue') }),
  fc.record({ kind: fc.constant('receive'), number }),
  fc.record({ kind: fc.constant('progress'), number, done: fc.boolean() }),
)

/** A transaction's steps, whether it fails at its end, and whether the process is killed after it. */
const chapter = fc.record({
  steps: fc.array(step, { maxLength: 6 }),
  fails: fc.boolean(),
  restart: fc.constantFrom('none', 'none', 'none', 'close', 'kill'),
})

interface Model {
  tickets: Map<string, Ticket>
  events: Map<number, { deliveries: number; state: string }>
}

const receiveAll = async (store: Store, steps: readonly Step[], model: Model): Promise<void> => {
  for (const { kind, number } of steps) {
    if (kind !== 'receive') continue
    await store.events.receive(arrival(number))
    const known = model.events.get(number)
    model.events.set(number, { deliveries: (known?.deliveries ?? 0) + 1, state: known?.state ?? 'received' })
  }
}

const changeAll = async (
  store: Store,
  steps: readonly Step[],
  fails: boolean,
  model: Model,
): Promise<void> => {
  const changed: Model = { tickets: new Map(model.tickets), events: new Map(model.events) }
  const work = store.transact(async tx => {
    for (const each of steps) {
      const { id } = ticket(each.number)
      const event = changed.events.get(each.number)
      if (each.kind === 'put') {
        const document = ticket(each.number, { tags: [each.tag] })
        changed.tickets.set(id, document)
        await tx.put(tickets, document)
      } else if (each.kind === 'delete') {
        changed.tickets.delete(id)
        await tx.delete(tickets, id)
      } else if (each.kind === 'progress' && event) {
        const progress = each.done ? processed() : retrying(5)
        changed.events.set(each.number, { ...event, state: progress.state })
        await tx.updateEvent(arrival(each.number).id, progress)
      }
    }
    if (fails) throw new RangeError('on purpose')
  })
  if (fails) await expect(work).rejects.toThrow(RangeError)
  else {
    await work
    model.tickets = changed.tickets
    model.events = changed.events
  }
}

const expectSame = async (store: Store, model: Model): Promise<void> => {
  const all = [...model.tickets.values()].sort((left, right) => left.openedAt - right.openedAt)
  expect((await store.list(tickets, { limit: 50, order: 'ascending' })).data).toEqual(all)
  for (const is of ['red', 'blue']) {
    const tagged = all.filter(document => document.tags?.includes(is))
    expect((await store.list(tickets, { by: 'tag', is, limit: 50, order: 'ascending' })).data).toEqual(tagged)
    expect(await store.count(tickets, { by: 'tag', is })).toBe(tagged.length)
  }
  const { data } = await store.events.list({ limit: 50, order: 'ascending' })
  expect(data.map(({ id, deliveryCount, state }) => ({ id, deliveryCount, state }))).toEqual(
    [...model.events].map(([key, { deliveries, state }]) => ({
      ...{ id: arrival(key).id, deliveryCount: deliveries, state },
    })),
  )
  const retries = data.filter(event => event.state === 'retrying').length
  expect(await store.events.nextDueAt()).toBe(retries > 0 ? 5 : undefined)
  expect((await store.events.counts()).retrying).toBe(retries)
}

it('any history of transactions, events, closings and kills is replayed to the same state', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(chapter, { maxLength: 25 }), someLimits, async (chapters, limits) => {
      let disk = new MemoryDisk()
      const model: Model = { tickets: new Map(), events: new Map() }
      let { store } = await openOn(disk, limits)
      for (const { steps, fails, restart } of chapters) {
        await receiveAll(store, steps, model)
        await changeAll(store, steps, fails, model)
        if (restart === 'close') await store.close()
        // A killed process writes nothing more, so what is left of it keeps a disk of its own.
        if (restart === 'kill') disk = MemoryDisk.of(disk.files)
        if (restart !== 'none') store = (await openOn(disk, limits)).store
        await expectSame(store, model)
      }
      await store.close()
      await expectSame((await openOn(disk, limits)).store, model)
    }),
    { numRuns: 100 },
  )
}, 60_000)

it('events that are replayed over and over take no more room than their last progress', async () => {
  const disk = new MemoryDisk()
  const replay = async (times: number): Promise<number> => {
    const { store } = await openOn(disk)
    for (let time = 0; time < times; time += 1)
      await store.transact(async tx => {
        for (let each = 1; each <= 20; each += 1)
          await tx.updateEvent(arrival(each).id, processed({ effect: `Confirmed in run ${time % 10}` }))
      })
    await store.close()
    return disk.files.get('/data/events.snapshot')?.length ?? 0
  }
  const { store } = await openOn(disk)
  for (let each = 1; each <= 20; each += 1)
    await store.events.receive(arrival(each, { requestId: `req_${each}` }))
  await store.close()
  const once = await replay(1)
  expect(await replay(30)).toBeGreaterThan(2 * once)
  expect(await replay(1)).toBeLessThan(2 * once)
  const again = await openOn(disk)
  const { data } = await again.store.events.list({ limit: 50, order: 'ascending' })
  expect(data.map(event => event.requestId)).toEqual(data.map(event => `req_${event.sequence}`))
  expect(new Set(data.map(event => event.handlers[0]?.effect))).toEqual(new Set(['Confirmed in run 0']))
})
