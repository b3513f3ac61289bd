import { describe, expect, test } from 'vitest'
import type { RefundPreview } from '#shared/api/refunds.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { reaches, refundEvent, tell } from '#test/operations/engine-rig.ts'
import { pay } from '#test/sandbox/pay.ts'
import { type Answer, startRefundDesk } from './refund-desk.ts'

const body = (paymentId: string, facts: object = {}) => ({
  operationId: 'op_00000001',
  paymentId,
  amount: 4_200,
  currency: 'eur',
  reason: 'requested_by_customer',
  expectedRefundable: 6_000,
  ...facts,
})

async function paid(params: Parameters<typeof pay>[1] = {}) {
  const desk = await startRefundDesk()
  const { id } = await pay(desk.stripe, { amount: 6_000, currency: 'eur', ...params })
  return { ...desk, id }
}

describe('a refund', () => {
  test('of part and then the rest: each ends succeeded, each once, each under its operation’s key', async () => {
    const { ask, operations, refundsSent, id } = await paid()
    const part = await ask('support', 'POST', '/api/refunds', body(id))
    expect(part).toMatchObject({ status: 202, body: { state: 'requested' } })
    await reaches(operations, 'op_00000001', 'succeeded')
    const rest = { operationId: 'op_00000002', amount: 1_800, expectedRefundable: 1_800 }
    expect((await ask('support', 'POST', '/api/refunds', body(id, rest))).status).toBe(202)
    await reaches(operations, 'op_00000002', 'succeeded')
    expect(await refundsSent()).toMatchObject([
      { amount: 4_200, idempotencyKey: 'op:op_00000001:g1', replayed: false },
      { amount: 1_800, idempotencyKey: 'op:op_00000002:g1', replayed: false },
    ])
  })

  test.each([
    ['jpy', 500, 500],
    ['isk', 1_500, 1_500],
    ['kwd', 5_120, 5_120],
  ])('in %s goes out as it was asked for', async (currency, amount, sent) => {
    const { ask, operations, refundsSent, id } = await paid({ amount: 60_000, currency })
    const asked = body(id, { amount, currency, expectedRefundable: 60_000 })
    expect((await ask('finance', 'POST', '/api/refunds', asked)).status).toBe(202)
    await reaches(operations, 'op_00000001', 'succeeded')
    expect(await refundsSent()).toMatchObject([{ amount: sent, currency }])
  })

  test('on the pending card stays pending until Stripe says otherwise', async () => {
    const { ask, operations, store, control, refundsSent, id } = await paid({ card: 'pendingRefund' })
    await ask('support', 'POST', '/api/refunds', body(id))
    const pending = await reaches(operations, 'op_00000001', 'pending')
    await control('POST', '/clock', { advanceMs: 10_000 })
    await tell(store, operations, refundEvent({ objectId: pending.resultId }))
    expect(await operations.get('op_00000001')).toMatchObject({
      state: 'succeeded',
      confirmedByEventId: 'evt_1',
    })
    expect(await refundsSent()).toHaveLength(1)
  })

  test('that fails after success is told as undone', async () => {
    const { ask, operations, store, control, id } = await paid({ card: 'refundFail' })
    await ask('support', 'POST', '/api/refunds', body(id))
    const done = await reaches(operations, 'op_00000001', 'succeeded')
    await control('POST', '/clock', { advanceMs: 10_000 })
    await tell(store, operations, refundEvent({ type: 'refund.failed', objectId: done.resultId }))
    expect(await operations.get('op_00000001')).toMatchObject({
      state: 'reversed',
      failure: { code: 'expired_or_canceled_card' },
    })
  })
})

describe('nothing is sent', () => {
  test.each([
    ['too much', { amount: 6_001 }, 409, 'exceeds_refundable', '€60.01 is more than the €60.00'],
    ['zero', { amount: 0 }, 400, 'invalid_request', ''],
    ['a fraction', { amount: 10.5 }, 400, 'invalid_request', ''],
    ['a stale form', { expectedRefundable: 5_000 }, 409, 'stale', 'Refundable is now €60.00'],
    ['another currency', { currency: 'usd' }, 400, 'currency_mismatch', 'in EUR, not USD'],
    ['an unknown member', { operator: 'me' }, 400, 'invalid_request', ''],
  ])('for %s', async (_name, facts, status, code, words) => {
    const { ask, refundsSent, id } = await paid()
    const answer = await ask('support', 'POST', '/api/refunds', body(id, facts))
    expect(answer).toMatchObject({ status, body: { code, detail: expect.stringContaining(words) } })
    expect(await refundsSent()).toEqual([])
  })

  test('for KWD 5.124: the answer says what is allowed', async () => {
    const { ask, refundsSent, id } = await paid({ amount: 60_000, currency: 'kwd' })
    const facts = { amount: 5_124, currency: 'kwd', expectedRefundable: 60_000 }
    const answer = await ask('support', 'POST', '/api/refunds', body(id, facts))
    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: 'amount_not_allowed',
        detail: 'The last decimal of KWD must be 0: use 5.120 KWD or 5.130 KWD. Nothing was sent.',
        allowed: [{ amount: 5_120 }, { amount: 5_130 }],
      },
    })
    expect(await refundsSent()).toEqual([])
  })

  test('on a disputed payment', async () => {
    const { ask, refundsSent, control, id } = await paid({ card: 'createDispute' })
    await control('POST', '/clock', { advanceMs: 60_000 })
    const answer = await ask('support', 'POST', '/api/refunds', body(id, { expectedRefundable: 0 }))
    expect(answer).toMatchObject({ status: 409, body: { code: 'charge_disputed' } })
    expect(await refundsSent()).toEqual([])
  })

  test('for what was refunded elsewhere already, or does not exist', async () => {
    const { ask, stripe, refundsSent, id } = await paid()
    await stripe.refunds.create({ payment_intent: id })
    const again = await ask('support', 'POST', '/api/refunds', body(id))
    expect(again).toMatchObject({ status: 409, body: { code: 'not_refundable', block: 'fully_refunded' } })
    const nowhere = await ask('support', 'POST', '/api/refunds', body('pi_nowhere'))
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await refundsSent()).toHaveLength(1)
  })
})

describe('one refund, whatever happens on the way', () => {
  test.each(['cut-before', 'cut-after', '500-applied', '200-truncated', '200-html', 'hang', '429', '409'])(
    '%s',
    async kind => {
      const { ask, operations, fault, stripe, refundsSent, id } = await paid()
      await fault(kind)
      await ask('support', 'POST', '/api/refunds', body(id))
      await reaches(operations, 'op_00000001', 'succeeded')
      expect((await stripe.refunds.list({ payment_intent: id })).data).toHaveLength(1)
      const sent = await refundsSent()
      expect(sent.filter(({ replayed }) => !replayed)).toHaveLength(1)
      expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey))).toEqual(
        new Set(['op:op_00000001:g1']),
      )
    },
  )

  test('an answer that was cut off is told as unknown meanwhile, with the steps taken', async () => {
    const { ask, operations, fault, id } = await paid()
    await fault('cut-after')
    await ask('support', 'POST', '/api/refunds', body(id))
    const unknown = await reaches(operations, 'op_00000001', 'unknown')
    expect(unknown.steps.map(({ text }) => text)).toEqual([
      'Recorded and reserved, €42.00',
      'Sent to Stripe, no answer',
    ])
    const done = await reaches(operations, 'op_00000001', 'succeeded')
    expect(done.steps.at(-1)?.text).toBe('Asked again with the same key, 2nd try: done')
  })

  test('the same request twenty times at once', async () => {
    const { ask, operations, refundsSent, id } = await paid()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask('support', 'POST', '/api/refunds', body(id))),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    await reaches(operations, 'op_00000001', 'succeeded')
    expect(await refundsSent()).toHaveLength(1)
    const other = await ask('support', 'POST', '/api/refunds', body(id, { amount: 100 }))
    expect(other).toMatchObject({ status: 409, body: { code: 'operation_mismatch' } })
    expect(await refundsSent()).toHaveLength(1)
  })

  test('two windows with sixty of a hundred each', async () => {
    const { ask, operations, refundsSent, id } = await paid({ amount: 10_000 })
    const both = await Promise.all(
      ['op_00000001', 'op_00000002'].map(operationId =>
        ask(
          'support',
          'POST',
          '/api/refunds',
          body(id, { operationId, amount: 6_000, expectedRefundable: 10_000 }),
        ),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409])
    await reaches(operations, both.find(({ status }) => status === 202)?.body.id ?? '', 'succeeded')
    expect(await refundsSent()).toHaveLength(1)
  })

  test('a desk that dies while Stripe is silent, and comes back', async () => {
    const { ask, operations, restart, fault, stripe, id } = await paid()
    await fault('cut-after')
    await ask('support', 'POST', '/api/refunds', body(id))
    await reaches(operations, 'op_00000001', 'unknown')
    await operations.stop()
    await reaches(restart(), 'op_00000001', 'succeeded')
    expect((await stripe.refunds.list({ payment_intent: id })).data).toHaveLength(1)
  })
})

describe('over the limit', () => {
  const large = { amount: 48_000, expectedRefundable: 60_000 }

  test('it waits for finance; one’s own cannot be approved', async () => {
    const { ask, operations, refundsSent, id } = await paid({ amount: 60_000 })
    const asked = await ask('support', 'POST', '/api/refunds', body(id, large))
    expect(asked).toMatchObject({ status: 202, body: { state: 'awaiting_approval' } })
    const path = '/api/operations/op_00000001/approve'
    expect((await ask('support', 'POST', path, {})).status).toBe(403)
    const listed: Answer<{ data: Operation[]; total: number }> = await ask(
      'finance',
      'GET',
      '/api/operations?view=to_decide',
    )
    expect(listed.body).toMatchObject({ total: 1, data: [{ id: 'op_00000001' }] })
    expect((await ask('finance', 'POST', path, { note: 'Seen' })).status).toBe(200)
    await reaches(operations, 'op_00000001', 'succeeded')
    expect(await refundsSent()).toHaveLength(1)
    expect((await ask('finance', 'POST', path, {})).body).toMatchObject({ code: 'wrong_state' })
  })

  test('finance asking over its own limit may not approve that', async () => {
    const { ask, id } = await paid({ amount: 300_000 })
    const huge = { amount: 250_000, expectedRefundable: 300_000 }
    await ask('finance', 'POST', '/api/refunds', body(id, huge))
    const own = await ask('finance', 'POST', '/api/operations/op_00000001/approve', {})
    expect(own).toMatchObject({ status: 403, body: { code: 'own_request' } })
  })
})

test('the preview shows what is left with everything held taken off, and who may approve', async () => {
  const { ask, operations, id } = await paid({ amount: 60_000 })
  await ask('support', 'POST', '/api/refunds', body(id, { amount: 1_000, expectedRefundable: 60_000 }))
  await reaches(operations, 'op_00000001', 'succeeded')
  const waiting = { operationId: 'op_00000002', amount: 30_000, expectedRefundable: 59_000 }
  await ask('support', 'POST', '/api/refunds', body(id, waiting))
  const preview: Answer<RefundPreview> = await ask('support', 'GET', `/api/payments/${id}/refund`)
  expect(preview.body).toMatchObject({
    figures: { captured: 60_000, refunded: 1_000, pending: 30_000, refundable: 29_000, block: null },
    limit: { amount: 20_000, currency: 'eur' },
    used: { amount: 1_000, currency: 'eur' },
    approvers: [{ id: 'usr_finance' }],
    method: { brand: 'visa', last4: '4242' },
    recent: [
      { operationId: 'op_00000002', amount: 30_000, by: { id: 'usr_support' } },
      { operationId: 'op_00000001', amount: 1_000 },
    ],
  })
})
