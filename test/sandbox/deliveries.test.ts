import { expect, test, vi } from 'vitest'
import { startTestSandbox } from './sandbox-client.ts'
import { startReceiver, verified } from './webhook-receiver.ts'

test('events are delivered, signed so that the SDK accepts them', async () => {
  const { stripe, setWebhookUrl } = await startTestSandbox()
  const receiver = await startReceiver(200)
  await setWebhookUrl(receiver.url)
  const customer = await stripe.customers.create({ email: 'ada@example.com' })
  await receiver.waitFor(1)
  const event = verified(receiver.arrivals[0]!)
  expect(event).toMatchObject({ type: 'customer.created', data: { object: { id: customer.id } } })
  await vi.waitFor(async () => {
    expect(await stripe.events.retrieve(event.id)).toMatchObject({ pending_webhooks: 0 })
  })
})

test.each([500, 302])('an answer of %i is a failure: the event comes again, signed anew', async status => {
  const { stripe, setWebhookUrl, control } = await startTestSandbox()
  const receiver = await startReceiver(status, 200)
  await setWebhookUrl(receiver.url)
  await stripe.customers.create()
  await receiver.waitFor(1)
  const pending = async () => (await stripe.events.list({ delivery_success: false })).data
  expect(await pending()).toMatchObject([{ pending_webhooks: 1 }])
  await vi.waitFor(async () => {
    await control('POST', '/clock', { advanceMs: 2_000 })
    expect(receiver.arrivals.length).toBe(2)
  })
  const [first, second] = receiver.arrivals
  expect(second?.id).toBe(first?.id)
  expect(second?.signature).not.toBe(first?.signature)
  await vi.waitFor(async () => expect(await pending()).toEqual([]))
})

test('paused deliveries wait, and come when they may', async () => {
  const { stripe, setWebhookUrl, control } = await startTestSandbox()
  const receiver = await startReceiver(200)
  await setWebhookUrl(receiver.url)
  await control('POST', '/deliveries', { paused: true })
  await stripe.customers.create()
  expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(1)
  expect(receiver.arrivals).toHaveLength(0)
  await control('POST', '/deliveries', { paused: false })
  await receiver.waitFor(1)
})

test('a dropped delivery never comes, and its event stays undelivered', async () => {
  const { stripe, setWebhookUrl, control } = await startTestSandbox()
  const receiver = await startReceiver(200)
  await setWebhookUrl(receiver.url)
  await control('POST', '/deliveries', { dropRate: 1 })
  const lost = await stripe.customers.create()
  await control('POST', '/deliveries', { dropRate: 0 })
  await vi.waitFor(async () => {
    await stripe.customers.create()
    expect(receiver.arrivals.length).toBeGreaterThan(0)
  })
  expect(receiver.arrivals.some(({ body }) => body.includes(lost.id))).toBe(false)
  const undelivered = await stripe.events.list({ delivery_success: false })
  expect(undelivered.data.map(({ data }) => data.object)).toContainEqual(
    expect.objectContaining({ id: lost.id }),
  )
})

test('a duplicated delivery comes twice with one id', async () => {
  const { stripe, setWebhookUrl, control } = await startTestSandbox()
  const receiver = await startReceiver(200)
  await setWebhookUrl(receiver.url)
  await control('POST', '/deliveries', { duplicateRate: 1 })
  await stripe.customers.create()
  await receiver.waitFor(2)
  expect(new Set(receiver.arrivals.map(({ id }) => id)).size).toBe(1)
})

test('an own endpoint gets only what it asked for, signed with its own secret', async () => {
  const { stripe } = await startTestSandbox()
  const receiver = await startReceiver(200)
  const { secret } = await stripe.webhookEndpoints.create({
    url: receiver.url,
    enabled_events: ['customer.updated'],
  })
  const customer = await stripe.customers.create()
  await stripe.customers.update(customer.id, { name: 'Ada' })
  await receiver.waitFor(1)
  const { body, signature, type } = receiver.arrivals[0]!
  expect(type).toBe('customer.updated')
  const event = stripe.webhooks.constructEvent(body, signature, secret!)
  expect(event.data.previous_attributes).toEqual({ name: null })
})

test('an endpoint that says nothing in time, or hangs up, has failed', async () => {
  const { stripe, setWebhookUrl, control } = await startTestSandbox()
  const receiver = await startReceiver('silent', 'cut', 200)
  await control('POST', '/deliveries', { answerWithinMs: 50 })
  await setWebhookUrl(receiver.url)
  await stripe.customers.create()
  const outcomes = async () =>
    (await control('GET', '/deliveries/attempts')).data.map(attempt => Object(attempt).error)
  await vi.waitFor(async () => expect(await outcomes()).toEqual(['timeout']))
  await vi.waitFor(async () => {
    await control('POST', '/clock', { advanceMs: 1_000 })
    expect(await outcomes()).toHaveLength(2)
  })
  await vi.waitFor(async () => {
    await control('POST', '/clock', { advanceMs: 5_000 })
    expect(await outcomes()).toEqual([null, expect.stringMatching(/./), 'timeout'])
  })
})

test('attempts can be watched, with what comes next', async () => {
  const { stripe, setWebhookUrl, control } = await startTestSandbox()
  const receiver = await startReceiver(503, 200)
  await setWebhookUrl(receiver.url)
  await stripe.customers.create()
  const attempts = async () => (await control('GET', '/deliveries/attempts')).data
  await vi.waitFor(async () => expect(await attempts()).toHaveLength(1))
  const [failed] = await attempts()
  expect(failed).toMatchObject({
    type: 'customer.created',
    eventId: receiver.arrivals[0]?.id,
    statusCode: 503,
    accepted: false,
    attempt: 1,
    nextAttemptAt: expect.stringMatching(/^\d{4}-/),
  })
  await vi.waitFor(async () => {
    await control('POST', '/clock', { advanceMs: 1_000 })
    expect((await attempts())[0]).toMatchObject({
      statusCode: 200,
      accepted: true,
      attempt: 2,
      nextAttemptAt: null,
    })
  })
  await control('POST', '/reset')
  expect(await attempts()).toEqual([])
})

test('a delayed delivery waits for the clock', async () => {
  const { stripe, setWebhookUrl, control } = await startTestSandbox()
  const receiver = await startReceiver(200)
  await setWebhookUrl(receiver.url)
  await control('POST', '/deliveries', { delayMs: 3_600_000 })
  await stripe.customers.create()
  await control('POST', '/clock', { advanceMs: 1_800_000 })
  expect(receiver.arrivals).toHaveLength(0)
  await control('POST', '/clock', { advanceMs: 1_800_000 })
  await receiver.waitFor(1)
})

test('reordered deliveries come in another order, and all of them come', async () => {
  const { stripe, setWebhookUrl, control } = await startTestSandbox()
  const receiver = await startReceiver(200)
  await setWebhookUrl(receiver.url)
  await control('POST', '/deliveries', { reorder: true })
  const made: string[] = []
  for (let index = 0; index < 12; index += 1) made.push((await stripe.customers.create()).id)
  await receiver.waitFor(12)
  const arrived = receiver.arrivals.map(({ body }) => String(JSON.parse(body).data.object.id))
  expect(arrived).not.toEqual(made)
  expect(arrived.toSorted()).toEqual(made.toSorted())
})
