import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { StoreLimits } from '#server/store/embedded/store-options.ts'
import type { Store } from '#server/store/port.ts'
import { type Choose, MemoryDisk } from './memory-disk.ts'
import { counters } from './sample-documents.ts'
import { arrival, processed } from './sample-events.ts'
import { openOn, someLimits } from './store-on-disk.ts'

/** What was answered for before the power went. */
interface Acknowledged {
  transactions: number
  readonly events: Set<number>
  readonly processed: Set<number>
}

const numbersFrom = (seed: number): Choose => {
  let state = seed
  return bound => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9
    return ((state ^ (state >>> 13)) >>> 0) % bound
  }
}

const writeThird = async (store: Store, number: number, acknowledged: Acknowledged): Promise<void> => {
  await store.transact(async tx => {
    await tx.put(counters, { id: 'last', value: number })
    await tx.put(counters, { id: `n_${number}`, value: number })
    if (number > 3 && acknowledged.events.has(number - 3)) {
      await tx.updateEvent(arrival(number - 3).id, processed())
    }
  })
  acknowledged.transactions = Math.max(acknowledged.transactions, number)
  if (acknowledged.events.has(number - 3)) acknowledged.processed.add(number - 3)
}

/** Works until the disk fails, three writers at a time, and tells what was acknowledged. */
const workUntilFailure = async (disk: MemoryDisk, limits: StoreLimits): Promise<Acknowledged> => {
  const acknowledged: Acknowledged = { transactions: 0, events: new Set(), processed: new Set() }
  const opened = await openOn(disk, limits).catch(() => undefined)
  for (let number = 1; opened && number < 60 && opened.fatal.length === 0; number += 3) {
    await Promise.allSettled(
      [number, number + 1, number + 2].flatMap(each => [
        writeThird(opened.store, each, acknowledged),
        opened.store.events.receive(arrival(each)).then(() => acknowledged.events.add(each)),
        opened.store.events.receive(arrival(each)),
      ]),
    )
  }
  await opened?.store.close()
  return acknowledged
}

/** Starts again on what is there and tells what it reads, which is an answer like any other. */
const readUntilFailure = async (
  disk: MemoryDisk,
  calls: number,
  acknowledged: Acknowledged,
): Promise<void> => {
  disk.failAt = disk.calls + calls
  const opened = await openOn(disk).catch(() => undefined)
  const last = await opened?.store.transact(tx => tx.get(counters, 'last'))
  acknowledged.transactions = Math.max(acknowledged.transactions, last?.value ?? 0)
}

const expectNothingLost = async (store: Store, acknowledged: Acknowledged): Promise<void> => {
  const last = (await store.get(counters, 'last'))?.value ?? 0
  const { data } = await store.list(counters, { limit: 100, order: 'ascending' })
  const numbers = data.filter(({ id }) => id !== 'last').map(({ value }) => value)
  expect(numbers.toSorted((left, right) => left - right)).toEqual(
    Array.from({ length: last }, (_, index) => index + 1),
  )
  expect(last).toBeGreaterThanOrEqual(acknowledged.transactions)
  const events = (await store.events.list({ limit: 100, order: 'ascending' })).data
  expect(events.map(event => event.sequence)).toEqual(events.map((_, index) => index + 1))
  expect(new Set(events.map(event => event.id)).size).toBe(events.length)
  for (const number of acknowledged.events) {
    const { id, payload } = arrival(number)
    expect(Buffer.from((await store.events.payload(id)) ?? [])).toEqual(payload)
    if (acknowledged.processed.has(number)) expect((await store.events.get(id))?.state).toBe('processed')
  }
}

it('whatever a power cut keeps of what was not synced, the store opens with all that was acknowledged', async () => {
  const moment = fc.record({
    failAt: fc.integer({ min: 1, max: 520 }),
    seed: fc.integer(),
    again: fc.nat(60),
    killed: fc.boolean(),
    limits: someLimits,
  })
  await fc.assert(
    fc.asyncProperty(moment, async ({ failAt, seed, again, killed, limits }) => {
      const choose = numbersFrom(seed)
      const disk = new MemoryDisk()
      disk.failAt = failAt
      const acknowledged = await workUntilFailure(disk, limits)
      const afterFirst = killed ? disk : disk.afterCrash(choose)
      await readUntilFailure(afterFirst, again, acknowledged)
      const afterSecond = afterFirst.afterCrash(choose)
      for (let start = 0; start < 2; start += 1) {
        const { store } = await openOn(afterSecond)
        await expectNothingLost(store, acknowledged)
        await store.close()
      }
    }),
    { numRuns: 200 },
  )
}, 60_000)
