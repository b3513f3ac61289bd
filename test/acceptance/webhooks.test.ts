import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventDetail } from '#shared/domain/event.ts'
import { type DeskClient, signIn, until } from './desk-client.ts'
import { type RunningProduct, startProduct } from './product.ts'
import { deliver, eventBody, eventId, signatureOf } from './signed-events.ts'

let product: RunningProduct
let engineer: DeskClient

beforeAll(async () => {
  product = await startProduct({ seed: 'empty', environment: { LOG_LEVEL: 'debug' } })
  engineer = await signIn(product.url, 'engineer')
})
afterAll(() => product.dispose())

const seconds = () => Math.floor(Date.now() / 1000)
const isStored = async (id: string) => (await engineer.raw(`/api/events/${id}`)).status === 200

describe('a signature that is not Stripe’s', () => {
  const v1Of = (payload: string) => signatureOf(payload).split('v1=')[1] ?? ''
  test.each<[string, (payload: string) => Record<string, string>]>([
    ['absent', () => ({})],
    ['empty', () => ({ 'stripe-signature': '' })],
    [
      'by another secret',
      payload => ({ 'stripe-signature': signatureOf(payload, { secret: 'whsec_other' }) }),
    ],
    ['over other bytes', payload => ({ 'stripe-signature': signatureOf(`${payload} `) })],
    [
      'of the old scheme alone',
      payload => ({ 'stripe-signature': signatureOf(payload).replace('v1=', 'v0=') }),
    ],
    ['without a time', payload => ({ 'stripe-signature': `v1=${v1Of(payload)}` })],
    ['with another time', payload => ({ 'stripe-signature': `t=${seconds() - 1},v1=${v1Of(payload)}` })],
    ['cut short', payload => ({ 'stripe-signature': signatureOf(payload).slice(0, -2) })],
    ['in capitals', payload => ({ 'stripe-signature': `t=${seconds()},v1=${v1Of(payload).toUpperCase()}` })],
    ['not hexadecimal', () => ({ 'stripe-signature': `t=${seconds()},v1=${'z'.repeat(64)}` })],
    ['with a time that is no number', payload => ({ 'stripe-signature': `t=NaN,v1=${v1Of(payload)}` })],
    ['with a time before all time', payload => ({ 'stripe-signature': signatureOf(payload, { at: -1 }) })],
    ['ten thousand characters', () => ({ 'stripe-signature': 'v1=,'.repeat(2_500) })],
  ])('%s: 400, and nothing is kept', async (_, headersFor) => {
    const id = eventId()
    const payload = eventBody({ id })
    const reply = await deliver(product.url, payload, headersFor(payload))
    const text = await reply.text()
    expect([reply.status, JSON.parse(text).code]).toEqual([400, 'invalid_signature'])
    expect(text).not.toContain(id)
    expect(await isStored(id)).toBe(false)
  })

  test('right, but older than five minutes: refused as such, and nothing is kept', async () => {
    const id = eventId()
    const payload = eventBody({ id })
    const headers = { 'stripe-signature': signatureOf(payload, { at: seconds() - 302 }) }
    const reply = await deliver(product.url, payload, headers)
    expect([reply.status, (await reply.json()).code]).toEqual([400, 'timestamp_outside_tolerance'])
    expect(await isStored(id)).toBe(false)
  })
})

test.each([
  ...['null', '[]', '"x"', '{}', '1', '', '{', '\ufeff{}'],
  ...['', 'x', '../../x', '__proto__', 'evt_', `evt_${'a'.repeat(10_000)}`].map(id => eventBody({ id })),
  '{"object":"v2.core.event","id":"evt_thinEvent1234"}',
])('signed bytes that are no event are refused: %.40s', async payload => {
  const reply = await deliver(product.url, payload)
  expect([reply.status, (await reply.json()).code]).toEqual([400, 'unsupported_payload'])
})

test('an event nested 50,000 deep, or with the keys of prototypes, is kept and shown', async () => {
  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
  for (const inner of [
    `"x":${deep}`,
    '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}',
  ]) {
    const id = eventId()
    const payload = eventBody({ id }).replace('"object":"customer"', `"object":"customer",${inner}`)
    expect((await deliver(product.url, payload)).status).toBe(200)
    expect(await isStored(id)).toBe(true)
  }
})

test('an event of a megabyte, in any spelling of JSON, is kept to the byte', async () => {
  const id = eventId()
  const spelled = eventBody({ id, object: { name: 'é'.repeat(500_000), sign: '💶' } })
    .replace('{', '{\n\t ')
    .replace('foo.bar', '\\u0066oo.bar')
  const reply = await deliver(product.url, spelled)
  expect(reply.status).toBe(200)
  const kept = Buffer.from(await (await engineer.raw(`/api/events/${id}/payload`)).arrayBuffer())
  const digest = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
  expect(digest(kept)).toBe(digest(spelled))
})

test('the same event fifty times at once is one event with fifty deliveries', async () => {
  const id = eventId()
  const payload = eventBody({ id })
  const replies = await Promise.all(Array.from({ length: 50 }, () => deliver(product.url, payload)))
  expect(new Set(replies.map(reply => reply.status))).toEqual(new Set([200]))
  const duplicates = await Promise.all(replies.map(async reply => (await reply.json()).duplicate))
  expect(duplicates.filter(isDuplicate => !isDuplicate)).toHaveLength(1)
  const { deliveryCount } = await engineer.get<EventDetail>(`/api/events/${id}`)
  expect(deliveryCount).toBe(50)
})

test('Stripe needs no cookie, no origin and no second address', async () => {
  for (const path of ['', '/', '?from=stripe']) {
    const payload = eventBody({ id: eventId() })
    const reply = await fetch(`${product.url}/webhooks/stripe${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'stripe-signature': signatureOf(payload),
        cookie: 'counterfoil=x',
        origin: 'https://stripe.com',
      },
      body: payload,
    })
    expect([reply.status, reply.headers.get('set-cookie')], path).toEqual([200, null])
  }
})

test('neither a secret nor personal data reaches the log', async () => {
  const canaries = [
    'canary.person@example.com',
    'sk_live_canary51Hh',
    'whsec_canary9911',
    '4242 4242 4242 4242',
  ]
  const said = canaries.join(' ')
  await deliver(product.url, eventBody({ id: eventId(), object: { email: said } }), {
    'stripe-signature': said,
  })
  await deliver(
    product.url,
    eventBody({ id: eventId(), type: 'charge.dispute.created', object: { id: `du_1`, name: said } }),
  )
  await engineer.raw(`/api/payments/${encodeURIComponent(said)}?q=${encodeURIComponent(said)}`)
  await engineer.raw(`/api/search?q=${encodeURIComponent(said)}`)
  await engineer.send('POST', '/api/session', { email: canaries[0], password: said })
  await engineer.send('POST', '/api/refunds', { note: said })
  // The handler of the second event fails, and its failure is told.
  await until(
    async () => product.output(),
    output => output.includes('a handler failed'),
  )
  for (const canary of canaries) expect(product.output()).not.toContain(canary)
})
