import { expect, test } from 'vitest'
import { startTestSandbox } from './sandbox-client.ts'

test.each([
  ['payment', { amount: 1_000, currency: 'jpy' }, { status: 'succeeded', amount: 1_000, currency: 'jpy' }],
  ['decline', {}, { status: 'requires_payment_method', last_payment_error: { code: 'card_declined' } }],
  ['three-d-secure', {}, { status: 'requires_action' }],
  ['dispute', {}, { status: 'succeeded' }],
  ['inquiry', {}, { status: 'succeeded' }],
  ['early-fraud-warning', {}, { status: 'succeeded' }],
  ['late-refund-failure', {}, { status: 'succeeded' }],
])('the scenario %s makes its payment and names it', async (name, body, expected) => {
  const { stripe, control } = await startTestSandbox()
  const ids = await control('POST', `/scenarios/${name}`, body)
  expect(await stripe.paymentIntents.retrieve(String(ids.paymentIntent))).toMatchObject({
    ...expected,
    customer: ids.customer,
  })
  expect(ids.events).toContain((await stripe.events.list()).data[0]?.id)
})

test('the disputes of a scenario are there at once', async () => {
  const { stripe, control } = await startTestSandbox()
  const { dispute } = await control('POST', '/scenarios/dispute')
  expect(await stripe.disputes.retrieve(String(dispute))).toMatchObject({ status: 'needs_response' })
  const inquiry = await control('POST', '/scenarios/inquiry')
  expect(await stripe.disputes.retrieve(String(inquiry.dispute))).toMatchObject({
    status: 'warning_needs_response',
  })
})

test('a burst makes as many events as asked, about a customer who exists', async () => {
  const { stripe, control } = await startTestSandbox()
  const { id } = await stripe.customers.create()
  expect((await control('POST', '/scenarios/burst', { n: 250, customer: id })).events).toHaveLength(250)
  expect(await stripe.customers.retrieve(id)).toMatchObject({ metadata: { burst: '249' } })
})

test('an unknown scenario and an unknown wish are refused', async () => {
  const { control } = await startTestSandbox()
  expect(await control('POST', '/scenarios/toString')).toHaveProperty('error.message')
  expect(await control('POST', '/scenarios/payment', { colour: 'red' })).toHaveProperty('error.message')
  expect(await control('POST', '/scenarios/payment', { customer: 'cus_none' })).toHaveProperty(
    'error.message',
  )
})

test('a reset brings the seeded world back', async () => {
  const { stripe, control } = await startTestSandbox()
  await stripe.customers.create()
  await control('POST', '/reset')
  expect((await stripe.customers.list()).data).toEqual([])
  expect((await control('GET', '/ledger')).data).toEqual([])
})

test('a page of another site cannot steer the sandbox', async () => {
  const { url } = await startTestSandbox()
  const response = await fetch(`${url}/_sandbox/reset`, {
    method: 'POST',
    headers: { origin: 'https://example.com' },
  })
  expect(response.status).toBe(403)
})
