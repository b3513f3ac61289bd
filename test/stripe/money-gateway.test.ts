import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '#server/clock.ts'
import { createStripeClient } from '#server/stripe/client.ts'
import { createMoneyGateway } from '#server/stripe/money-gateway.ts'
import { pay } from '#test/sandbox/pay.ts'
import { startTestSandbox } from '#test/sandbox/sandbox-client.ts'

const gatewayTo = (url: string, deadlineMs = 2_000) =>
  createMoneyGateway({
    stripe: createStripeClient({ secretKey: 'sk_test_sandbox', apiBase: url, use: 'writes' }),
    clock: systemClock,
    deadlineMs,
  })

/** A server that answers as told, and counts. */
async function listener(answer: RequestListener): Promise<{ url: string; count: () => number }> {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, count: () => requests }
}

const write = {
  paymentId: 'pi_00000001',
  amount: 4_200,
  currency: 'usd',
  reason: 'duplicate',
  operationId: 'op_00000001',
  idempotencyKey: 'op:op_00000001:g1',
} as const

test('a refund is made with its amount, its key and its operation, and no more', async () => {
  const { url, stripe, control } = await startTestSandbox()
  const intent = await pay(stripe)
  const outcome = await gatewayTo(url).createRefund({ ...write, paymentId: intent.id })
  expect(outcome).toMatchObject({ type: 'succeeded', status: 'succeeded' })
  const [refund] = (await stripe.refunds.list({ payment_intent: intent.id })).data
  expect(refund).toMatchObject({
    amount: 4_200,
    reason: 'duplicate',
    metadata: { counterfoil_operation: 'op_00000001' },
  })
  const { data } = await control('GET', '/ledger')
  expect(data.filter(({ path }) => path === '/v1/refunds')).toMatchObject([
    { idempotencyKey: 'op:op_00000001:g1', replayed: false },
  ])
})

test.each([
  ['no key', { idempotencyKey: '' }],
  ['another operation’s key', { idempotencyKey: 'op:op_00000002:g1' }],
  ['a key that is too long', { idempotencyKey: `op:op_00000001:${'g'.repeat(256)}` }],
  ['no amount', { amount: JSON.parse('null') }],
  ['a fraction', { amount: 1_998.9999999999998 }],
  ['not a number', { amount: Number.NaN }],
  ['nothing', { amount: 0 }],
  ['less than nothing', { amount: -1 }],
  ['no currency', { currency: '' }],
  ['no payment', { paymentId: '' }],
  ['a path that climbs', { paymentId: '..' }],
])('is refused before anything is sent: %s', async (_name, change) => {
  const { url, count } = await listener((_request, response) => response.end('{}'))
  await expect(gatewayTo(url).createRefund({ ...write, ...change })).rejects.toThrow(TypeError)
  expect(count()).toBe(0)
})

test('evidence goes only where it was said whether to submit', async () => {
  const { url, count } = await listener((_request, response) => response.end('{}'))
  const silent = { ...write, disputeId: 'du_1', evidence: {}, submit: JSON.parse('null') }
  await expect(gatewayTo(url).updateDisputeEvidence(silent)).rejects.toThrow(TypeError)
  expect(count()).toBe(0)
})

test('one call is one request, also when the connection breaks', async () => {
  const { url, count } = await listener(request => request.socket.destroy())
  expect(await gatewayTo(url).createRefund(write)).toMatchObject({
    type: 'unknown',
    reason: 'The connection to Stripe broke before the answer came.',
  })
  expect(count()).toBe(1)
})

test('a reply that drips is cut at the deadline, however lively it is', async () => {
  const { url } = await listener((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const timer = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(timer))
  })
  expect(await gatewayTo(url, 300).createRefund(write)).toMatchObject({ type: 'unknown' })
})

test.each([
  ['null', 200, 'null'],
  ['a list', 200, '[]'],
  ['nothing', 200, ''],
  ['HTML', 200, '<html>maintenance</html>'],
  ['an object that is not a refund', 200, '{}'],
  ['another refund', 200, '{"object":"refund","id":"re_9","amount":4200,"currency":"usd"}'],
  ['a 404 that is not Stripe’s', 404, '{"message":"no route"}'],
  ['a redirect', 302, '{}'],
])('an answer that is no answer is unknown: %s', async (_name, status, body) => {
  const { url } = await listener((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1' })
    response.end(body)
  })
  expect((await gatewayTo(url).createRefund(write)).type).toBe('unknown')
})

test('nobody listens: nothing was sent, and it may be sent again', async () => {
  const { url } = await listener(() => {})
  const gone = new URL(url)
  gone.port = '1'
  expect((await gatewayTo(gone.href).createRefund(write)).type).toBe('retry')
})

test('a file that Stripe refuses is refused in Stripe’s words', async () => {
  const { url } = await listener((_request, response) => {
    response.writeHead(400, { 'content-type': 'application/json', 'request-id': 'req_1' })
    response.end('{"error":{"type":"invalid_request_error","message":"The file is not supported."}}')
  })
  const file = { name: 'a.pdf', declaredType: 'application/pdf', bytes: new Uint8Array([1]) }
  await expect(gatewayTo(url).uploadEvidenceFile({ ...write, file })).rejects.toMatchObject({
    code: 'file_refused',
    message: 'The file is not supported.',
  })
})
