import { randomUUID } from 'node:crypto'
import net from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Payment } from '#shared/domain/payment.ts'
import { type DeskClient, operationEnds, signIn } from './desk-client.ts'
import { freePort, type RunningProduct, startProduct } from './product.ts'
import { type SandboxControl, sandboxControl } from './sandbox-control.ts'
import { deliverEvents } from './signed-events.ts'
import { type StripeLine, stripeLine } from './stripe-line.ts'

const stopsWithinMs = 10_000

let line: StripeLine
let product: RunningProduct
let sandbox: SandboxControl

beforeAll(async () => {
  const sandboxPort = await freePort()
  line = await stripeLine(`http://127.0.0.1:${sandboxPort}`)
  const environment = { SANDBOX_PORT: String(sandboxPort), STRIPE_API_BASE: line.url }
  product = await startProduct({ seed: 'empty', environment })
  sandbox = sandboxControl(`http://127.0.0.1:${sandboxPort}`)
})
afterAll(async () => {
  await product.dispose()
  await line.close()
})

test.each(['open', 'silent'] as const)(
  'asked to stop under load, with Stripe %s and a refund on its way: ends by itself, with nothing lost or done twice',
  async state => {
    const desk = await signIn(product.url, 'finance')
    const { paymentIntent = '' } = await sandbox.scenario('payment', { amount: 5000, currency: 'eur' })
    await desk.get<Payment>(`/api/payments/${paymentIntent}`)
    const held = await holdOpen(product.url, state === 'silent' ? [...idle, halfSent] : idle)
    const load = new AbortController()
    const taken = deliverEvents(product.url, load.signal)
    const reads = readOn(desk, load.signal)
    const operationId = randomUUID()
    if (state === 'silent')
      await sandbox.fault({ method: 'POST', path: '/v1/refunds', kind: 'hang', times: 3 })
    const refund = refundOf(paymentIntent, operationId)
    expect((await desk.send('POST', '/api/refunds', refund)).status).toBe(202)
    line.set(state)
    expect(await endsWithin(product.stop(), stopsWithinMs)).toBe(0)
    load.abort()
    await reads
    for (const socket of held) socket.destroy()
    line.set('open')
    await product.restart()
    await expectKept(await taken)
    const again = await signIn(product.url, 'finance')
    await operationEnds(again, operationId, 'succeeded')
    expect((await again.get<Payment>(`/api/payments/${paymentIntent}`)).refunds).toHaveLength(1)
  },
  60_000,
)

const refundOf = (paymentId: string, operationId: string) => ({
  operationId,
  paymentId,
  amount: 5000,
  currency: 'eur',
  reason: 'duplicate',
  expectedRefundable: 5000,
})

async function endsWithin(end: Promise<number | null>, withinMs: number): Promise<number | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Still running after ${withinMs} ms`)), withinMs)
  })
  return await Promise.race([end, late]).finally(() => clearTimeout(timer))
}

/** Two connections that say nothing and one that is kept alive after its answer. */
const idle = ['', '', 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n']
const halfSent = 'GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: '

async function holdOpen(url: string, openings: readonly string[]): Promise<net.Socket[]> {
  const { hostname, port } = new URL(url)
  const opened = openings.map(async text => {
    const socket = net.connect(Number(port), hostname)
    // Being cut is how a held connection ends.
    socket.on('error', () => undefined)
    await new Promise(resolve => socket.once('connect', resolve))
    socket.resume()
    socket.write(text)
    return socket
  })
  return await Promise.all(opened)
}

async function readOn(desk: DeskClient, signal: AbortSignal): Promise<void> {
  let answers = true
  while (answers && !signal.aborted)
    answers = await desk.raw('/api/work').then(
      reply => reply.ok,
      () => false,
    )
}

async function expectKept(ids: readonly string[]): Promise<void> {
  expect(ids.length).toBeGreaterThan(0)
  const engineer = await signIn(product.url, 'engineer')
  for (const id of ids) await engineer.get(`/api/events/${id}`)
}
