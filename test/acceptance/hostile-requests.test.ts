import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DeskClient, signIn } from './desk-client.ts'
import {
  nearMisses,
  nonsense,
  type OpenApi,
  sender,
  type WireReply,
  type WireRequest,
} from './hostile-traffic.ts'
import { type Dice, dice, undeclaredMembers } from './hostile-values.ts'
import { type RunningProduct, startProduct } from './product.ts'
import { sandboxControl } from './sandbox-control.ts'

const seed = 20_260
const atOnce = 8

let product: RunningProduct
let document: OpenApi
let ids: string[]
let cookies: string[]
let desk: DeskClient

beforeAll(async () => {
  product = await startProduct({ seed: 'empty', environment: { LOG_LEVEL: 'debug' } })
  const sandbox = sandboxControl(product.sandboxUrl)
  const made = [
    await sandbox.scenario('payment'),
    await sandbox.scenario('decline'),
    await sandbox.scenario('dispute'),
  ]
  ids = [...new Set(made.flatMap(Object.values))].filter(id => typeof id === 'string')
  document = await (await fetch(`${product.url}/api/openapi.json`)).json()
  desk = await signIn(product.url, 'finance')
  cookies = [await cookieOf('finance'), await cookieOf('admin'), await cookieOf('engineer'), 'none=1']
}, 60_000)
afterAll(() => product.dispose())

async function cookieOf(persona: string): Promise<string> {
  const response = await fetch(`${product.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

describe('hostile requests', () => {
  test.each([
    ['that nearly keep to the contract', nearMisses, 1_500],
    ['that keep to nothing', nonsense, 700],
  ] as const)(
    '%s are answered, each with a problem of ours',
    async (_, make, count) => {
      const random = dice(seed)
      const next = make(document, random, ids)
      const requests = Array.from({ length: count }, () => {
        const request = next()
        return { ...request, headers: { ...request.headers, cookie: cookieFor(request, random) } }
      })
      const wrong = await wrongAnswers(requests)
      expect(wrong).toEqual([])
      expect(await stillAlive()).toBe(true)
      expect((await desk.raw('/api/work', { headers: { cookie: cookies[0] ?? '' } })).status).toBe(200)
    },
    60_000,
  )
})

test('a write takes no member that it does not declare', async () => {
  const writes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { requestBody }]) => requestBody?.content['application/json'])
      .map(([method]) => ({ method: method.toUpperCase(), path: path.replace('{id}', ids[0] ?? '') })),
  )
  expect(writes.length).toBeGreaterThan(5)
  const wire = sender(product.url)
  for (const { method, path } of writes) {
    const body = JSON.stringify(Object.fromEntries(undeclaredMembers.map(key => [key, 'admin'])))
    const headers = { 'content-type': 'application/json', cookie: cookies[0] ?? '' }
    const { status, body: answer } = await wire.send({ method, path, headers, body })
    expect([400, 403], `${method} ${path} ${answer}`).toContain(status)
  }
  wire.close()
  expect(await desk.get('/api/session')).toMatchObject({ user: { role: 'finance' } })
})

test.each([
  'limit=0',
  'limit=-1',
  'limit=101',
  'limit=1e9',
  'limit=x',
  'limit=1&limit=2',
  'sort=id;drop',
  'offset=1',
])('no list takes ?%s', async query => {
  for (const list of [
    'customers',
    'payments',
    'operations',
    'disputes',
    'subscriptions',
    'invoices',
    'events',
  ]) {
    const reply = await desk.raw(`/api/${list}?${query}`)
    expect([reply.status, (await reply.json()).code], list).toEqual([400, 'invalid_request'])
  }
})

test.each([
  '..',
  '%2e%2e',
  'pi_1%2frefund',
  'ch_..%2f..%2fx',
  'pi_',
  `pi_${'a'.repeat(10_000)}`,
  '__proto__',
  '%00',
])('the id %s goes to no one', async id => {
  const wire = sender(product.url)
  for (const resource of [
    'payments',
    'customers',
    'disputes',
    'subscriptions',
    'invoices',
    'events',
    'operations',
  ]) {
    const request = { method: 'GET', path: `/api/${resource}/${id}`, headers: { cookie: cookies[0] ?? '' } }
    expect([400, 404], resource).toContain((await wire.send({ ...request, body: undefined })).status)
  }
  wire.close()
})

test.each([
  '/.git/config',
  '/.env',
  '/..%2f..%2fpackage.json',
  '/assets/../../server/main.js',
  '/assets/..%2f..%2fserver%2fmain.js',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/assets/index.js.map',
  '/documents.snapshot',
])('%s is not served', async path => {
  const wire = sender(product.url)
  const reply = await wire.send({ method: 'GET', path, headers: {}, body: undefined })
  wire.close()
  expect(reply.status).toBe(404)
})

test('a session is made at sign-in, never taken from the browser, and ends at sign-out', async () => {
  const planted = 'a'.repeat(43)
  const signedIn = await fetch(`${product.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `counterfoil_session=${planted}` },
    body: JSON.stringify({ persona: 'finance' }),
  })
  const header = signedIn.headers.get('set-cookie') ?? ''
  const [cookie = ''] = header.split(';')
  expect(cookie).not.toContain(planted)
  expect(header).toMatch(/HttpOnly/i)
  expect(header).toMatch(/SameSite=Lax/i)
  const asks = (value: string) => fetch(`${product.url}/api/work`, { headers: { cookie: value } })
  expect((await asks(cookie.replace(/=.*/, `=${planted}`))).status).toBe(401)
  expect((await asks(cookie)).status).toBe(200)
  await fetch(`${product.url}/api/session`, { method: 'DELETE', headers: { cookie } })
  expect((await asks(cookie)).status).toBe(401)
})

/** A sign-out by chance would leave nothing but 401 behind it. */
const cookieFor = ({ path }: WireRequest, random: Dice): string =>
  /session/i.test(path) ? 'none=1' : random.pick(cookies)

async function stillAlive(): Promise<boolean> {
  return (await fetch(`${product.url}/healthz`)).ok
}

async function wrongAnswers(requests: readonly WireRequest[]): Promise<string[]> {
  const wire = sender(product.url)
  const wrong: string[] = []
  const waiting = requests.values()
  const work = async () => {
    for (const request of waiting) {
      const reply = await wire.send(request).catch((error: Error) => error)
      const faults = reply instanceof Error ? [reply.message] : faultsOf(request, reply)
      if (faults.length > 0) wrong.push(`${describeRequest(request)}: ${faults.join(', ')}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  wire.close()
  return wrong
}

const describeRequest = ({ method, path, headers, body }: WireRequest): string =>
  `${method} ${path.slice(0, 150)} ${headers['content-type']} ${String(body ?? '').slice(0, 200)}`

function faultsOf({ method, path }: WireRequest, { status, headers, body }: WireReply): string[] {
  const faults: string[] = []
  if (status >= 500) faults.push(`${status} ${body.slice(0, 200)}`)
  if (/\bat .+:\d+:\d+|node_modules|\/dist\/|Error:/.test(body) && path.startsWith('/api') && status >= 400)
    faults.push(`tells of its inside: ${body.slice(0, 200)}`)
  if (status >= 400 && method !== 'HEAD' && !isProblem(headers['content-type'], body))
    faults.push(`${status} is no problem document: ${headers['content-type']} ${body.slice(0, 100)}`)
  const mayBeKept = headers['cache-control'] !== 'no-store'
  if (mayBeKept && (path.startsWith('/api') || status >= 400)) faults.push('may be cached')
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('may be sniffed')
  return faults
}

function isProblem(type: string | undefined, body: string): boolean {
  if (!type?.startsWith('application/problem+json')) return false
  const { code, requestId, status } = JSON.parse(body)
  return typeof code === 'string' && /^req_/.test(requestId) && typeof status === 'number'
}
