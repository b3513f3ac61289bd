import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Problem } from '#server/problem.ts'
import { handlerOf, type RunningInbox, runInbox } from './running-inbox.ts'
import { eventBody, headerFor } from './signed-event.ts'

let running: RunningInbox
beforeEach(async () => {
  running = await runInbox([handlerOf('count', () => {})])
})
afterEach(() => running.dispose())

const stored = async () => (await running.store.events.list({ limit: 100 })).data

describe('the inbox', () => {
  it('keeps the same event fifty times as one row with fifty deliveries', async () => {
    const body = eventBody({ id: 'evt_fifty' })
    const receipts = await Promise.all(Array.from({ length: 50 }, () => running.take(body)))
    expect(receipts.filter(receipt => receipt === 'stored')).toHaveLength(1)
    expect(receipts.filter(receipt => receipt === 'duplicate')).toHaveLength(49)
    expect(await stored()).toMatchObject([{ id: 'evt_fifty', deliveryCount: 50 }])
    expect(await running.store.events.deliveries('evt_fifty')).toHaveLength(50)
    expect(await running.until('evt_fifty', 'processed')).toMatchObject({ handlers: [{ attempts: 1 }] })
  })

  it('keeps an event’s bytes as they came, a megabyte of them too', async () => {
    const body = eventBody({ id: 'evt_big', object: { note: '\\u00e9 ☕ '.repeat(100_000), n: 1e2 } })
    expect(Buffer.byteLength(body)).toBeGreaterThan(1_000_000)
    expect(await running.take(body)).toBe('stored')
    expect(Buffer.from(body).equals((await running.store.events.payload('evt_big')) ?? Buffer.of())).toBe(
      true,
    )
    await running.until('evt_big', 'processed')
  })

  it('stores nothing of a wrong signature, and says so in the same words for every cause', async () => {
    const body = eventBody()
    const details = new Set<string>()
    for (const header of [undefined, '', 't=1,v1=00', headerFor(body, running.clock.now(), 'whsec_wrong')]) {
      const refused = await running.inbox.receive(Buffer.from(body), header).catch(error => error)
      expect(refused).toBeInstanceOf(Problem)
      expect(refused.code).toBe('invalid_signature')
      details.add(refused.message)
    }
    expect(details.size).toBe(1)
    expect(await stored()).toEqual([])
    expect(running.inbox.tally()).toMatchObject({ invalid_signature: 4, stored: 0 })
    expect(running.log.lines.filter(({ message }) => message.includes('refused'))).toHaveLength(1)
  })

  it('stores nothing of a captured request that is played again later', async () => {
    const body = eventBody()
    const header = headerFor(body, running.clock.now())
    await running.clock.advance(301_000)
    await expect(running.inbox.receive(Buffer.from(body), header)).rejects.toMatchObject({
      code: 'timestamp_outside_tolerance',
    })
    expect(await stored()).toEqual([])
  })

  it('refuses signed bytes that are no event, and never fails on them', async () => {
    const event = JSON.parse(eventBody()) as Record<string, unknown>
    const almost = fc.dictionary(
      fc.constantFrom(
        'id',
        'object',
        'type',
        'created',
        'data',
        'livemode',
        'request',
        'account',
        '__proto__',
      ),
      fc.oneof(
        fc.jsonValue(),
        fc.constantFrom('evt_1', 'event', '../../x', 'x'.repeat(10_000), Number.POSITIVE_INFINITY, -1),
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.jsonValue(),
          almost,
          almost.map(parts => ({ ...event, ...parts })),
        ),
        async value => {
          const outcome = await running.take(JSON.stringify(value)).catch((error: unknown) => error)
          if (outcome instanceof Problem) expect(outcome.code).toBe('unsupported_payload')
          else expect(['stored', 'duplicate']).toContain(outcome)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  const notEvents = {
    null: 'null',
    'an array': '[]',
    text: '"x"',
    'an empty object': '{}',
    'no JSON': '{"id":',
    'a thin event': '{"id":"evt_1","object":"v2.core.event","type":"v1.x","created":"2026-01-01"}',
    'an id that climbs': eventBody({ id: '../../x' }),
    'an id of 10 kB': eventBody({ id: `evt_${'a'.repeat(10_000)}` }),
    'nested 50,000 deep': `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  }
  it.each(Object.entries(notEvents))('answers 400 to signed %s', async (_, body) => {
    await expect(running.take(body)).rejects.toMatchObject({ code: 'unsupported_payload' })
    expect(await stored()).toEqual([])
  })

  it('is not confused by an object nested 50,000 deep', async () => {
    const deep = eventBody({ id: 'evt_deep', object: { deep: 1 } }).replace(
      '"deep": 1',
      `"deep": ${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    )
    expect(await running.take(deep)).toBe('stored')
  })

  it('asks for the event again when it cannot be made durable', async () => {
    await running.store.close()
    await expect(running.take(eventBody())).rejects.toMatchObject({ code: 'overloaded' })
    await running.restart()
  })

  it('finds the neighbours’ ids in the object', async () => {
    await running.take(
      eventBody({
        id: 'evt_ids',
        objectId: 're_1',
        object: { charge: 'ch_1', payment_intent: { id: 'pi_1' }, other: ['in_1', 'price_1', 'no'] },
      }),
    )
    expect(await running.event('evt_ids')).toMatchObject({
      objectId: 're_1',
      customerId: 'cus_test1',
      relatedIds: expect.arrayContaining(['ch_1', 'pi_1', 'in_1', 'cus_test1']),
      idempotencyKey: 'op:one:g1',
    })
  })
})
