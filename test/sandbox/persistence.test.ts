import fs from 'node:fs'
import path from 'node:path'
import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { Sandbox } from '#server/sandbox/sandbox.ts'
import { startSandbox } from '#server/sandbox/start.ts'
import { pay } from './pay.ts'
import { clientOf, startTestSandbox } from './sandbox-client.ts'
import { temporaryDirectory } from './temporary-directory.ts'
import { startReceiver } from './webhook-receiver.ts'

const journalOf = (dataDir: string): string => path.join(dataDir, 'journal')

/** Runs a sandbox over the directory for as long as `use` needs it. */
async function during<T>(dataDir: string, use: (stripe: Stripe, url: string) => Promise<T>): Promise<T> {
  const running = await startSandbox({ port: 0, host: '127.0.0.1', seed: 'empty', thread: false, dataDir })
  try {
    return await use(clientOf(running.url), running.url)
  } finally {
    await running.close()
  }
}

const ledgerAt = async (url: string): Promise<unknown> => (await fetch(`${url}/_sandbox/ledger`)).json()
const post = (url: string, body: object): Promise<unknown> =>
  fetch(url, { method: 'POST', body: JSON.stringify(body) })

test('a restart keeps objects, events, the ledger and idempotency keys', async () => {
  const dataDir = temporaryDirectory()
  const before = await during(dataDir, async (stripe, url) => {
    const intent = await pay(stripe)
    const refund = await stripe.refunds.create(
      { payment_intent: intent.id, amount: 7 },
      { idempotencyKey: 'kept' },
    )
    return { intent, refund, events: (await stripe.events.list()).data, ledger: await ledgerAt(url) }
  })
  await during(dataDir, async (stripe, url) => {
    expect(await ledgerAt(url)).toEqual(before.ledger)
    expect((await stripe.events.list()).data).toEqual(before.events)
    const again = await stripe.refunds.create(
      { payment_intent: before.intent.id, amount: 7 },
      { idempotencyKey: 'kept' },
    )
    expect(again).toEqual(before.refund)
    const made = await stripe.refunds.create({ payment_intent: before.intent.id, amount: 7 })
    expect(made.id).not.toBe(before.refund.id)
    expect((await stripe.refunds.list({ payment_intent: before.intent.id })).data).toHaveLength(2)
  })
})

test('a restart keeps the clock ahead, and runs what fell due meanwhile', async () => {
  const dataDir = temporaryDirectory()
  const dayMs = 24 * 60 * 60 * 1_000
  const { created, refund } = await during(dataDir, async (stripe, url) => {
    await post(`${url}/_sandbox/clock`, { advanceMs: 30 * dayMs })
    const intent = await pay(stripe, { card: 'pendingRefund' })
    const { id } = await stripe.refunds.create({ payment_intent: intent.id })
    return { created: intent.created, refund: id }
  })
  await during(dataDir, async (stripe, url) => {
    expect((await stripe.customers.create()).created).toBeGreaterThanOrEqual(created)
    await post(`${url}/_sandbox/clock`, { advanceMs: 10_000 })
    expect(await stripe.refunds.retrieve(refund)).toMatchObject({ status: 'succeeded' })
  })
})

test('events that were not delivered are delivered after a restart', async () => {
  const dataDir = temporaryDirectory()
  const receiver = await startReceiver(200)
  const customer = await during(dataDir, async (stripe, url) => {
    await post(`${url}/_sandbox/deliveries`, { paused: true, url: receiver.url })
    return await stripe.customers.create()
  })
  expect(receiver.arrivals).toEqual([])
  await during(dataDir, () => receiver.waitFor(1))
  expect(receiver.arrivals[0]?.body).toContain(customer.id)
})

test('a tail torn at any byte loses only the record that it belongs to', async () => {
  const dataDir = temporaryDirectory()
  const kept = await during(dataDir, async stripe => (await stripe.customers.create({ name: 'kept' })).id)
  const whole = fs.readFileSync(journalOf(dataDir))
  await during(dataDir, stripe => stripe.customers.create({ name: 'torn' }))
  const longer = fs.readFileSync(journalOf(dataDir))
  for (let length = whole.length; length < longer.length; length += 37) {
    fs.writeFileSync(journalOf(dataDir), longer.subarray(0, length))
    await during(dataDir, async stripe => {
      expect((await stripe.customers.list()).data.map(({ id }) => id)).toEqual([kept])
    })
    expect(fs.statSync(journalOf(dataDir)).size).toBe(whole.length)
  }
})

test('damage before the last record is refused in words, and the file is left alone', async () => {
  const dataDir = temporaryDirectory()
  await during(dataDir, async stripe => {
    for (let index = 0; index < 3; index += 1) await stripe.customers.create({ name: `n${index}` })
  })
  const damaged = fs.readFileSync(journalOf(dataDir))
  const at = damaged.indexOf('"n0"')
  damaged.write('"n9"', at)
  fs.writeFileSync(journalOf(dataDir), damaged)
  expect(() => new Sandbox({ seed: 'empty', dataDir })).toThrow(/is damaged at byte \d+/)
  expect(fs.readFileSync(journalOf(dataDir))).toEqual(damaged)
})

test('a reset begins the journal anew', async () => {
  const dataDir = temporaryDirectory()
  await during(dataDir, async (stripe, url) => {
    await stripe.customers.create({ name: 'old' })
    await post(`${url}/_sandbox/reset`, {})
    await stripe.customers.create({ name: 'new' })
  })
  await during(dataDir, async stripe => {
    expect((await stripe.customers.list()).data.map(({ name }) => name)).toEqual(['new'])
  })
})

test('a reset amid requests keeps those after it and none before it', async () => {
  const dataDir = temporaryDirectory()
  const names = await during(dataDir, async (stripe, url) => {
    const many = (label: string) =>
      Array.from({ length: 20 }, (_, index) => stripe.customers.create({ name: `${label}${index}` }))
    await Promise.all([...many('before'), post(`${url}/_sandbox/reset`, {}), ...many('after')])
    return (await stripe.customers.list({ limit: 100 })).data.map(({ name }) => name)
  })
  await during(dataDir, async stripe => {
    expect((await stripe.customers.list({ limit: 100 })).data.map(({ name }) => name)).toEqual(names)
  })
})

test('a long journal is shortened at the start and says the same', async () => {
  const dataDir = temporaryDirectory()
  const before = await during(dataDir, async stripe => {
    const first = await stripe.customers.create()
    await stripe.customers.create()
    await stripe.customers.del((await stripe.customers.create()).id)
    const intent = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' })
    for (let index = 0; index < 60; index += 1) {
      await stripe.paymentIntents.update(intent.id, { description: `${index}` })
    }
    await stripe.customers.update(first.id, { name: 'first' })
    return { customers: (await stripe.customers.list()).data, events: (await stripe.events.list()).data }
  })
  const { size } = fs.statSync(journalOf(dataDir))
  await new Sandbox({ seed: 'empty', dataDir, compactAboveBytes: 1_000 }).close()
  expect(fs.statSync(journalOf(dataDir)).size).toBeLessThan(size)
  await during(dataDir, async stripe => {
    expect((await stripe.customers.list()).data).toEqual(before.customers)
    expect((await stripe.events.list()).data).toEqual(before.events)
    expect((await stripe.paymentIntents.list()).data).toMatchObject([{ description: '59' }])
  })
})

test('the same seed gives the same ids', async () => {
  const [one, other] = [await startTestSandbox(), await startTestSandbox()]
  const made = async ({ stripe }: { stripe: Stripe }) => (await stripe.customers.create()).id
  expect(await made(one)).toBe(await made(other))
})
