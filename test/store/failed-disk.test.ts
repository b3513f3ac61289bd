import { expect, it } from 'vitest'
import type { FileSystem } from '#server/store/embedded/file-system.ts'
import { StoreFailedError } from '#server/store/embedded/store-errors.ts'
import { MemoryDisk } from './memory-disk.ts'
import { counters, ticket, tickets } from './sample-documents.ts'
import { arrival, processed } from './sample-events.ts'
import { openOn } from './store-on-disk.ts'

const large = { segmentBytes: 1_000_000, snapshotBytes: 1_000_000 }

/** The disk, with the next sync of a file in this directory failing once. */
const failingSync = (disk: MemoryDisk, directory: string) => {
  const failing = { armed: false }
  const wrap = async (file: string, opened: ReturnType<FileSystem['append']>) => {
    const handle = await opened
    return {
      ...handle,
      sync: async () => {
        if (!failing.armed || !file.includes(directory)) return handle.sync()
        failing.armed = false
        throw new Error('EIO: fdatasync')
      },
    }
  }
  const fileSystem = new Proxy<FileSystem>(disk, {
    get: (target, name: keyof FileSystem) => {
      if (name === 'create' || name === 'append') return (file: string) => wrap(file, target[name](file))
      return target[name].bind(target)
    },
  })
  return { fileSystem, failing }
}

it.each(['journal', 'events'])(
  'a failed sync of the %s is fatal: told once, and nothing more is taken',
  async name => {
    const disk = new MemoryDisk()
    const { fileSystem, failing } = failingSync(disk, name)
    const { store, fatal } = await openOn(fileSystem, large)
    await store.transact(tx => tx.put(tickets, ticket(1)))
    await store.events.receive(arrival(1))
    failing.armed = true
    const outcomes = await Promise.allSettled(
      name === 'journal'
        ? [2, 3].map(number => store.transact(tx => tx.put(tickets, ticket(number))))
        : [arrival(2), arrival(2), arrival(3)].map(event => store.events.receive(event)),
    )
    expect(outcomes.map(outcome => outcome.status)).not.toContain('fulfilled')
    expect(fatal).toHaveLength(1)
    expect(fatal[0]).toBeInstanceOf(StoreFailedError)
    await expect(store.transact(tx => tx.put(tickets, ticket(4)))).rejects.toThrow(StoreFailedError)
    await expect(store.transact(async () => 'reading')).rejects.toThrow(StoreFailedError)
    await expect(store.events.receive(arrival(4))).rejects.toThrow(StoreFailedError)
    await expect(store.get(tickets, 'tk_0001')).rejects.toThrow(StoreFailedError)
    await expect(store.events.counts()).rejects.toThrow(StoreFailedError)
    await store.close()
    expect(fatal).toHaveLength(1)
  },
)

it('a failed event is forgotten: after a restart the same id is taken as new', async () => {
  const disk = new MemoryDisk()
  const { fileSystem, failing } = failingSync(disk, 'events')
  const { store } = await openOn(fileSystem, large)
  failing.armed = true
  await expect(store.events.receive(arrival(1))).rejects.toThrow(StoreFailedError)
  await store.close()
  const again = await openOn(
    disk.afterCrash(() => 0),
    large,
  )
  expect(await again.store.events.receive(arrival(1))).toBe('stored')
  expect((await again.store.events.get('evt_000001'))?.sequence).toBe(1)
})

it('an answer waits for the sync of what it tells', async () => {
  const disk = new MemoryDisk()
  const { fileSystem, failing } = failingSync(disk, 'journal')
  const { store } = await openOn(fileSystem, large)
  failing.armed = true
  const writing = store.transact(tx => tx.put(tickets, ticket(1)))
  const reading = store.transact(tx => tx.get(tickets, 'tk_0001'))
  await expect(writing).rejects.toThrow(StoreFailedError)
  await expect(reading).rejects.toThrow(StoreFailedError)
})

it('a duplicate waits for the first arrival and shares its failure', async () => {
  const disk = new MemoryDisk()
  const { fileSystem, failing } = failingSync(disk, 'events')
  const { store } = await openOn(fileSystem, large)
  failing.armed = true
  const outcomes = await Promise.allSettled(
    [arrival(1), arrival(1), arrival(1)].map(store.events.receive, store.events),
  )
  expect(outcomes.map(outcome => outcome.status)).toEqual(['rejected', 'rejected', 'rejected'])
})

it('a snapshot that cannot be written is logged and stops nothing, and the next one succeeds', async () => {
  const disk = new MemoryDisk()
  let full = true
  const fileSystem = new Proxy<FileSystem>(disk, {
    get: (target, name: keyof FileSystem) => {
      if (name !== 'create') return target[name].bind(target)
      return (file: string) =>
        full && file.includes('.snapshot') ? Promise.reject(new Error('ENOSPC')) : target.create(file)
    },
  })
  const { store, log, fatal } = await openOn(fileSystem)
  const fill = async (from: number) => {
    for (let number = from; number < from + 60; number += 1) {
      await store.transact(tx => tx.put(counters, { id: `n_${number}`, value: number }))
      await store.events.receive(arrival(number))
      await store.transact(tx => tx.updateEvent(arrival(number).id, processed()))
    }
  }
  await fill(0)
  expect(log.lines.map(line => line.message)).toContain('a snapshot could not be written')
  expect([...disk.files.keys()].filter(file => file.includes('.snapshot'))).toEqual([])
  full = false
  await fill(60)
  await store.close()
  expect(fatal).toEqual([])
  const again = await openOn(disk)
  expect(await again.store.count(counters)).toBe(120)
  expect((await again.store.events.counts()).processed).toBe(120)
})
