import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import type Stripe from 'stripe'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { buildSandbox } from './built-sandbox.ts'
import { chargeOf, pay } from './pay.ts'
import { clientOf } from './sandbox-client.ts'
import { temporaryDirectory } from './temporary-directory.ts'

let folder = ''
beforeAll(async () => {
  folder = await buildSandbox('kill')
})

interface Running {
  readonly child: ChildProcess
  readonly stripe: Stripe
}

/** `npm run sandbox` in a process of its own, which a test may kill. */
async function start(dataDir: string, seed = 'empty'): Promise<Running> {
  const child = spawn(process.execPath, [path.join(folder, 'sandbox.js')], {
    env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_SEED: seed, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let printed = ''
  for await (const chunk of child.stdout) {
    printed += String(chunk)
    const url = /on (http:\S+)/.exec(printed)?.[1]
    if (url !== undefined) return { child, stripe: clientOf(url) }
  }
  throw new Error('The sandbox ended before it was ready')
}

const kill = (child: ChildProcess): Promise<void> =>
  new Promise(resolve => {
    if (child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })

test('what was answered survives a kill, and no key has two effects after it', async () => {
  const dataDir = temporaryDirectory()
  const first = await start(dataDir)
  const intent = await pay(first.stripe, { amount: 100_000 })
  const keys = Array.from({ length: 60 }, (_, index) => `op:${index}:g1`)
  const refundOnce = (stripe: Stripe, idempotencyKey: string) =>
    stripe.refunds.create({ payment_intent: intent.id, amount: 100 }, { idempotencyKey })

  const answered = new Map<string, string>()
  const sent = keys.map(async (key, index) => {
    const { id } = await refundOnce(first.stripe, key)
    answered.set(key, id)
    if (index === 20) first.child.kill('SIGKILL')
  })
  await Promise.allSettled(sent)
  await kill(first.child)
  expect(answered.size).toBeGreaterThan(0)

  const second = await start(dataDir)
  for (const key of keys) {
    const { id } = await refundOnce(second.stripe, key)
    expect(id).toBe(answered.get(key) ?? id)
  }
  const charge = await second.stripe.charges.retrieve(chargeOf(intent))
  expect(charge.amount_refunded).toBe(keys.length * 100)
  const refunds = await second.stripe.refunds.list({ payment_intent: intent.id, limit: 100 })
  expect(refunds.data).toHaveLength(keys.length)
  const events = await second.stripe.events.list({ type: 'refund.created', limit: 100 })
  expect(events.data).toHaveLength(keys.length)
  await kill(second.child)
}, 60_000)

test('what was done over the seeded company survives a kill, and the company is the same', async () => {
  const dataDir = temporaryDirectory()
  const created = { lt: Math.floor(Date.now() / 1000) - 24 * 60 * 60 }
  const pastOf = async (stripe: Stripe) => ({
    charges: (await stripe.charges.list({ limit: 100, created })).data,
    events: (await stripe.events.list({ limit: 100, created })).data,
    people: (await stripe.customers.list({ limit: 100, created })).data,
  })
  const first = await start(dataDir, 'company')
  const { data } = await first.stripe.charges.search({
    query: 'status:"succeeded" -refunded:null -refunded:"true"',
  })
  const [charge] = data
  const refund = await first.stripe.refunds.create({ charge: String(charge?.id), amount: 10 })
  const before = await pastOf(first.stripe)
  await kill(first.child)

  const second = await start(dataDir, 'company')
  expect(await second.stripe.refunds.retrieve(refund.id)).toEqual(refund)
  expect(await pastOf(second.stripe)).toEqual(before)
  await kill(second.child)
}, 180_000)
