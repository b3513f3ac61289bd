import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operationEnds, signIn } from './desk-client.ts'
import { openRefundDesk, type RefundDesk } from './refund-desk.ts'

let desk: RefundDesk
beforeAll(async () => {
  desk = await openRefundDesk()
})
afterAll(() => desk.product.dispose())

describe('over the limit', () => {
  test('another person approves; nobody approves their own', async () => {
    const payment = await desk.pay(48_000)
    const asked = await desk.refund(payment, { amount: 48_000 })
    expect(asked.body).toMatchObject({ state: 'awaiting_approval', approval: { refundableThen: 48_000 } })
    const id = String(asked.body.id)
    expect((await desk.support.send('POST', `/api/operations/${id}/approve`)).status).toBe(403)
    const approved = await desk.finance.send('POST', `/api/operations/${id}/approve`)
    expect(approved.status).toBe(200)
    await operationEnds(desk.finance, id, 'succeeded')
    expect(await desk.sentFor(id)).toHaveLength(1)
  })

  test('a finance person’s own request over their limit waits for somebody else', async () => {
    const payment = await desk.pay(900_000)
    const asked = await desk.refund(payment, { amount: 900_000 }, desk.finance)
    const id = String(asked.body.id)
    expect(asked.body.state).toBe('awaiting_approval')
    expect((await desk.finance.send('POST', `/api/operations/${id}/approve`)).body.code).toBe('own_request')
    const colleague = await signIn(desk.product.url, 'finance2')
    expect(
      (await colleague.send('POST', `/api/operations/${id}/reject`, { note: 'Ask first' })).body.state,
    ).toBe('rejected')
  })

  test('what was refunded elsewhere meanwhile is found when it runs: nothing is sent', async () => {
    const payment = await desk.pay(50_000)
    const asked = await desk.refund(payment, { amount: 50_000 })
    const colleague = await signIn(desk.product.url, 'finance2')
    const stripe = await fetch(`${desk.product.sandboxUrl}/v1/refunds`, {
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
    expect(await desk.sentFor(String(asked.body.id))).toHaveLength(0)
  })
})
