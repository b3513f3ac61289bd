import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openEmbeddedStore } from '#server/store/embedded/open.ts'
import { keptLog, stillClock } from '#test/store/quiet-ports.ts'

const root = path.join(import.meta.dirname, '../..')
// Below node_modules, so that the built file finds its packages.
const outDir = path.join(root, 'node_modules/.cache/poisoned-desk')

let directory = ''
beforeAll(() =>
  build({
    ...{ root, configFile: false, logLevel: 'error', publicDir: false },
    build: { outDir, emptyOutDir: true, ssr: path.join(import.meta.dirname, 'poisoned-desk.ts') },
  }).then(() => {}),
)
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'counterfoil-crash-'))
})
afterEach(() => rm(directory, { recursive: true }))

const id = 'evt_poison'
const begin = Date.now()

/** One life of a desk whose handler kills it: what it said before its end. */
function live(): Promise<string> {
  const child = spawn(
    process.execPath,
    [path.join(outDir, 'poisoned-desk.js'), directory, id, String(begin)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let said = ''
  child.stdout.on('data', chunk => {
    said += String(chunk)
  })
  return new Promise(resolve => child.once('close', (_, signal) => resolve(`${said}${signal ?? ''}`)))
}

async function look() {
  const log = keptLog()
  const store = await openEmbeddedStore({ directory, clock: stillClock, log, onFatal: () => {} })
  try {
    return await store.events.get(id)
  } finally {
    await store.close()
  }
}

describe('a process that is killed', () => {
  it('has lost nothing it answered for, and an event that kills it every time ends dead', async () => {
    expect(await live()).toBe('answered SIGKILL')
    expect(await look()).toMatchObject({ state: 'processing', handlers: [{ attempts: 1 }] })
    for (let life = 2; life <= 8; life += 1) {
      expect(await live()).toBe('answered SIGKILL')
      expect(await look()).toMatchObject({ deliveryCount: life, handlers: [{ attempts: life }] })
    }
    expect(await live()).toBe('answered survived')
    expect(await look()).toMatchObject({
      state: 'dead',
      deliveryCount: 9,
      handlers: [{ attempts: 8, error: 'The desk stopped during this run' }],
    })
  })
})
