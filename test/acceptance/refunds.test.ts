import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Operation } from '#shared/domain/operation.ts'
import { operationEnds, until } from './desk-client.ts'
import { openRefundDesk, type RefundDesk, type Wish } from './refund-desk.ts'

let desk: RefundDesk
beforeAll(async () => {
  desk = await openRefundDesk()
})
afterAll(() => desk.product.dispose())
afterEach(() => desk.sandbox.clearFaults())

describe('a refund', () => {
  test('in part and then the rest: each ends succeeded, confirmed by its webhook, one refund each in the ledger', async () => {
    const payment = await desk.pay(6000)
    const first = await desk.refund(payment, { amount: 1800, expectedRefundable: 6000 })
    expect(first.status).toBe(202)
    await operationEnds(desk.support, String(first.body.id), 'succeeded')
    const second = await desk.refund(payment, { amount: 4200, expectedRefundable: 4200 })
    expect(second.status).toBe(202)
    for (const { body } of [first, second]) {
      const ended = await until(
        () => desk.support.get<Operation>(`/api/operations/${body.id}`),
        operation => operation.confirmedByEventId !== null,
      )
      expect(ended).toMatchObject({ state: 'succeeded', resultStatus: 'succeeded' })
      expect(await desk.sentFor(ended.id)).toHaveLength(1)
    }
    expect((await desk.payment(payment)).figures).toMatchObject({
      refunded: 6000,
      refundable: 0,
      block: 'fully_refunded',
    })
  })

  test.each([
    ['jpy', 500, 500],
    ['isk', 1500, 1500],
    ['kwd', 5120, 5120],
  ])('in %s is sent as Stripe counts it', async (currency, amount, sent) => {
    const payment = await desk.pay(amount, currency)
    const { body } = await desk.refund(payment, { amount, currency })
    await operationEnds(desk.support, String(body.id), 'succeeded')
    expect(await desk.sentFor(String(body.id))).toMatchObject([{ amount: sent, currency }])
  })

  test('on the pending-refund card stays pending until its webhook says otherwise', async () => {
    await desk.sandbox.deliveries({ paused: true })
    const payment = await desk.pay(3000, 'eur', 'pm_card_pendingRefund')
    const { body } = await desk.refund(payment, { amount: 3000 })
    await operationEnds(desk.support, String(body.id), 'pending')
    await desk.sandbox.deliveries({ paused: false })
    await operationEnds(desk.support, String(body.id), 'succeeded')
  })

  test('that the bank sends back is undone later, and its amount is free again', async () => {
    const payment = await desk.pay(3100, 'eur', 'pm_card_refundFail')
    const { body } = await desk.refund(payment, { amount: 3100 })
    await operationEnds(desk.support, String(body.id), 'reversed')
    const { figures, refunds } = await desk.payment(payment)
    expect(figures.refundable).toBe(3100)
    expect(refunds).toMatchObject([{ state: 'failed_later' }])
  })
})

describe('nothing is sent', () => {
  const refused = async (paymentId: string, wish: Wish) => {
    const before = (await desk.sandbox.ledger()).length
    const answer = await desk.refund(paymentId, wish)
    expect((await desk.sandbox.ledger()).length).toBe(before)
    return answer
  }

  test('for too much, zero, a fraction, another currency, an amount the currency does not have', async () => {
    const payment = await desk.pay(5000)
    const dinars = await desk.pay(10_000, 'kwd')
    expect((await refused(payment, { amount: 5001, expectedRefundable: 5000 })).body).toMatchObject({
      code: 'exceeds_refundable',
      refundable: 5000,
    })
    expect((await refused(payment, { amount: 0 })).body.code).toBe('invalid_request')
    expect((await refused(payment, { amount: 10.5, expectedRefundable: 5000 })).body.code).toBe(
      'invalid_request',
    )
    expect(
      (await refused(payment, { amount: 100, currency: 'usd', expectedRefundable: 5000 })).body.code,
    ).toBe('currency_mismatch')
    const odd = await refused(dinars, { amount: 5124, currency: 'kwd', expectedRefundable: 10_000 })
    expect(odd).toMatchObject({
      status: 400,
      body: { code: 'amount_not_allowed', allowed: [{ amount: 5120 }, { amount: 5130 }] },
    })
    expect(odd.body.detail).toMatch(/5\.120.*5\.130/)
  })

  test('when the form is stale, and the new figure is told', async () => {
    const payment = await desk.pay(5000)
    const elsewhere = await desk.refund(payment, { amount: 2000, expectedRefundable: 5000 }, desk.finance)
    await operationEnds(desk.finance, String(elsewhere.body.id), 'succeeded')
    expect((await refused(payment, { amount: 1000, expectedRefundable: 5000 })).body).toMatchObject({
      code: 'stale',
      current: 3000,
    })
  })

  test('when the payment is disputed', async () => {
    const { paymentIntent = '' } = await desk.sandbox.scenario('dispute', { amount: 2500, currency: 'eur' })
    const answer = await refused(paymentIntent, { amount: 2500 })
    expect(answer).toMatchObject({ status: 409, body: { code: 'charge_disputed' } })
    expect(answer.body.detail).toMatch(/twice/)
  })
})

describe('one refund', () => {
  test('for the same request twenty times at once, and another amount under its id is refused', async () => {
    const payment = await desk.pay(4000)
    const operationId = randomUUID()
    const wish = { amount: 1500, expectedRefundable: 4000, operationId }
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.refund(payment, wish)))
    expect(new Set(answers.map(answer => `${answer.status} ${answer.body.id}`))).toEqual(
      new Set([`202 ${operationId}`]),
    )
    expect((await desk.refund(payment, { ...wish, amount: 1600 })).body.code).toBe('operation_mismatch')
    await operationEnds(desk.support, operationId, 'succeeded')
    expect(await desk.sentFor(operationId)).toHaveLength(1)
  })

  test('for two windows that want the same money at once: one goes, the other is told', async () => {
    const payment = await desk.pay(4100)
    const both = await Promise.all([
      desk.refund(payment, { amount: 3000, expectedRefundable: 4100 }),
      desk.refund(payment, { amount: 3000, expectedRefundable: 4100 }, desk.finance),
    ])
    expect(both.map(answer => answer.status).sort()).toEqual([202, 409])
    const going = both.find(answer => answer.status === 202)
    await operationEnds(desk.support, String(going?.body.id), 'succeeded')
    expect((await desk.payment(payment)).refunds).toHaveLength(1)
  })

  test.each(['cut-after', '500-applied', '200-html', '200-truncated', 'cut-before', '429', '409'])(
    'when Stripe answers with %s',
    async kind => {
      const payment = await desk.pay(4200)
      await desk.sandbox.fault({ method: 'POST', path: '/v1/refunds', kind, times: 1 })
      const { status, body } = await desk.refund(payment, { amount: 4200 }, desk.finance)
      expect(status).toBe(202)
      await until(
        () => desk.finance.get<Operation>(`/api/operations/${body.id}`),
        operation => operation.state === 'succeeded',
        30_000,
      )
      expect((await desk.payment(payment)).refunds.filter(one => one.state === 'succeeded')).toHaveLength(1)
      expect(await desk.sentFor(String(body.id))).toHaveLength(1)
    },
  )
})

describe('an outcome that Stripe never tells', () => {
  test('is unknown and not failed, is sent under no new key, and holds its amount', async () => {
    const payment = await desk.pay(4300)
    // Stripe saves a 500 with its key and answers it for ever: only looking can tell.
    await desk.sandbox.fault({ method: 'POST', path: '/v1/refunds', kind: '500-not-applied', times: 1 })
    const { body } = await desk.refund(payment, { amount: 4300 }, desk.finance)
    // Between two tries, and so neither ended nor under way.
    const operation = await until(
      () => desk.finance.get<Operation>(`/api/operations/${body.id}`),
      ({ state, attempts, nextAttemptAt }) => state === 'unknown' && attempts >= 2 && nextAttemptAt !== null,
    )
    expect((await desk.refund(payment, { amount: 100, expectedRefundable: 4300 })).status).toBe(409)
    const keys = (await desk.sandbox.ledger()).filter(entry => entry.idempotencyKey?.includes(operation.id))
    expect(new Set(keys.map(entry => entry.idempotencyKey)).size).toBeLessThanOrEqual(1)
    expect((await desk.payment(payment)).refunds).toHaveLength(0)
  })
})
