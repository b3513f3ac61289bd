import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openEmbeddedStore } from '#server/store/embedded/open.ts'
import { keptLog, stillClock } from './quiet-ports.ts'
import { counters } from './sample-documents.ts'
import { arrival } from './sample-events.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const writer = fileURLToPath(new URL('./writer-process.ts', import.meta.url))
const root = path.resolve(import.meta.dirname, '../..')
// Below node_modules, so that the built script finds the packages.
const outDir = path.join(root, `node_modules/.cache/store-writer-${process.pid}`)

beforeAll(async () => {
  await build({
    ...{ root, configFile: false, logLevel: 'silent' },
    build: {
      ...{ ssr: writer, outDir, minify: false },
      rolldownOptions: { output: { entryFileNames: 'writer.mjs' } },
    },
  })
})

afterAll(() => rm(outDir, { recursive: true, force: true }))

/** Runs a writer until it acknowledged `writes`, then kills it in the middle of the next ones. Resolves to what it acknowledged. */
const writeUntilKilled = async (directory: string, first: number, writes: number): Promise<number[]> => {
  const child = spawn(process.execPath, [path.join(outDir, 'writer.mjs'), directory, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const acknowledged: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line))
    if (acknowledged.length === writes) child.kill('SIGKILL')
  }
  const [, signal] = await exited
  expect(signal).toBe('SIGKILL')
  return acknowledged
}

it('killed again and again while it writes, the store keeps all it acknowledged, each once', async () => {
  const directory = path.join(await temporaryDirectory(), 'data')
  const acknowledged: number[] = []
  for (let round = 0; round < 6; round += 1)
    acknowledged.push(...(await writeUntilKilled(directory, round * 100_000 + 1, 20 + round * 37)))
  const store = await openEmbeddedStore({
    ...{ directory, clock: stillClock, log: keptLog() },
    onFatal: error => {
      throw error
    },
  })
  const seen = new Set<string>()
  for (let cursor: string | null | undefined, sequence = 0; cursor !== null; ) {
    const page = await store.events.list({ limit: 100, order: 'ascending', cursor })
    for (const event of page.data) {
      sequence += 1
      expect(event.sequence).toBe(sequence)
      expect(seen.has(event.id)).toBe(false)
      seen.add(event.id)
    }
    cursor = page.nextCursor
  }
  for (const number of acknowledged) {
    const { id, payload } = arrival(number)
    expect(await store.get(counters, `n_${number}`)).toEqual({ id: `n_${number}`, value: number })
    expect(await store.events.get(id)).toMatchObject({ state: 'processed', deliveryCount: 2 })
    expect(Buffer.from((await store.events.payload(id)) ?? [])).toEqual(payload)
  }
  await store.close()
}, 60_000)
