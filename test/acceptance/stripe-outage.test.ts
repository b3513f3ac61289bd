import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Payment } from '#shared/domain/payment.ts'
import { type DeskClient, operationEnds, signIn, until } from './desk-client.ts'
import { freePort, type RunningProduct, startProduct } from './product.ts'
import { type SandboxControl, sandboxControl } from './sandbox-control.ts'
import { deliver, eventBody, eventId } from './signed-events.ts'
import { type StripeLine, stripeLine } from './stripe-line.ts'

let line: StripeLine
let product: RunningProduct
let sandbox: SandboxControl
let desk: DeskClient

beforeAll(async () => {
  const sandboxPort = await freePort()
  line = await stripeLine(`http://127.0.0.1:${sandboxPort}`)
  const environment = { SANDBOX_PORT: String(sandboxPort), STRIPE_API_BASE: line.url, LOG_LEVEL: 'debug' }
  product = await startProduct({ seed: 'empty', environment })
  sandbox = sandboxControl(`http://127.0.0.1:${sandboxPort}`)
  desk = await signIn(product.url, 'finance')
})
afterAll(async () => {
  await product.dispose()
  await line.close()
})

const pages = [
  ...['work', 'charts', 'customers', 'payments', 'operations', 'disputes', 'subscriptions', 'invoices'],
  ...['events', 'event-stats', 'search?q=robin'],
]

test.each(['refused', 'silent'] as const)(
  'while Stripe is %s: events are taken, pages answer, and a refund ends once it is back',
  async state => {
    const { paymentIntent = '' } = await sandbox.scenario('payment', { amount: 5000, currency: 'eur' })
    await desk.get<Payment>(`/api/payments/${paymentIntent}`)
    const operationId = randomUUID()
    const refund = {
      operationId,
      paymentId: paymentIntent,
      amount: 5000,
      currency: 'eur',
      reason: 'duplicate',
      expectedRefundable: 5000,
    }
    line.set(state)
    const asked = desk.send('POST', '/api/refunds', refund)
    const answers = await Promise.all(pages.map(async page => (await desk.raw(`/api/${page}`)).status))
    expect(
      answers.every(status => status === 200 || status === 503),
      String(answers),
    ).toBe(true)
    const failed = {
      type: 'payment_intent.payment_failed',
      object: { id: paymentIntent, object: 'payment_intent' },
    }
    const delivered = await Promise.all(
      Array.from({ length: 20 }, () => deliver(product.url, eventBody({ id: eventId(), ...failed }))),
    )
    expect(new Set(delivered.map(reply => reply.status))).toEqual(new Set([200]))
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200)
    const { status } = await asked
    expect([202, 503]).toContain(status)
    line.set('open')
    if (status !== 202) expect(await desk.send('POST', '/api/refunds', refund)).toMatchObject({ status: 202 })
    await operationEnds(desk, operationId, 'succeeded')
    const { refunds } = await until(
      () => desk.get<Payment>(`/api/payments/${paymentIntent}`),
      payment => payment.refunds.length > 0,
    )
    expect(refunds).toHaveLength(1)
    expect(product.output()).not.toMatch(/unhandled|"level":"error"/i)
  },
  60_000,
)
