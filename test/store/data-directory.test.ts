import { chmod, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openEmbeddedStore } from '#server/store/embedded/open.ts'
import { DataDirectoryError } from '#server/store/embedded/store-errors.ts'
import type { Store } from '#server/store/port.ts'
import { keptLog, stillClock } from './quiet-ports.ts'
import { ticket, tickets } from './sample-documents.ts'
import { arrival, processed } from './sample-events.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const openIn = async (directory: string, log = keptLog()): Promise<Store> =>
  openEmbeddedStore({
    ...{ directory, clock: stillClock, log },
    onFatal: error => {
      throw error
    },
  })

/** A directory with one document and one processed event in it, closed. */
const filledDirectory = async (): Promise<string> => {
  const directory = path.join(await temporaryDirectory(), 'deep', 'data')
  const store = await openIn(directory)
  await store.events.receive(arrival(1))
  await store.transact(async tx => {
    await tx.put(tickets, ticket(1))
    await tx.updateEvent('evt_000001', processed())
  })
  await store.close()
  return directory
}

/** Every file's path and bytes but the lock's. */
const contentOf = async (directory: string): Promise<Map<string, string>> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile() && entry.name !== 'LOCK')
  const contents = files.map(async ({ parentPath, name }) => {
    const file = path.join(parentPath, name)
    return [path.relative(directory, file), await readFile(file, 'base64')] as const
  })
  return new Map(await Promise.all(contents))
}

const expectFilled = async (store: Store): Promise<void> => {
  expect(await store.get(tickets, 'tk_0001')).toEqual(ticket(1))
  expect((await store.events.get('evt_000001'))?.state).toBe('processed')
  expect(Buffer.from((await store.events.payload('evt_000001')) ?? [])).toEqual(arrival(1).payload)
}

it('a second store in the directory is refused in plain words, and admitted when the first is closed', async () => {
  const directory = await temporaryDirectory()
  const first = await openIn(directory)
  await expect(openIn(directory)).rejects.toThrow(`in use by another process (process id ${process.pid})`)
  await first.close()
  await (await openIn(directory)).close()
})

it('a directory that could not be opened is not left locked', async () => {
  const directory = await temporaryDirectory()
  await writeFile(path.join(directory, 'FORMAT'), 'nonsense')
  await expect(openIn(directory)).rejects.toThrow(/FORMAT is damaged/)
  await rm(path.join(directory, 'FORMAT'))
  await (await openIn(directory)).close()
})

it('nobody else may read the data', async () => {
  const directory = await filledDirectory()
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    const { mode } = await stat(path.join(entry.parentPath, entry.name))
    expect(mode & 0o777, entry.name).toBe(entry.isDirectory() ? 0o700 : 0o600)
  }
  expect((await stat(directory)).mode & 0o777).toBe(0o700)
})

it('warns of a directory that others may read', async () => {
  const directory = await filledDirectory()
  await chmod(directory, 0o755)
  const log = keptLog()
  await (await openIn(directory, log)).close()
  expect(log.lines).toEqual([
    {
      level: 'warn',
      facts: { directory, mode: '755' },
      message: 'the data directory is open to other users',
    },
  ])
})

it('data of a newer version is refused and not touched', async () => {
  const directory = await filledDirectory()
  await writeFile(path.join(directory, 'FORMAT'), '{"format":2}\n')
  const before = await contentOf(directory)
  await expect(openIn(directory)).rejects.toThrow(/written by a newer version \(format 2/)
  expect(await contentOf(directory)).toEqual(before)
})

it.each([
  ['the journal', 'journal'],
  ['the events', 'events'],
])('a directory that lost %s is refused, never opened empty', async (_, name) => {
  const directory = await filledDirectory()
  await rm(path.join(directory, name), { recursive: true })
  const before = await contentOf(directory)
  await expect(openIn(directory)).rejects.toThrow(DataDirectoryError)
  expect(await contentOf(directory)).toEqual(before)
})

it.each(['documents.snapshot', 'events.snapshot'])(
  'a directory that lost both %s files is refused',
  async name => {
    const directory = await filledDirectory()
    for (let restart = 0; restart < 2; restart += 1) {
      const store = await openIn(directory)
      await store.transact(tx => tx.put(tickets, ticket(2 + restart)))
      await store.close()
    }
    await rm(path.join(directory, name))
    await rm(path.join(directory, `${name}.1`))
    await expect(openIn(directory)).rejects.toThrow(/does not hold record 1 /)
  },
)

it('data without its FORMAT file is refused, never taken for new', async () => {
  const directory = await filledDirectory()
  await rm(path.join(directory, 'FORMAT'))
  await expect(openIn(directory)).rejects.toThrow(/has no FORMAT file/)
  await rm(path.join(directory, 'documents.snapshot'))
  await rm(path.join(directory, 'events.snapshot'))
  await expect(openIn(directory)).rejects.toThrow(/000001\.log holds data/)
})

it.each(['documents.snapshot', 'events.snapshot'])(
  'a damaged %s is set aside, and the one before it with the journal gives the same',
  async name => {
    const directory = await filledDirectory()
    for (const number of [2, 3]) {
      const store = await openIn(directory)
      await store.transact(tx => tx.put(tickets, ticket(number)))
      await store.events.receive(arrival(number))
      await store.transact(tx => tx.updateEvent(arrival(number).id, processed()))
      await store.close()
    }
    const file = path.join(directory, name)
    const bytes = await readFile(file)
    bytes[bytes.length >> 1]! ^= 1
    await writeFile(file, bytes)
    for (let restart = 0; restart < 2; restart += 1) {
      const store = await openIn(directory)
      await expectFilled(store)
      expect(await store.count(tickets)).toBe(3)
      expect((await store.events.counts()).processed).toBe(3)
      await store.close()
    }
    expect(await readFile(`${file}.damaged`)).toEqual(bytes)
  },
)

it('a start that was cut short before anything was written is made good', async () => {
  const directory = await temporaryDirectory()
  const whole = path.join(await temporaryDirectory(), 'data')
  await (await openIn(whole)).close()
  await mkdir(path.join(directory, 'journal'))
  await cp(path.join(whole, 'journal', '000001.log'), path.join(directory, 'journal', '000001.log'))
  await writeFile(path.join(directory, 'FORMAT.tmp-0'), '{')
  const store = await openIn(directory)
  await store.transact(tx => tx.put(tickets, ticket(1)))
  await store.close()
})

it('what unfinished snapshots left is removed', async () => {
  const directory = await filledDirectory()
  await writeFile(path.join(directory, 'documents.snapshot.tmp-0123456789ab'), 'half')
  const store = await openIn(directory)
  await expectFilled(store)
  await store.close()
  expect((await readdir(directory)).filter(name => name.includes('.tmp-'))).toEqual([])
})

it('a copy of a closed directory is a backup', async () => {
  const directory = await filledDirectory()
  const copy = path.join(await temporaryDirectory(), 'copy')
  await cp(directory, copy, { recursive: true })
  const store = await openIn(copy)
  await expectFilled(store)
  await store.close()
})

it('closing twice is closing once, and nothing is taken afterwards', async () => {
  const store = await openIn(await temporaryDirectory())
  await Promise.all([store.close(), store.close()])
  await expect(store.transact(tx => tx.put(tickets, ticket(1)))).rejects.toThrow('The store is closed.')
  await expect(store.get(tickets, 'tk_0001')).rejects.toThrow('The store is closed.')
  await expect(store.events.receive(arrival(1))).rejects.toThrow('The store is closed.')
  await expect(store.events.list({ limit: 1 })).rejects.toThrow('The store is closed.')
})

it('what is on its way when the store closes is kept', async () => {
  const directory = await temporaryDirectory()
  const store = await openIn(directory)
  const writing = [
    store.transact(tx => tx.put(tickets, ticket(1))),
    store.events.receive(arrival(1)),
    store.transact(tx => tx.put(tickets, ticket(2))),
  ]
  await store.close()
  await Promise.all(writing)
  const again = await openIn(directory)
  expect(await again.count(tickets)).toBe(2)
  expect((await again.events.get('evt_000001'))?.sequence).toBe(1)
  await again.close()
})
