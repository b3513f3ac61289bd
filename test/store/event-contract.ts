import { expect, it } from 'vitest'
import { arrival, noon, processed, retrying, run } from './sample-events.ts'
import { acrossRestarts, type Subject } from './subject.ts'

export const eventContract = (subject: Subject): void => {
  it('an event that never came is absent, not an error', async () => {
    const { events } = subject.store
    expect(await events.get('evt_none')).toBeUndefined()
    expect(await events.payload('evt_none')).toBeUndefined()
    expect(await events.deliveries('evt_none')).toEqual([])
    expect(await events.nextDueAt()).toBeUndefined()
  })

  it('tells everything of an event as it arrived, also after a restart', async () => {
    const full = arrival(1, {
      source: 'backfill',
      livemode: true,
      account: 'acct_1',
      objectId: 're_1',
      customerId: 'cus_1',
      relatedIds: ['ch_1', 'pi_1'],
      requestId: 'req_1',
      idempotencyKey: 'op:Ærø 🦊:g0',
    })
    const { payload, ...facts } = full
    const bare = arrival(2, { apiVersion: null, objectId: null, requestId: null })
    await subject.store.events.receive(full)
    await subject.store.events.receive(bare)
    const rest = { state: 'received', handlers: [], note: null, deliveryCount: 1 }
    for await (const store of acrossRestarts(subject)) {
      const found = await store.events.get('evt_000001')
      expect(found).toEqual({ ...facts, ...rest, sequence: 1, size: payload.length })
      expect(await store.events.get('evt_000002')).toMatchObject({
        ...{ sequence: 2, apiVersion: null, objectId: null, customerId: null, account: null },
        ...{ relatedIds: [], requestId: null, idempotencyKey: null, livemode: false },
      })
    }
  })

  it('keeps the bytes as received, of any kind and size', async () => {
    const payloads = [
      Buffer.from('{ "a" : 1e2,\n\t"b":"\\u00e9é🦊"}'),
      Buffer.alloc(0),
      Buffer.from([0, 255, 10, 13, 0, 128]),
      Buffer.alloc(4 * 1024 * 1024, 'x'),
    ]
    for (const [number, payload] of payloads.entries())
      await subject.store.events.receive(arrival(number, { payload }))
    for await (const store of acrossRestarts(subject))
      for (const [number, payload] of payloads.entries()) {
        const kept = await store.events.payload(arrival(number).id)
        expect(Buffer.from(kept ?? []).equals(payload)).toBe(true)
      }
  })

  it('an event that comes again is one event with two deliveries, and keeps its first bytes', async () => {
    const { events } = subject.store
    const first = arrival(1)
    expect(await events.receive(first)).toBe('stored')
    const again = {
      ...first,
      receivedAt: noon + 90_000,
      source: 'backfill' as const,
      payload: Buffer.from('{}'),
    }
    expect(await events.receive(again)).toBe('duplicate')
    for await (const store of acrossRestarts(subject)) {
      expect(await store.events.get(first.id)).toMatchObject({
        deliveryCount: 2,
        source: 'webhook',
        sequence: 1,
      })
      expect(await store.events.deliveries(first.id)).toEqual([
        { receivedAt: first.receivedAt, source: 'webhook', size: first.payload.length },
        { receivedAt: noon + 90_000, source: 'backfill', size: 2 },
      ])
      expect(await store.events.payload(first.id)).toEqual(first.payload)
      expect((await store.events.list({ limit: 9 })).data).toHaveLength(1)
    }
  })

  it('of fifty arrivals of one event at once exactly one is stored', async () => {
    const { events } = subject.store
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => events.receive(arrival(1))))
    expect(outcomes.filter(outcome => outcome === 'stored')).toHaveLength(1)
    expect((await events.get('evt_000001'))?.deliveryCount).toBe(50)
    expect((await (await subject.reopen()).events.get('evt_000001'))?.deliveryCount).toBe(50)
  })

  it('numbers events from 1 without gaps, whatever comes at once and twice', async () => {
    const { events } = subject.store
    const numbers = Array.from({ length: 200 }, (_, index) => index % 120)
    await Promise.all(numbers.map(number => events.receive(arrival(number))))
    const { data } = await events.list({ limit: 300, order: 'ascending' })
    expect(data.map(event => event.sequence)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1))
    expect(new Set(data.map(event => event.id)).size).toBe(120)
  })

  it('progress is told as it was written, and a restart changes nothing of it', async () => {
    await subject.store.events.receive(arrival(1))
    await subject.store.events.receive(arrival(2))
    const dead = {
      state: 'dead',
      handlers: [
        run({ handler: 'settle', effect: 'Confirmed refund re_1 – 5 €' }),
        run({ handler: 'forward', state: 'dead', attempts: 8, error: 'HTTP 500', durationMs: null }),
      ],
    } as const
    const ignored = { state: 'ignored', handlers: [], note: 'Test event in live mode' } as const
    await subject.store.transact(async tx => {
      await tx.updateEvent('evt_000001', { ...dead, state: 'processing' })
      await tx.updateEvent('evt_000001', dead)
      await tx.updateEvent('evt_000002', ignored)
    })
    for await (const store of acrossRestarts(subject)) {
      expect(await store.events.get('evt_000001')).toMatchObject({ ...dead, note: null })
      expect(await store.events.get('evt_000002')).toMatchObject(ignored)
    }
  })

  it('counts how many events stand in each state', async () => {
    const none = { received: 0, processing: 0, processed: 0, retrying: 0, dead: 0, no_handler: 0, ignored: 0 }
    expect(await subject.store.events.counts()).toEqual(none)
    for (const number of [1, 2, 3, 4]) await subject.store.events.receive(arrival(number))
    await subject.store.transact(async tx => {
      await tx.updateEvent('evt_000001', processed())
      await tx.updateEvent('evt_000002', retrying(noon))
      await tx.updateEvent('evt_000003', { state: 'no_handler', handlers: [] })
    })
    for await (const store of acrossRestarts(subject))
      expect(await store.events.counts()).toEqual({
        ...none,
        ...{ received: 1, processed: 1, retrying: 1, no_handler: 1 },
      })
  })

  it('an event is due when received, and when its retry time has come; the oldest first', async () => {
    for (const number of [1, 2, 3, 4, 5]) await subject.store.events.receive(arrival(number))
    await subject.store.transact(async tx => {
      await tx.updateEvent('evt_000001', retrying(noon + 500))
      await tx.updateEvent('evt_000002', processed())
      await tx.updateEvent('evt_000003', retrying(noon + 100))
      await tx.updateEvent('evt_000004', { state: 'processing', handlers: [] })
    })
    for await (const { events } of acrossRestarts(subject)) {
      const dueAt = async (now: number, limit = 9) =>
        (await events.due(now, limit)).map(event => event.sequence)
      expect(await dueAt(noon)).toEqual([5])
      expect(await dueAt(noon + 100)).toEqual([3, 5])
      expect(await dueAt(noon + 500)).toEqual([1, 3, 5])
      expect(await dueAt(noon + 500, 2)).toEqual([1, 3])
      expect(await events.nextDueAt()).toBe(noon + 100)
    }
  })

  it('the next due time follows retries that are moved, done or dead', async () => {
    const { store } = subject
    for (const number of [1, 2]) await store.events.receive(arrival(number))
    const update = (id: string, change: ReturnType<typeof retrying>) =>
      store.transact(tx => tx.updateEvent(id, change))
    await update('evt_000001', retrying(noon + 100))
    await update('evt_000002', retrying(noon + 200))
    expect(await store.events.nextDueAt()).toBe(noon + 100)
    await update('evt_000001', retrying(noon + 300))
    expect(await store.events.nextDueAt()).toBe(noon + 200)
    await update('evt_000002', processed())
    expect(await store.events.nextDueAt()).toBe(noon + 300)
    await update('evt_000001', processed())
    expect(await store.events.nextDueAt()).toBeUndefined()
  })
}
