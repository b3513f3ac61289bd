import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Operation } from '#shared/domain/operation.ts'
import type { Payment } from '#shared/domain/payment.ts'
import { type DeskClient, operationEnds, signIn, until } from './desk-client.ts'
import { type RunningProduct, startProduct } from './product.ts'
import { type SandboxControl, sandboxControl } from './sandbox-control.ts'

let product: RunningProduct
let support: DeskClient
let finance: DeskClient
let sandbox: SandboxControl

beforeAll(async () => {
  product = await startProduct({ seed: 'empty' })
  sandbox = sandboxControl(product.sandboxUrl)
  support = await signIn(product.url, 'support')
  finance = await signIn(product.url, 'finance')
})
afterEach(() => sandbox.clearFaults())
afterAll(() => product.dispose())

interface Wish {
  readonly amount: number
  readonly currency?: string
  readonly expectedRefundable?: number
  readonly operationId?: string
}

const pay = async (amount: number, currency = 'eur', card = 'pm_card_visa'): Promise<string> => {
  const made = await sandbox.scenario('payment', { amount, currency, card })
  return made.paymentIntent ?? ''
}

const bodyOf = (paymentId: string, wish: Wish) => ({
  operationId: wish.operationId ?? randomUUID(),
  paymentId,
  amount: wish.amount,
  currency: wish.currency ?? 'eur',
  reason: 'requested_by_customer',
  expectedRefundable: wish.expectedRefundable ?? wish.amount,
})

const refund = (paymentId: string, wish: Wish, desk = support) =>
  desk.send('POST', '/api/refunds', bodyOf(paymentId, wish))

const refundsOf = async (paymentId: string) => {
  const { refunds, figures } = await support.get<Payment>(`/api/payments/${paymentId}`)
  return { refunds, figures }
}

const sentFor = async (operationId: string) =>
  (await sandbox.changes('/v1/refunds')).filter(entry => entry.idempotencyKey === `op:${operationId}:g1`)

describe('a refund', () => {
  test('in part and then the rest: each ends succeeded, confirmed by its webhook, one refund each in the ledger', async () => {
    const payment = await pay(6000)
    const first = await refund(payment, { amount: 1800, expectedRefundable: 6000 })
    expect(first.status).toBe(202)
    await operationEnds(support, String(first.body.id), 'succeeded')
    const second = await refund(payment, { amount: 4200, expectedRefundable: 4200 })
    expect(second.status).toBe(202)
    for (const { body } of [first, second]) {
      const ended = await until(
        () => support.get<Operation>(`/api/operations/${body.id}`),
        operation => operation.confirmedByEventId !== null,
      )
      expect(ended).toMatchObject({ state: 'succeeded', resultStatus: 'succeeded' })
      expect(await sentFor(ended.id)).toHaveLength(1)
    }
    expect((await refundsOf(payment)).figures).toMatchObject({
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
    const payment = await pay(amount, currency)
    const { body } = await refund(payment, { amount, currency })
    await operationEnds(support, String(body.id), 'succeeded')
    expect(await sentFor(String(body.id))).toMatchObject([{ amount: sent, currency }])
  })

  test('on the pending-refund card stays pending until its webhook says otherwise', async () => {
    await sandbox.deliveries({ paused: true })
    const payment = await pay(3000, 'eur', 'pm_card_pendingRefund')
    const { body } = await refund(payment, { amount: 3000 })
    await operationEnds(support, String(body.id), 'pending')
    await sandbox.deliveries({ paused: false })
    await operationEnds(support, String(body.id), 'succeeded')
  })

  test('that the bank sends back is undone later, and its amount is free again', async () => {
    const payment = await pay(3100, 'eur', 'pm_card_refundFail')
    const { body } = await refund(payment, { amount: 3100 })
    await operationEnds(support, String(body.id), 'reversed')
    const { figures, refunds } = await refundsOf(payment)
    expect(figures.refundable).toBe(3100)
    expect(refunds).toMatchObject([{ state: 'failed_later' }])
  })
})

describe('nothing is sent', () => {
  const refused = async (paymentId: string, wish: Wish) => {
    const before = (await sandbox.ledger()).length
    const answer = await refund(paymentId, wish)
    expect((await sandbox.ledger()).length).toBe(before)
    return answer
  }

  test('for too much, zero, a fraction, another currency, an amount the currency does not have', async () => {
    const payment = await pay(5000)
    const dinars = await pay(10_000, 'kwd')
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
    const payment = await pay(5000)
    const elsewhere = await refund(payment, { amount: 2000, expectedRefundable: 5000 }, finance)
    await operationEnds(finance, String(elsewhere.body.id), 'succeeded')
    expect((await refused(payment, { amount: 1000, expectedRefundable: 5000 })).body).toMatchObject({
      code: 'stale',
      current: 3000,
    })
  })

  test('when the payment is disputed', async () => {
    const { paymentIntent = '' } = await sandbox.scenario('dispute', { amount: 2500, currency: 'eur' })
    const answer = await refused(paymentIntent, { amount: 2500 })
    expect(answer).toMatchObject({ status: 409, body: { code: 'charge_disputed' } })
    expect(answer.body.detail).toMatch(/twice/)
  })
})

describe('one refund', () => {
  test('for the same request twenty times at once, and another amount under its id is refused', async () => {
    const payment = await pay(4000)
    const operationId = randomUUID()
    const wish = { amount: 1500, expectedRefundable: 4000, operationId }
    const answers = await Promise.all(Array.from({ length: 20 }, () => refund(payment, wish)))
    expect(new Set(answers.map(answer => `${answer.status} ${answer.body.id}`))).toEqual(
      new Set([`202 ${operationId}`]),
    )
    expect((await refund(payment, { ...wish, amount: 1600 })).body.code).toBe('operation_mismatch')
    await operationEnds(support, operationId, 'succeeded')
    expect(await sentFor(operationId)).toHaveLength(1)
  })

  test('for two windows that want the same money at once: one goes, the other is told', async () => {
    const payment = await pay(4100)
    const both = await Promise.all([
      refund(payment, { amount: 3000, expectedRefundable: 4100 }),
      refund(payment, { amount: 3000, expectedRefundable: 4100 }, finance),
    ])
    expect(both.map(answer => answer.status).sort()).toEqual([202, 409])
    const going = both.find(answer => answer.status === 202)
    await operationEnds(support, String(going?.body.id), 'succeeded')
    expect((await refundsOf(payment)).refunds).toHaveLength(1)
  })

  test.each(['cut-after', '500-applied', '200-html', '200-truncated', 'cut-before', '429', '409'])(
    'when Stripe answers with %s',
    async kind => {
      const payment = await pay(4200)
      await sandbox.fault({ method: 'POST', path: '/v1/refunds', kind, times: 1 })
      const { status, body } = await refund(payment, { amount: 4200 }, finance)
      expect(status).toBe(202)
      await until(
        () => finance.get<Operation>(`/api/operations/${body.id}`),
        operation => operation.state === 'succeeded',
        30_000,
      )
      expect((await refundsOf(payment)).refunds.filter(one => one.state === 'succeeded')).toHaveLength(1)
      expect(await sentFor(String(body.id))).toHaveLength(1)
    },
  )
})

describe('an outcome that Stripe never tells', () => {
  test('is unknown and not failed, is sent under no new key, and holds its amount', async () => {
    const payment = await pay(4300)
    // Stripe saves a 500 with its key and answers it for ever: only looking can tell.
    await sandbox.fault({ method: 'POST', path: '/v1/refunds', kind: '500-not-applied', times: 1 })
    const { body } = await refund(payment, { amount: 4300 }, finance)
    const operation = await until(
      () => finance.get<Operation>(`/api/operations/${body.id}`),
      ({ state, attempts }) => state === 'unknown' && attempts >= 2,
    )
    expect(operation.nextAttemptAt).not.toBeNull()
    expect((await refund(payment, { amount: 100, expectedRefundable: 4300 })).status).toBe(409)
    const keys = (await sandbox.ledger()).filter(entry => entry.idempotencyKey?.includes(operation.id))
    expect(new Set(keys.map(entry => entry.idempotencyKey)).size).toBeLessThanOrEqual(1)
    expect((await refundsOf(payment)).refunds).toHaveLength(0)
  })
})

describe('over the limit', () => {
  test('another person approves; nobody approves their own', async () => {
    const payment = await pay(48_000)
    const asked = await refund(payment, { amount: 48_000 })
    expect(asked.body).toMatchObject({ state: 'awaiting_approval', approval: { refundableThen: 48_000 } })
    const id = String(asked.body.id)
    expect((await support.send('POST', `/api/operations/${id}/approve`)).status).toBe(403)
    const approved = await finance.send('POST', `/api/operations/${id}/approve`)
    expect(approved.status).toBe(200)
    await operationEnds(finance, id, 'succeeded')
    expect(await sentFor(id)).toHaveLength(1)
  })

  test('a finance person’s own request over their limit waits for somebody else', async () => {
    const payment = await pay(900_000)
    const asked = await refund(payment, { amount: 900_000 }, finance)
    const id = String(asked.body.id)
    expect(asked.body.state).toBe('awaiting_approval')
    expect((await finance.send('POST', `/api/operations/${id}/approve`)).body.code).toBe('own_request')
    const colleague = await signIn(product.url, 'finance2')
    expect(
      (await colleague.send('POST', `/api/operations/${id}/reject`, { note: 'Ask first' })).body.state,
    ).toBe('rejected')
  })

  test('what was refunded elsewhere meanwhile is found when it runs: nothing is sent', async () => {
    const payment = await pay(50_000)
    const asked = await refund(payment, { amount: 50_000 })
    const colleague = await signIn(product.url, 'finance2')
    const stripe = await fetch(`${product.sandboxUrl}/v1/refunds`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer sk_test_sandbox',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `payment_intent=${payment}&amount=10000`,
    })
    expect(stripe.status).toBe(200)
    await colleague.send('POST', `/api/operations/${asked.body.id}/approve`)
    await operationEnds(colleague, String(asked.body.id), 'refused')
    expect(await sentFor(String(asked.body.id))).toHaveLength(0)
  })
})
