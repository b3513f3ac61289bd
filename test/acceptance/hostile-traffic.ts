import http from 'node:http'
import { type Dice, hostileTexts, hostileValues, undeclaredMembers } from './hostile-values.ts'

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly format?: string
}

interface Declared {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Declared>>>>
}

export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer | undefined
}

export interface WireReply {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** Sends what `fetch` would tidy away: odd methods, paths and bodies go out as they are. */
export function sender(url: string): { send(request: WireRequest): Promise<WireReply>; close(): void } {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 })
  const { hostname, port } = new URL(url)
  const send = ({ method, path, headers, body }: WireRequest) =>
    new Promise<WireReply>((resolve, reject) => {
      // Node frames no body of a GET or DELETE by itself, and its bytes would be read as the next request.
      const length = { 'content-length': String(Buffer.byteLength(body ?? '')) }
      const options = {
        agent,
        host: hostname,
        port,
        method,
        path,
        headers: { ...headers, ...length },
        timeout: 20_000,
      }
      const request = http.request(options, response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
        })
        response.on('error', reject)
      })
      request.on('timeout', () => request.destroy(new Error(`${method} ${path.slice(0, 200)}: no answer`)))
      request.on('error', reject)
      request.end(body)
    })
  return { send, close: () => agent.destroy() }
}

/** Requests that nearly keep to the contract: right in most members, hostile in one or two. */
export function nearMisses(document: OpenApi, random: Dice, ids: readonly string[]): () => WireRequest {
  const declared = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, endpoint]) => ({ path, method: method.toUpperCase(), endpoint })),
  )
  return () => {
    const { path, method, endpoint } = random.pick(declared)
    const parameters = endpoint.parameters ?? []
    const filled = path.replaceAll(/\{\w+\}/g, () =>
      encodeURIComponent(random.chance(0.6) ? random.pick(ids) : wellFormed(random.pick(hostileTexts))),
    )
    const query = parameters
      .filter(parameter => parameter.in === 'query' && random.chance(0.5))
      .map(({ name, schema }) => [name, wellFormed(textOf(valueFor(schema, random, ids)))])
    if (random.chance(0.1)) query.push([random.pick(['__proto__', 'a[b]', 'limit', 'x']), 'y'])
    const search =
      query.length === 0
        ? ''
        : `?${query.map(pair => pair.map(v => encodeURIComponent(v!)).join('=')).join('&')}`
    const schema = endpoint.requestBody?.content['application/json']?.schema
    const body = schema ? JSON.stringify(mutated(valueFor(schema, random, ids), random)) : undefined
    const headers = { 'content-type': 'application/json' }
    return { method, path: filled + search, headers, body }
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
/** A lone surrogate has no place in an address. */
const wellFormed = (text: string): string => Buffer.from(text).toString()

function valueFor(schema: Schema, random: Dice, ids: readonly string[]): unknown {
  if (random.chance(0.12)) return random.pick(hostileValues)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return valueFor(random.pick(choices), random, ids)
  if (schema.enum) return random.pick(schema.enum)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(() => random.chance(0.93))
          .map(([key, inner]) => [key, valueFor(inner, random, ids)]),
      )
    case 'array':
      return Array.from({ length: random.below(3) }, () => valueFor(schema.items ?? {}, random, ids))
    case 'integer':
    case 'number':
      return random.pick([0, 1, 25, 100, 101, -1, 1.5, 500, 2 ** 53])
    case 'boolean':
      return random.chance(0.5)
    case 'string':
      return random.pick([crypto.randomUUID(), random.pick(ids), 'usd', 'a note', 'requested_by_customer'])
    default:
      return random.pick(hostileValues)
  }
}

function mutated(body: unknown, random: Dice): unknown {
  if (typeof body !== 'object' || body === null || !random.chance(0.3)) return body
  const key = random.pick([...undeclaredMembers, 'constructor', 'prototype'])
  return { ...body, [key]: random.pick(hostileValues) }
}

const rawBodies: readonly (string | Buffer)[] = [
  '',
  'null',
  '"text"',
  '{',
  '{"a":',
  '[1,2',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  `[${'1,'.repeat(300_000)}1]`,
  Buffer.from([0xff, 0xfe, 0x00, 0x01]),
  Buffer.from('\ufeff{}'),
  '--x\r\ncontent-disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x',
  '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-',
  '--x--\r\n',
  'x'.repeat(1_100_000),
]

const rawTypes = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json; charset=nonsense',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'text/plain',
  ';;;',
  '',
]

const oddPaths = [
  '/api',
  '/api/',
  '/api//payments',
  '/api/%',
  '/api/payments/%E0%A4%A',
  '/api/nothing',
  '/%',
  '/webhooks/stripe',
  '/webhooks/stripe/',
  '/api/../api/work',
  '//evil.example/',
  '/api/stream/x',
]
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE']

/** Requests that keep to nothing. */
export function nonsense(document: OpenApi, random: Dice, ids: readonly string[]): () => WireRequest {
  const paths = [...Object.keys(document.paths), ...oddPaths]
  return () => {
    const path = random.pick(paths).replaceAll(/\{\w+\}/g, () => random.pick([...ids, '%2e%2e', '%00', 'x']))
    const search = random.pick([
      '',
      '',
      '?',
      '?a[b]=1',
      '?__proto__=1',
      '?limit=1&limit=2',
      `?${'a=1&'.repeat(2_000)}`,
      '?%',
      '?cursor=%ff',
    ])
    const headers = {
      'content-type': random.pick(rawTypes),
      ...(random.chance(0.1) ? { 'content-encoding': random.pick(['gzip', 'br', 'nonsense']) } : {}),
      ...(random.chance(0.1) ? { origin: random.pick(['null', 'http://evil.example', '::']) } : {}),
      ...(random.chance(0.05) ? { expect: '100-continue' } : {}),
    }
    return { method: random.pick(methods), path: path + search, headers, body: random.pick(rawBodies) }
  }
}
