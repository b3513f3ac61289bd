import { describe, expect, test } from 'vitest'
import type { Store } from '#server/store/port.ts'
import { OwnClock } from '#test/own-clock.ts'
import { as, engineOn, reaches, refundEvent, tell, temporaryStore } from './engine-rig.ts'
import { ScriptedBank, type Turn } from './scripted-bank.ts'

const ask = (amount: number, expected = 10_000) => ({ paymentId: 'pi_1', amount, expected })

async function desk(turns: Turn[] = []) {
  const clock = new OwnClock()
  const store: Store = await temporaryStore(clock)
  const bank = new ScriptedBank()
  bank.turns = turns
  const rig = engineOn(store, [bank.kind], clock)
  rig.engine.start()
  return { clock, store, bank, ...rig }
}

describe('an outcome that nobody knows', () => {
  test.each<[string, Turn[]]>([
    ['the request was lost on its way', ['lost-before']],
    ['the answer was lost on its way', ['lost-after']],
    [
      'everything is lost five times',
      ['lost-before', 'lost-after', 'lost-before', 'lost-before', 'lost-after'],
    ],
  ])('ends succeeded with one refund under one key: %s', async (_name, turns) => {
    const { clock, bank, engine } = await desk(turns)
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    const done = await reaches(engine, 'op_00000001', 'succeeded', clock)
    expect(bank.made).toHaveLength(1)
    expect(new Set(bank.calls)).toEqual(new Set(['op:op_00000001:g1']))
    expect(done).toMatchObject({ resultId: 're_op_00000001', failure: null, nextAttemptAt: null })
  })

  test('is found among the payment’s refunds when the key answers with a saved error', async () => {
    const { clock, bank, engine } = await desk(['error', 'error', 'error'])
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(engine, 'op_00000001', 'unknown', clock)
    bank.made.push({
      operationId: 'op_00000001',
      key: 'op:op_00000001:g1',
      amount: 4_200,
      status: 'succeeded',
    })
    await reaches(engine, 'op_00000001', 'succeeded', clock)
    expect(bank.made).toHaveLength(1)
  })

  test('is given to a person after fifteen quiet minutes and two looks, never sent with a new key', async () => {
    const { clock, bank, engine } = await desk(['error'])
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(engine, 'op_00000001', 'unknown', clock)
    const asked = clock.now()
    await reaches(engine, 'op_00000001', 'needs_review', clock, 20_000)
    expect(clock.now() - asked).toBeGreaterThanOrEqual(15 * 60_000)
    expect(new Set(bank.calls)).toEqual(new Set(['op:op_00000001:g1']))
    expect(await engine.reserved('pi_1')).toBe(4_200)
  })

  test('stays unknown for as long as Stripe cannot be read', async () => {
    const { clock, bank, engine } = await desk(['error'])
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(engine, 'op_00000001', 'unknown', clock)
    bank.isReadable = false
    for (let round = 0; round < 40; round++) await clock.advance(60_000)
    expect((await engine.get('op_00000001'))?.state).toBe('unknown')
  })

  test('is not called failed because a repeat was refused for its API key', async () => {
    const { clock, bank, engine } = await desk(['lost-after', 'no-key', 'lost-before'])
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(engine, 'op_00000001', 'succeeded', clock)
    expect(bank.made).toHaveLength(1)
  })

  test('a refusal of a first call for its API key is a plain failure', async () => {
    const { clock, bank, engine } = await desk(['no-key'])
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    const failed = await reaches(engine, 'op_00000001', 'failed', clock)
    expect(failed.failure).toEqual({ code: 'api_key_expired', message: 'No.', requestId: 'req_1' })
    expect(await engine.reserved('pi_1')).toBe(0)
  })

  test('asked to wait, it sends the same key again and was never unknown', async () => {
    const { clock, bank, engine } = await desk(['busy', 'busy', 'busy'])
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    const done = await reaches(engine, 'op_00000001', 'succeeded', clock)
    expect(bank.calls).toHaveLength(4)
    expect(done.steps.some(({ what }) => what === 'no_answer')).toBe(false)
  })
})

describe('a crash', () => {
  test('between the record and the call: it is sent after the restart, once', async () => {
    const clock = new OwnClock()
    const store = await temporaryStore(clock)
    const bank = new ScriptedBank()
    await engineOn(store, [bank.kind], clock).engine.request(
      as('support'),
      bank.kind,
      'op_00000001',
      ask(4_200),
    )
    expect(bank.calls).toEqual([])
    const { engine } = engineOn(store, [bank.kind], clock)
    engine.start()
    await reaches(engine, 'op_00000001', 'succeeded', clock)
    expect(bank.made).toHaveLength(1)
  })

  test('in the middle of the call: unknown, and asked again with the same key at once', async () => {
    const clock = new OwnClock()
    const store = await temporaryStore(clock)
    const bank = new ScriptedBank()
    bank.turns = ['hang']
    const before = engineOn(store, [bank.kind], clock).engine
    before.start()
    await before.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(before, 'op_00000001', 'sending', clock)
    const { engine } = engineOn(store, [bank.kind], clock)
    engine.start()
    const done = await reaches(engine, 'op_00000001', 'succeeded', clock)
    expect(bank.calls).toEqual(['op:op_00000001:g1', 'op:op_00000001:g1'])
    expect(done.steps.map(({ what }) => what)).toEqual(['recorded', 'no_answer', 'answered'])
  })

  test('a stop does not wait for ever for a call that hangs', async () => {
    const { clock, bank, engine } = await desk(['hang'])
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(engine, 'op_00000001', 'sending', clock)
    let isStopped = false
    const stopped = engine.stop().then(() => {
      isStopped = true
    })
    await clock.advance(1_000)
    expect(isStopped).toBe(false)
    await clock.advance(10_000)
    await stopped
  })

  test('a worker that comes back late may not write over its successor', async () => {
    const clock = new OwnClock()
    const store = await temporaryStore(clock)
    const bank = new ScriptedBank()
    let release = (): void => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const slow = {
      ...bank.kind,
      send: async (...sent: Parameters<typeof bank.kind.send>) => {
        await held
        return { ...(await bank.kind.send(...sent)), status: 'late' }
      },
    }
    const late = engineOn(store, [slow], clock).engine
    late.start()
    await late.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(late, 'op_00000001', 'sending', clock)
    const { engine } = engineOn(store, [bank.kind], clock)
    engine.start()
    const done = await reaches(engine, 'op_00000001', 'succeeded', clock)
    release()
    await late.stop()
    expect(await engine.get('op_00000001')).toEqual(done)
    expect(bank.made).toHaveLength(1)
  })
})

describe('what comes later', () => {
  test('a pending refund ends when its event says so, and the event is named', async () => {
    const { clock, store, bank, engine } = await desk(['pending'])
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(engine, 'op_00000001', 'pending', clock)
    bank.made[0]!.status = 'succeeded'
    await tell(store, engine, refundEvent({ objectId: 're_op_00000001' }))
    expect(await engine.get('op_00000001')).toMatchObject({ state: 'succeeded', confirmedByEventId: 'evt_1' })
  })

  test('a success that fails later is undone, and its amount is free again', async () => {
    const { clock, store, bank, engine } = await desk()
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(engine, 'op_00000001', 'succeeded', clock)
    await tell(store, engine, refundEvent({ id: 'evt_0', idempotencyKey: 'op:op_00000001:g1' }))
    bank.made[0]!.status = 'failed'
    await tell(store, engine, refundEvent({ type: 'refund.failed', objectId: 're_op_00000001' }))
    expect(await engine.get('op_00000001')).toMatchObject({ state: 'reversed', resultStatus: 'failed' })
    expect((await engine.list({ view: 'reversed', userId: '', limit: 5 })).total).toBe(1)
    expect(await engine.reserved('pi_1')).toBe(0)
  })

  test('an unknown outcome is ended by the event that carries our key', async () => {
    const { clock, store, bank, engine } = await desk(['lost-after', ...Array<Turn>(20).fill('lost-before')])
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(engine, 'op_00000001', 'unknown', clock, 0)
    await tell(store, engine, refundEvent({ type: 'refund.created', idempotencyKey: 'op:op_00000001:g1' }))
    expect(await engine.get('op_00000001')).toMatchObject({ state: 'succeeded', confirmedByEventId: 'evt_1' })
  })

  test('an event that is faster than a look stands, and nothing more is sent', async () => {
    const { clock, store, bank, engine } = await desk(['error', 'error', 'error'])
    const find = bank.kind.find
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(engine, 'op_00000001', 'unknown', clock, 0)
    let isTold = false
    Object.assign(bank.kind, {
      find: async (...asked: Parameters<typeof find>) => {
        if (isTold) return await find(...asked)
        isTold = true
        bank.made.push({
          operationId: 'op_00000001',
          key: 'op:op_00000001:g1',
          amount: 4_200,
          status: 'succeeded',
        })
        await tell(store, engine, refundEvent({ idempotencyKey: 'op:op_00000001:g1' }))
        return { type: 'absent' }
      },
    })
    const done = await reaches(engine, 'op_00000001', 'succeeded', clock)
    const calls = bank.calls.length
    for (let round = 0; round < 5; round++) await clock.advance(60_000)
    expect(await engine.get('op_00000001')).toEqual(done)
    expect(done.nextAttemptAt).toBeNull()
    expect(bank.calls).toHaveLength(calls)
  })

  test('the same event twice changes nothing the second time', async () => {
    const { clock, store, bank, engine } = await desk()
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(engine, 'op_00000001', 'succeeded', clock)
    await tell(store, engine, refundEvent({ objectId: 're_op_00000001' }))
    const once = await engine.get('op_00000001')
    await tell(store, engine, refundEvent({ id: 'evt_2', objectId: 're_op_00000001' }))
    expect(await engine.get('op_00000001')).toEqual(once)
  })

  test('an event is tried again later when Stripe cannot be read', async () => {
    const { clock, store, bank, engine } = await desk()
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
    await reaches(engine, 'op_00000001', 'succeeded', clock)
    bank.isReadable = false
    await expect(tell(store, engine, refundEvent({ objectId: 're_op_00000001' }))).rejects.toThrow()
  })
})
