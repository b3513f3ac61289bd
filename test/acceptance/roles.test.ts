import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '#shared/api/endpoint.ts'
import { endpoints } from '#shared/api/endpoints.ts'
import { may, roles } from '#shared/domain/permissions.ts'
import { type DeskClient, signIn, until } from './desk-client.ts'
import { type RunningProduct, startProduct } from './product.ts'

let product: RunningProduct
const desks = new Map<string, DeskClient>()

beforeAll(async () => {
  product = await startProduct({ seed: 'empty' })
  for (const role of roles) desks.set(role, await signIn(product.url, role))
})
afterAll(() => product.dispose())

/** An address of the right shape that names nothing: only the permission can decide between 403 and the rest. */
function addressOf(endpoint: Endpoint): string {
  const ids: Record<string, string> = {
    customers: 'cus_nobody12345',
    payments: 'pi_nothing12345',
    operations: 'op_nothing12345',
    disputes: 'du_nothing12345',
    subscriptions: 'sub_nothing12345',
    invoices: 'in_nothing12345',
    events: 'evt_nothing12345',
  }
  const resource = endpoint.path.split('/')[2] ?? ''
  const path = endpoint.path.replace(':id', ids[resource] ?? 'none')
  return endpoint.name === 'search' ? `${path}?q=nobody` : path
}

const ask = (desk: DeskClient, endpoint: Endpoint) =>
  desk.raw(addressOf(endpoint), {
    method: endpoint.method,
    ...(endpoint.method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }),
  })

const guarded = endpoints.filter(endpoint => endpoint.access !== 'public')

describe.each(roles)('%s', role => {
  test.each(guarded.map(endpoint => [endpoint.name, endpoint] as const))(
    '%s is answered as the table says',
    async (_name, endpoint) => {
      const { access } = endpoint
      const allowed = access === 'signed-in' || access === 'public' || may(role, access)
      const response = await ask(desks.get(role)!, endpoint)
      const reply = endpoint.media === 'bytes' && response.ok ? {} : await response.json()
      if (allowed) expect(reply.code).not.toBe('forbidden')
      else expect([response.status, reply.code, reply.permission]).toEqual([403, 'forbidden', access])
      expect(response.status).toBeLessThan(500)
    },
  )
})

test.each(guarded.map(endpoint => [endpoint.name, endpoint] as const))(
  'nobody gets nothing from %s',
  async (_name, endpoint) => {
    const response = await fetch(product.url + addressOf(endpoint), { method: endpoint.method })
    expect([response.status, (await response.json()).code]).toEqual([401, 'not_signed_in'])
  },
)

test('every refusal of a known person is in the audit log', async () => {
  const viewer = desks.get('viewer')!
  const refused = await viewer.send('POST', '/api/refunds', {})
  expect(refused.status).toBe(403)
  const entries = await desks
    .get('admin')!
    .get<{ data: { requestId: string; action: string }[] }>('/api/audit?outcome=denied')
  expect(entries.data).toContainEqual(
    expect.objectContaining({ requestId: refused.body.requestId, action: 'createRefund.denied' }),
  )
})

test('a session that was ended opens nothing, and its live stream closes', async () => {
  const desk = await signIn(product.url, 'support2')
  const stream = await desk.raw('/api/stream')
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  await desk.send('DELETE', '/api/session')
  expect((await desk.raw('/api/work')).status).toBe(401)
  const reader = stream.body!.getReader()
  await until(
    () => reader.read(),
    ({ done }) => done,
  )
})

test('the contract is published', async () => {
  const document = await (await fetch(`${product.url}/api/openapi.json`)).json()
  expect(document.openapi).toBe('3.0.3')
  const published = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap(path =>
    Object.values(path).map(operation => operation.operationId),
  )
  expect(published.sort()).toEqual(endpoints.map(endpoint => endpoint.name).sort())
})
