import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isProblem } from '#server/problem.ts'
import { OwnClock } from '#test/own-clock.ts'
import { as, engineOn, reaches, temporaryStore } from './engine-rig.ts'
import { ScriptedBank, type Turn } from './scripted-bank.ts'

const ask = (amount: number, expected = 10_000) => ({ paymentId: 'pi_1', amount, expected })

async function desk() {
  const clock = new OwnClock()
  const store = await temporaryStore(clock)
  const bank = new ScriptedBank()
  const rig = engineOn(store, [bank.kind], clock)
  return { clock, store, bank, ...rig }
}

test('one id sent twenty times at once is one operation, one check and one call', async () => {
  const { clock, bank, engine } = await desk()
  engine.start()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))),
  )
  expect(new Set(answers.map(({ id }) => id))).toEqual(new Set(['op_00000001']))
  expect(bank.checks).toBe(1)
  await reaches(engine, 'op_00000001', 'succeeded', clock)
  expect(bank.calls).toHaveLength(1)
})

test('the same id with another amount, or from another person, is refused', async () => {
  const { bank, engine } = await desk()
  await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
  for (const [who, amount] of [
    [as('support'), 4_201],
    [as('support', 2), 4_200],
  ] as const) {
    const again = engine.request(who, bank.kind, 'op_00000001', ask(amount))
    await expect(again).rejects.toSatisfy(error => isProblem(error, 'operation_mismatch'))
  }
  expect(bank.calls).toEqual([])
})

test('sixty and sixty of a hundred at once: one goes, the other is told what is left', async () => {
  const { bank, engine } = await desk()
  const both = await Promise.allSettled([
    engine.request(as('support'), bank.kind, 'op_00000001', ask(6_000)),
    engine.request(as('support', 2), bank.kind, 'op_00000002', ask(6_000)),
  ])
  const refused = both.filter(one => one.status === 'rejected')
  expect(refused).toHaveLength(1)
  expect(refused[0]!.reason).toMatchObject({ code: 'stale', facts: { current: 4_000, currency: 'eur' } })
})

test('two equal refunds with their own ids both go', async () => {
  const { clock, bank, engine } = await desk()
  engine.start()
  await engine.request(as('support'), bank.kind, 'op_00000001', ask(1_000))
  await engine.request(as('support'), bank.kind, 'op_00000002', ask(1_000, 9_000))
  await reaches(engine, 'op_00000001', 'succeeded', clock)
  await reaches(engine, 'op_00000002', 'succeeded', clock)
  expect(bank.refunded).toBe(2_000)
})

test('a refusal is in the audit log, and a record is there before anything is sent', async () => {
  const { bank, engine, audit, changes } = await desk()
  await engine.request(as('support'), bank.kind, 'op_00000001', ask(4_200))
  expect(bank.calls).toEqual([])
  const { data } = await audit.list({ subject: 'pi_1', limit: 5 })
  expect(data).toMatchObject([
    { action: 'refund.requested', outcome: 'done', operationId: 'op_00000001', requestId: 'req_desk' },
  ])
  expect(JSON.stringify(data)).not.toContain('Elif')
  expect(changes).toContainEqual({ topic: 'payment', id: 'pi_1' })
  await expect(engine.request(as('viewer'), bank.kind, 'op_00000002', ask(1))).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect((await audit.list({ outcome: 'denied', limit: 5 })).total).toBe(1)
})

test('however requests, losses and crashes interleave, never more than was captured goes back', async () => {
  const turn = fc.constantFrom<Turn>('done', 'lost-before', 'lost-after', 'busy', 'no', 'error', 'pending')
  const wish = fc.record({
    amount: fc.integer({ min: 1, max: 7_000 }),
    seen: fc.constantFrom('now', 'stale'),
  })
  const scene = fc.record({
    turns: fc.array(turn, { maxLength: 12 }),
    wishes: fc.array(wish, { minLength: 2, maxLength: 6 }),
    crashes: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(scene, async ({ turns, wishes, crashes }) => {
      const { clock, store, bank, engine } = await desk()
      bank.turns = [...turns]
      engine.start()
      await Promise.allSettled(
        wishes.map(async ({ amount, seen }, index) => {
          const left =
            bank.captured -
            bank.refunded -
            (await engine.reserved(
              'pi_1',
              bank.made.map(one => one.operationId),
            ))
          const expected = seen === 'now' ? left : 10_000
          return await engine.request(
            as('finance', index),
            bank.kind,
            `op_0000000${index}`,
            ask(amount, expected),
          )
        }),
      )
      if (crashes) engineOn(store, [bank.kind], clock).engine.start()
      for (let round = 0; round < 30; round++) await clock.advance(30_000)
      expect(bank.refunded).toBeLessThanOrEqual(bank.captured)
      const ids = bank.made.map(({ operationId }) => operationId)
      expect(new Set(ids).size).toBe(ids.length)
    }),
    { numRuns: 25 },
  )
}, 60_000)
