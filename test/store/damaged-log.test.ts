import { describe, expect, it } from 'vitest'
import { MemoryDisk } from './memory-disk.ts'
import { counters } from './sample-documents.ts'
import { arrival } from './sample-events.ts'
import { openOn } from './store-on-disk.ts'

const large = { segmentBytes: 1_000_000, snapshotBytes: 1_000_000 }
const journal = '/data/journal/000001.log'
const events = '/data/events/000001.log'
const total = 6
type LogFile = typeof journal | typeof events

/** Six transactions and six events, each synced by itself, left as by `kill -9`. Also: where each log ended after each. */
const crashedDisk = async () => {
  const disk = new MemoryDisk()
  const { store } = await openOn(disk, large)
  const ends: Record<LogFile, number[]> = {
    [journal]: [disk.files.get(journal)!.length],
    [events]: [disk.files.get(events)!.length],
  }
  for (let number = 1; number <= total; number += 1) {
    await store.transact(tx => tx.put(counters, { id: `n_${number}`, value: number }))
    await store.events.receive(arrival(number))
    for (const file of [journal, events] as const) ends[file].push(disk.files.get(file)!.length)
  }
  return { files: disk.files, ends }
}

const withFile = (files: ReadonlyMap<string, Buffer>, file: string, bytes: Buffer): MemoryDisk =>
  MemoryDisk.of(new Map(files).set(file, bytes))

const countsIn = async (disk: MemoryDisk) => {
  const { store, log } = await openOn(disk, large)
  const { data } = await store.events.list({ limit: 100 })
  return { transactions: await store.count(counters), events: data.length, log: log.lines }
}

describe.each([
  ['journal', journal, 'transactions'],
  ['event log', events, 'events'],
] as const)('the %s', (_, file, counted) => {
  it('cut at any byte of its last three records keeps every record before the cut', async () => {
    const { files, ends } = await crashedDisk()
    const whole = files.get(file)!
    for (let size = ends[file].at(-4)!; size <= whole.length; size += 1) {
      const disk = withFile(files, file, whole.subarray(0, size))
      const expected = ends[file].findLastIndex(end => end <= size)
      expect((await countsIn(disk))[counted], `cut at ${size}`).toBe(expected)
      expect(disk.files.get(file)!.length).toBe(ends[file][expected])
    }
  })

  it.each([
    ['zeros', Buffer.alloc(5000)],
    ['one byte', Buffer.from('x')],
    ['noise', Buffer.from(Array.from({ length: 3000 }, (__, index) => (index * 7919) % 251))],
    ['text', Buffer.from('{"id":"evt_1"}'.repeat(100))],
  ])(
    'followed by %s that no write left whole keeps all its records, and says what it cut',
    async (__, tail) => {
      const { files } = await crashedDisk()
      const whole = files.get(file)!
      const disk = withFile(files, file, Buffer.concat([whole, tail]))
      const counts = await countsIn(disk)
      expect(counts[counted]).toBe(total)
      expect(counts.log).toEqual([
        {
          ...{ level: 'warn', message: 'cut a write that was never acknowledged' },
          facts: { file, offset: whole.length, bytes: tail.length },
        },
      ])
    },
  )

  it('followed by the first half of a record twice keeps all its records', async () => {
    const { files, ends } = await crashedDisk()
    const whole = files.get(file)!
    const half = whole.subarray(ends[file].at(-2)!, whole.length - 5)
    expect((await countsIn(withFile(files, file, Buffer.concat([whole, half, half]))))[counted]).toBe(total)
  })

  it('with one wrong bit before its last record is refused, naming file and offset, and not touched', async () => {
    const { files, ends } = await crashedDisk()
    const whole = files.get(file)!
    for (let record = 0; record < total - 1; record += 1) {
      const [start, end] = [ends[file][record]!, ends[file][record + 1]!]
      for (const at of [start, start + 9, start + 20, start + 26, start + 30, end - 1]) {
        const bytes = Buffer.from(whole)
        bytes[at]! ^= 4
        const disk = withFile(files, file, bytes)
        await expect(openOn(disk, large), `bit at ${at}`).rejects.toThrow(
          `${file} is damaged at offset ${start}`,
        )
        expect(disk.files.get(file)!.equals(bytes)).toBe(true)
      }
    }
  })

  it('with a damaged header is refused', async () => {
    const { files } = await crashedDisk()
    const bytes = Buffer.from(files.get(file)!)
    bytes[3]! ^= 4
    await expect(openOn(withFile(files, file, bytes), large)).rejects.toThrow(
      `${file} is damaged at offset 0`,
    )
  })

  it('with a record missing between two others is refused', async () => {
    const { files, ends } = await crashedDisk()
    const whole = files.get(file)!
    const bytes = Buffer.concat([whole.subarray(0, ends[file][2]), whole.subarray(ends[file][3])])
    await expect(openOn(withFile(files, file, bytes), large)).rejects.toThrow(/is damaged at offset/)
  })

  it('that ends before what a snapshot says was acknowledged is refused', async () => {
    const { files, ends } = await crashedDisk()
    const disk = MemoryDisk.of(files)
    const { store } = await openOn(disk, large)
    await store.close()
    const cut = disk.files.get(file)!.subarray(0, ends[file][3])
    const last = file === journal ? '/data/journal/000002.log' : undefined
    const shortened = MemoryDisk.of([...disk.files].filter(([name]) => name !== last))
    await expect(openOn(MemoryDisk.of(new Map(shortened.files).set(file, cut)), large)).rejects.toThrow(
      /were acknowledged|was acknowledged/,
    )
  })
})

it('a payload that holds bytes which look like a record does not pass for one', async () => {
  const disk = new MemoryDisk()
  const { store } = await openOn(disk, large)
  await store.events.receive(arrival(1))
  const segment = disk.files.get(events)!
  await store.events.receive(arrival(2, { payload: segment }))
  const whole = disk.files.get(events)!
  const cut = withFile(disk.files, events, whole.subarray(0, whole.length - 1))
  expect((await countsIn(cut)).events).toBe(1)
})

it('a payload whose bytes changed on disk is told as damaged, not handed out', async () => {
  const disk = new MemoryDisk()
  const { store } = await openOn(disk, large)
  await store.events.receive(arrival(1))
  await store.close()
  const bytes = Buffer.from(disk.files.get(events)!)
  bytes[bytes.length - 3]! ^= 1
  const again = await openOn(withFile(disk.files, events, bytes), large)
  await expect(again.store.events.payload('evt_000001')).rejects.toThrow(/payload of evt_000001 is damaged/)
})
