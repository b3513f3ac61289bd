import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Operation } from '#shared/domain/operation.ts'
import { isSettled } from '#shared/domain/operation.ts'
import type { Payment } from '#shared/domain/payment.ts'
import { signIn, until } from './desk-client.ts'
import { type RunningProduct, startProduct } from './product.ts'
import { type SandboxControl, sandboxControl } from './sandbox-control.ts'

let product: RunningProduct
let sandbox: SandboxControl

beforeAll(async () => {
  product = await startProduct({ seed: 'empty' })
  sandbox = sandboxControl(product.sandboxUrl)
})
afterAll(() => product.dispose())

describe('kill -9', () => {
  // Some moments of a refund, in ms after it was asked for; the last is while Stripe does not answer.
  test.each([0, 5, 15, 40, 120])(
    '%s ms into a refund: at most one refund, and the operation ends by itself',
    async afterMs => {
      const desk = await signIn(product.url, 'finance')
      const { paymentIntent = '' } = await sandbox.scenario('payment', { amount: 5000, currency: 'eur' })
      const operationId = randomUUID()
      const body = {
        operationId,
        paymentId: paymentIntent,
        amount: 5000,
        currency: 'eur',
        reason: 'duplicate',
        expectedRefundable: 5000,
      }
      const asked = desk.send('POST', '/api/refunds', body).catch(() => null)
      await new Promise(resolve => setTimeout(resolve, afterMs))
      await product.kill()
      await asked
      await product.restart()
      const again = await signIn(product.url, 'finance')
      const known = await again.raw(`/api/operations/${operationId}`)
      if (known.status === 404) expect((await again.send('POST', '/api/refunds', body)).status).toBe(202)
      const ended = await until(
        () => again.get<Operation>(`/api/operations/${operationId}`),
        operation => isSettled(operation.state),
        30_000,
      )
      expect(ended.state).toBe('succeeded')
      const { refunds } = await again.get<Payment>(`/api/payments/${paymentIntent}`)
      expect(refunds).toHaveLength(1)
    },
  )

  test('after an answered 200 loses no event', async () => {
    const ids = Array.from({ length: 50 }, () => `evt_${randomUUID().replaceAll('-', '')}`)
    const answers = await Promise.all(ids.map(id => deliver(product.url, eventBody(id))))
    expect(new Set(answers)).toEqual(new Set([200]))
    await product.kill()
    await product.restart()
    const desk = await signIn(product.url, 'engineer')
    for (const id of ids) expect((await desk.raw(`/api/events/${id}`)).status).toBe(200)
  })
})

test('a stop by signal ends well, and the audit chain is whole afterwards', async () => {
  expect(await product.stop()).toBe(0)
  await product.restart()
  const admin = await signIn(product.url, 'admin')
  expect(await admin.get('/api/audit/verification')).toMatchObject({ intact: true })
})

const eventBody = (id: string): string =>
  JSON.stringify({
    id,
    object: 'event',
    type: 'price.updated',
    api_version: '2026-10-28.endive',
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    data: { object: { id: 'price_1', object: 'price' } },
  })

async function deliver(url: string, body: string): Promise<number> {
  const seconds = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', 'whsec_sandbox').update(`${seconds}.${body}`).digest('hex')
  const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${seconds},v1=${signature}` }
  return (await fetch(`${url}/webhooks/stripe`, { method: 'POST', body, headers })).status
}
