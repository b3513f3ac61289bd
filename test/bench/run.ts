import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { load, type Measured, signedEvent } from './load.ts'
import { median, print, rounds } from './print.ts'
import { sandbox } from './sandbox.ts'
import { runSubject, type Subject, secret, startSubject, type Variant, variants } from './subject.ts'

/*
 * Speed as ratios inside one interleaved run: absolute figures drift with the machine, and are printed for reading only.
 * It exits 0 whatever it measures.
 */

interface Round extends Measured {
  readonly cpuMicrosPerRequest: number
}

async function measure(subject: Subject, work: () => Promise<Measured>): Promise<Round> {
  const before = (await subject.usage()).cpuMicros
  const startedAt = performance.now()
  const measured = await work()
  const requests = (measured.perSecond * (performance.now() - startedAt)) / 1000
  return { ...measured, cpuMicrosPerRequest: ((await subject.usage()).cpuMicros - before) / requests }
}

const webhooks = (subject: Subject) => () =>
  load(subject.url, () => ({ method: 'POST', path: '/webhooks/stripe', ...signedEvent(secret) }))

async function intake(): Promise<void> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'counterfoil-bench-'))
  const bare = await startSubject('no-storage')
  const durable = await startSubject('durable', directory)
  const results: Record<'bare' | 'durable', Round[]> = { bare: [], durable: [] }
  for (let round = 0; round < rounds; round++) {
    results.bare.push(await measure(bare, webhooks(bare)))
    results.durable.push(await measure(durable, webhooks(durable)))
  }
  bare.stop()
  durable.stop()
  const rate = (all: Round[]) => median(all.map(one => one.perSecond))
  const cpu = (all: Round[]) => median(all.map(one => one.cpuMicrosPerRequest))
  const p99 = (all: Round[]) => median(all.map(one => one.p99Ms))
  const [without, ours] = [results.bare, results.durable]
  const failed = [...without, ...ours].reduce((sum, one) => sum + one.failed, 0)
  print(
    'durable webhook rate / the same app without storage',
    rate(ours) / rate(without),
    '>= 1.25',
    `${rate(ours).toFixed(0)} and ${rate(without).toFixed(0)} a second, ${failed} not 200`,
  )
  print(
    'processor time an event / without storage',
    cpu(ours) / cpu(without),
    '<= 1.0',
    `${cpu(ours).toFixed(0)} and ${cpu(without).toFixed(0)} µs`,
  )
  print(
    'p99 under full load / without storage',
    p99(ours) / p99(without),
    '<= 1.5',
    `${p99(ours).toFixed(1)} and ${p99(without).toFixed(1)} ms`,
  )
  await restart(directory)
  fs.rmSync(directory, { recursive: true })
}

/** Opening what the intake left: the journal's tail and the index of its events. */
async function restart(directory: string): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now()
    const subject = await startSubject('durable', directory)
    times.push(performance.now() - startedAt)
    subject.stop()
  }
  const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'counterfoil-bench-'))
  const startedAt = performance.now()
  const subject = await startSubject('durable', empty)
  const fresh = performance.now() - startedAt
  subject.stop()
  fs.rmSync(empty, { recursive: true })
  print(
    'start with what was taken / start with nothing',
    median(times) / fresh,
    '',
    `${median(times).toFixed(0)} and ${fresh.toFixed(0)} ms`,
  )
}

const [flag, variant, directory = ''] = process.argv.slice(2)
const isVariant = (name: string | undefined): name is Variant => variants.some(one => one === name)

if (flag === '--subject' && isVariant(variant)) {
  await runSubject(variant, directory)
} else {
  console.log(`Node ${process.version}, ${os.cpus().length} processors, medians of ${rounds} rounds\n`)
  await intake()
  await sandbox()
}
