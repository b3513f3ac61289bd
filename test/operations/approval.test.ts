import { describe, expect, test } from 'vitest'
import { isProblem } from '#server/problem.ts'
import { OwnClock } from '#test/own-clock.ts'
import { as, engineOn, reaches, temporaryStore } from './engine-rig.ts'
import { ScriptedBank, type Turn } from './scripted-bank.ts'

const ask = (amount: number, expected = 100_000, paymentId = 'pi_1') => ({ paymentId, amount, expected })

async function desk(turns: Turn[] = []) {
  const clock = new OwnClock()
  const store = await temporaryStore(clock)
  const bank = new ScriptedBank(100_000)
  bank.turns = turns
  const rig = engineOn(store, [bank.kind], clock)
  rig.engine.start()
  return { clock, store, bank, ...rig }
}

describe('over the limit', () => {
  test('another person’s approval sends it, and both are named', async () => {
    const { clock, bank, engine } = await desk()
    const asked = await engine.request(as('support'), bank.kind, 'op_00000001', ask(48_000))
    expect(asked).toMatchObject({
      state: 'awaiting_approval',
      approval: { limit: { amount: 20_000, currency: 'eur' }, refundableThen: 100_000 },
    })
    expect(bank.calls).toEqual([])
    expect(await engine.reserved('pi_1')).toBe(48_000)
    await engine.approve(as('finance'), 'op_00000001', 'Checked the order')
    const done = await reaches(engine, 'op_00000001', 'succeeded', clock)
    expect(done.approval).toMatchObject({
      decidedBy: as('finance').user,
      decisionNote: 'Checked the order',
    })
    expect(bank.made).toHaveLength(1)
  })

  test('nobody approves their own request, and the try is in the audit log', async () => {
    const { engine, audit } = await desk()
    const bank = new ScriptedBank(300_000)
    await engine.request(as('finance'), bank.kind, 'op_00000003', ask(300_000, 300_000))
    await expect(engine.approve(as('finance'), 'op_00000003', null)).rejects.toMatchObject({
      code: 'own_request',
    })
    await expect(engine.reject(as('finance'), 'op_00000003', null)).rejects.toMatchObject({
      code: 'own_request',
    })
    expect(await audit.list({ outcome: 'denied', limit: 5 })).toMatchObject({ total: 2 })
    expect((await engine.get('op_00000003'))?.state).toBe('awaiting_approval')
  })

  test('support may not approve', async () => {
    const { bank, engine } = await desk()
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(48_000))
    await expect(engine.approve(as('support', 2), 'op_00000001', null)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('many small refunds add up to the limit within a day, and the day passes', async () => {
    const { clock, bank, engine } = await desk()
    for (let number = 1; number <= 3; number++) {
      const left = 100_000 - (number - 1) * 9_500
      const id = `op_0000000${number}`
      const operation = await engine.request(as('support'), bank.kind, id, ask(9_500, left))
      expect(operation.state).toBe(number < 3 ? 'requested' : 'awaiting_approval')
    }
    expect((await engine.get('op_00000003'))?.approval?.used.amount).toBe(19_000)
    await engine.withdraw(as('support'), 'op_00000003')
    await reaches(engine, 'op_00000002', 'succeeded', clock)
    await clock.advance(24 * 60 * 60 * 1000)
    const later = await engine.request(as('support'), bank.kind, 'op_00000004', ask(9_500, 81_000))
    expect(later.state).toBe('requested')
  })

  test('of twenty requests at once no more than the limit goes out alone', async () => {
    const { bank, engine } = await desk()
    const made = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        engine.request(
          as('support'),
          bank.kind,
          `op_${10_000_000 + index}`,
          ask(4_500, 100_000, `pi_${index}`),
        ),
      ),
    )
    const alone = made.filter(one => one.status === 'fulfilled' && one.value.state !== 'awaiting_approval')
    expect(alone).toHaveLength(4)
  })

  test('a currency without a limit always needs approval', async () => {
    const { bank, engine } = await desk()
    const odd = {
      ...bank.kind,
      check: async (...args: Parameters<typeof bank.kind.check>) => ({
        ...(await bank.kind.check(...args)),
        exposure: { amount: 1, currency: 'xpf' },
      }),
    }
    const asked = await engine.request(as('support'), odd, 'op_00000001', ask(1))
    expect(asked.approval).toMatchObject({ limit: null })
  })

  test('lapses after two days, and cannot be approved then', async () => {
    const { clock, bank, engine } = await desk()
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(48_000))
    await clock.advance(48 * 60 * 60 * 1000)
    await reaches(engine, 'op_00000001', 'expired', clock)
    await expect(engine.approve(as('finance'), 'op_00000001', null)).rejects.toMatchObject({
      code: 'wrong_state',
      facts: { state: 'expired' },
    })
    expect(await engine.reserved('pi_1')).toBe(0)
  })

  test('everything is checked again when it runs: a dispute meanwhile refuses it, and nothing is sent', async () => {
    const { clock, bank, engine } = await desk()
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(48_000))
    bank.isDisputed = true
    await engine.approve(as('finance'), 'op_00000001', null)
    const refused = await reaches(engine, 'op_00000001', 'refused', clock)
    expect(refused.failure).toMatchObject({ code: 'charge_disputed' })
    expect(bank.calls).toEqual([])
  })

  test('refunded elsewhere meanwhile, it is refused when it runs', async () => {
    const { clock, bank, engine } = await desk()
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(48_000))
    bank.made.push({ operationId: 'other', key: 'dashboard', amount: 60_000, status: 'succeeded' })
    await engine.approve(as('finance'), 'op_00000001', null)
    const refused = await reaches(engine, 'op_00000001', 'refused', clock)
    expect(refused.failure).toMatchObject({ code: 'exceeds_refundable' })
    expect(bank.calls).toEqual([])
  })

  test('waits when Stripe cannot be read at the time of approval', async () => {
    const { clock, bank, engine } = await desk()
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(48_000))
    bank.isReadable = false
    await engine.approve(as('finance'), 'op_00000001', null)
    await clock.advance(5_000)
    expect((await engine.get('op_00000001'))?.state).toBe('approved')
    bank.isReadable = true
    await reaches(engine, 'op_00000001', 'succeeded', clock)
  })

  test('rejected and withdrawn requests let their amount go; only the asker withdraws', async () => {
    const { bank, engine } = await desk()
    await engine.request(as('support'), bank.kind, 'op_00000001', ask(48_000))
    await engine.reject(as('finance'), 'op_00000001', 'No')
    expect(await engine.reserved('pi_1')).toBe(0)
    await engine.request(as('support'), bank.kind, 'op_00000002', ask(48_000))
    await expect(engine.withdraw(as('support', 2), 'op_00000002')).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect((await engine.withdraw(as('support'), 'op_00000002')).state).toBe('withdrawn')
    await expect(engine.withdraw(as('support'), 'op_00000002')).rejects.toMatchObject({
      code: 'wrong_state',
    })
    const decided = await engine.list({ view: 'decided', userId: '', limit: 10 })
    expect(decided.data.map(({ state }) => state).sort()).toEqual(['rejected', 'withdrawn'])
  })
})

describe('what nobody could find out', () => {
  async function undecided() {
    const rig = await desk(['error'])
    await rig.engine.request(as('support'), rig.bank.kind, 'op_00000001', ask(4_200))
    await reaches(rig.engine, 'op_00000001', 'needs_review', rig.clock, 20_000)
    return rig
  }

  test('a person may say that it did not happen, and its amount is free', async () => {
    const { engine } = await undecided()
    const decided = await engine.resolve(as('finance'), 'op_00000001', 'did_not_happen', 'Looked at Stripe')
    expect(decided.state).toBe('failed')
    expect(await engine.reserved('pi_1')).toBe(0)
  })

  test('only a person starts a new key', async () => {
    const { clock, bank, engine } = await undecided()
    await engine.resolve(as('finance'), 'op_00000001', 'try_again', 'Not there')
    await reaches(engine, 'op_00000001', 'succeeded', clock)
    expect(bank.made.map(({ key }) => key)).toEqual(['op:op_00000001:g2'])
  })

  test('what is found at Stripe after all wins over the person', async () => {
    const { bank, engine } = await undecided()
    bank.made.push({
      operationId: 'op_00000001',
      key: 'op:op_00000001:g1',
      amount: 4_200,
      status: 'succeeded',
    })
    const told = await engine.resolve(as('finance'), 'op_00000001', 'try_again', 'Not there')
    expect(told.state).toBe('succeeded')
    expect(bank.made).toHaveLength(1)
  })

  test('support may not decide, and nobody decides blindly', async () => {
    const { bank, engine } = await undecided()
    const denied = engine.resolve(as('support'), 'op_00000001', 'happened', 'x')
    await expect(denied).rejects.toSatisfy(error => isProblem(error, 'forbidden'))
    bank.isReadable = false
    const blind = engine.resolve(as('finance'), 'op_00000001', 'happened', 'x')
    await expect(blind).rejects.toSatisfy(error => isProblem(error, 'stripe_unavailable'))
  })
})
