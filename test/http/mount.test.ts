import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { publicRoute, route } from '#server/http/route.ts'
import { Problem } from '#server/problem.ts'
import { endpoint } from '#shared/api/endpoint.ts'
import { startDesk, type TestDesk } from './desk.ts'

const open = endpoint({
  name: 'open',
  summary: '',
  method: 'GET',
  path: '/api/open',
  access: 'public',
  reply: z.strictObject({ who: z.string().nullable() }),
})
const refund = endpoint({
  name: 'refund',
  summary: '',
  method: 'POST',
  path: '/api/things/:id',
  access: 'refund:create',
  freshSignIn: true,
  params: z.strictObject({ id: z.string().regex(/^t_[a-z]+$/) }),
  body: z.strictObject({ amount: z.int().min(1), nested: z.record(z.string(), z.string()).optional() }),
  reply: z.strictObject({ id: z.string(), amount: z.int(), by: z.string() }),
  status: 202,
})
const leaky = endpoint({
  name: 'leaky',
  summary: '',
  method: 'GET',
  path: '/api/leaky',
  access: 'signed-in',
  reply: z.strictObject({ id: z.string() }),
})
const upload = endpoint({
  name: 'upload',
  summary: '',
  method: 'POST',
  path: '/api/upload',
  access: 'signed-in',
  uploadBytes: 1000,
  reply: z.strictObject({ name: z.string(), size: z.int() }),
})
const refusing = endpoint({
  name: 'refusing',
  summary: '',
  method: 'GET',
  path: '/api/refusing',
  access: 'signed-in',
  reply: z.strictObject({}),
})

const secretRow = { id: 'a', secret: 'sk_test_leak' }
const routes = [
  publicRoute(open, async ({ user }) => ({ who: user?.name ?? null })),
  route(refund, async ({ user }, { params, body }) => ({
    id: params.id,
    amount: body.amount,
    by: user.role,
  })),
  route(leaky, async () => secretRow),
  route(upload, async (_context, { file }) => ({
    name: file?.name ?? '',
    size: file?.bytes.byteLength ?? 0,
  })),
  route(refusing, async () => {
    throw new Problem('stale', 'It changed.', { current: 2200, currency: 'eur' })
  }),
]
const endpoints = [open, refund, leaky, upload, refusing]

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk(endpoints, routes)
})
afterAll(() => desk.close())

const as = (token: string) => ({ cookie: `counterfoil=${token}` })
async function post(path: string, body: unknown, headers: Record<string, string> = as('support')) {
  const response = await fetch(desk.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json() }
}

describe('who may', () => {
  test('a public endpoint answers anybody, and knows who is signed in', async () => {
    expect(await (await fetch(`${desk.url}/api/open`)).json()).toEqual({ who: null })
    expect(await (await fetch(`${desk.url}/api/open`, { headers: as('viewer') })).json()).toEqual({
      who: 'viewer',
    })
  })

  test('nobody is 401, a role without the permission 403 with the reason, and the refusal is kept', async () => {
    expect((await post('/api/things/t_a', { amount: 1 }, {})).body.code).toBe('not_signed_in')
    const refused = await post('/api/things/t_a', { amount: 1 }, as('viewer'))
    expect(refused.status).toBe(403)
    expect(refused.body).toMatchObject({
      code: 'forbidden',
      permission: 'refund:create',
      detail: 'Only Support and Finance can refund.',
    })
    expect(desk.denials).toContainEqual({
      endpoint: 'refund',
      reason: 'Only Support and Finance can refund.',
    })
  })

  test('money asks for a fresh sign-in', async () => {
    expect((await post('/api/things/t_a', { amount: 1 }, as('stale-support'))).body.code).toBe(
      'reauth_required',
    )
  })

  test('a request from another site is refused, one from our own pages passes', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of foreign) {
      expect((await post('/api/things/t_a', { amount: 1 }, { ...as('support'), ...headers })).body.code).toBe(
        'origin_refused',
      )
    }
    const own = { ...as('support'), origin: desk.url, 'sec-fetch-site': 'same-origin' }
    expect((await post('/api/things/t_a', { amount: 1 }, own)).status).toBe(202)
  })
})

describe('what comes in', () => {
  test('a good request reaches the verb parsed', async () => {
    const answer = await post('/api/things/t_a', { amount: 500 })
    expect(answer).toMatchObject({ status: 202, body: { id: 't_a', amount: 500, by: 'support' } })
  })

  test.each([
    ['a fraction', '/api/things/t_a', { amount: 1.5 }, 'amount'],
    ['zero', '/api/things/t_a', { amount: 0 }, 'amount'],
    ['a missing member', '/api/things/t_a', {}, 'amount'],
    ['an unknown member', '/api/things/t_a', { amount: 1, role: 'admin' }, ''],
    ['a wrong id', '/api/things/..%2f', { amount: 1 }, 'id'],
    ['a prototype key', '/api/things/t_a', '{"amount":1,"nested":{"__proto__":{"x":1}}}', 'nested.__proto__'],
    ['text that is not JSON', '/api/things/t_a', '{"amount":', ''],
    ['a null body', '/api/things/t_a', 'null', ''],
  ])('%s is 400 and names the field', async (_name, path, body, field) => {
    const answer = await post(path, body)
    expect(answer.status).toBe(400)
    expect(answer.type).toContain('application/problem+json')
    expect(answer.body.code).toBe('invalid_request')
    expect(answer.body.issues[0].path).toBe(field)
    expect(answer.body.requestId).toBe('req_test')
  })

  test('a body that is not JSON by its type is 415', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await post('/api/things/t_a', 'amount=1', { ...as('support'), ...form })).status).toBe(415)
  })

  test('a method that the path does not have is 405 and says which it has', async () => {
    const response = await fetch(`${desk.url}/api/open`, { method: 'DELETE' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET'])
  })
})

describe('files', () => {
  const send = async (make: (form: FormData) => void) => {
    const form = new FormData()
    make(form)
    const response = await fetch(`${desk.url}/api/upload`, {
      method: 'POST',
      body: form,
      headers: as('support'),
    })
    return { status: response.status, body: await response.json() }
  }

  test('one file arrives whole', async () => {
    const answer = await send(form => form.append('file', new Blob(['x'.repeat(1000)]), 'Beleg Ünïcode.pdf'))
    expect(answer).toEqual({ status: 200, body: { name: 'Beleg Ünïcode.pdf', size: 1000 } })
  })

  test('a file over the limit, two files, another name, no file: each is refused', async () => {
    expect((await send(form => form.append('file', new Blob(['x'.repeat(1001)]), 'a'))).status).toBe(413)
    expect((await send(form => form.append('other', new Blob(['x']), 'a'))).status).toBe(400)
    expect((await send(form => form.append('field', 'x'))).status).toBe(400)
    const two = (form: FormData) =>
      ['a', 'b'].forEach(name => void form.append('file', new Blob(['x']), name))
    expect((await send(two)).status).toBe(400)
  })

  test('broken forms are 400 and never end the process', async () => {
    const bodies = [
      '',
      '--b',
      '--b\r\n',
      '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--',
      '--b\r\n\r\n\r\n',
      '\0'.repeat(500),
    ]
    for (const body of bodies) {
      const headers = { ...as('support'), 'content-type': 'multipart/form-data; boundary=b' }
      const response = await fetch(`${desk.url}/api/upload`, { method: 'POST', body, headers })
      expect(response.status, JSON.stringify(body)).toBe(400)
    }
  })
})

describe('what goes out', () => {
  test('a member that the contract does not name never leaves', async () => {
    const response = await fetch(`${desk.url}/api/leaky`, { headers: as('support') })
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('sk_test_leak')
    expect(desk.errors).toHaveLength(1)
  })

  test('a problem carries its code and facts', async () => {
    const response = await fetch(`${desk.url}/api/refusing`, { headers: as('support') })
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({
      code: 'stale',
      current: 2200,
      currency: 'eur',
      detail: 'It changed.',
    })
  })
})

describe('the contract and the routes are the same', () => {
  test('an endpoint without a route, and a route without an endpoint, stop the start', async () => {
    await expect(startDesk(endpoints, routes.slice(1))).rejects.toThrow(/missing \[open\]/)
    await expect(startDesk(endpoints.slice(1), routes)).rejects.toThrow(/not declared \[open\]/)
    await expect(startDesk(endpoints, [...routes, ...routes])).rejects.toThrow(/bound twice/)
  })
})
