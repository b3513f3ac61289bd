import fs from 'node:fs'
import path from 'node:path'
import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { chargeOf, pay } from '#test/sandbox/pay.ts'
import { startTestSandbox } from '#test/sandbox/sandbox-client.ts'
import { sdkFolder } from './declarations.ts'
import { eventShapes } from './events.ts'
import { checkAnswer, checkEvent } from './exchange.ts'
import { objectShapes } from './objects.ts'
import { sdkCalls } from './operations.ts'

/** What a call answers on the wire. */
async function sent(call: Promise<object>): Promise<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(await call))
}

const aCharge = async (expand: string[] = []) => {
  const { stripe } = await startTestSandbox()
  return await sent(stripe.charges.retrieve(chargeOf(await pay(stripe)), { expand }))
}
const told = (body: unknown, method = 'GET', at = '/v1/charges/ch_1', status = 200) =>
  checkAnswer(method, at, status, body).map(violation => `${violation.at}: ${violation.message}`)

describe('an answer is not what the SDK promises when', () => {
  test('a required property is missing, at any depth', async () => {
    const { currency, payment_method_details: details, ...charge } = await aCharge()
    expect(currency).toBe('usd')
    expect(told({ ...charge, payment_method_details: {} })).toEqual([
      'currency: missing, Charge requires it',
      'payment_method_details.type: missing, PaymentMethodDetails requires it',
    ])
    expect(details).toHaveProperty('type')
  })

  test('a value is of another type, null included', async () => {
    const charge = await aCharge()
    expect(told({ ...charge, amount: '4200' })).toEqual(['amount: expected number, got "4200"'])
    expect(told({ ...charge, amount: null })).toEqual(['amount: expected number, got null'])
    expect(told({ ...charge, amount: 42.5 })).toEqual(['amount: 42.5 is no integer'])
    expect(told({ ...charge, metadata: { a: 1 } })).toEqual(['metadata.a: expected string, got 1'])
    expect(told({ ...charge, customer: null, description: null })).toEqual([])
  })

  test('a word is not in its list, also where the list may grow', async () => {
    const charge = await aCharge()
    expect(told({ ...charge, status: 'done' })).toEqual([
      'status: expected "failed" | "pending" | "succeeded", got "done"',
    ])
    expect(told({ ...charge, object: 'refund' })).toEqual(['object: expected "charge", got "refund"'])
    const [wrong = ''] = told({ ...charge, payment_method_details: { type: 'card', card: 7 } })
    expect(wrong).toContain('payment_method_details.card: expected Card')
  })

  test('a property is there that the version does not have', async () => {
    const charge = await aCharge()
    expect(told({ ...charge, invoice: null })).toEqual(['invoice: Charge has no such property'])
  })

  test('an expanded object is wrong, and is none when it is right', async () => {
    const charge = await aCharge(['payment_intent'])
    expect(told(charge)).toEqual([])
    expect(told({ ...charge, payment_intent: { object: 'payment_intent' } })).toContain(
      'payment_intent.amount: missing, PaymentIntent requires it',
    )
    const [wrong = ''] = told({ ...charge, payment_intent: { object: 'customer' } })
    expect(wrong).toContain('got an object customer')
  })

  test('one of a list is wrong, or the list itself', async () => {
    const list = { object: 'list', has_more: false, url: '/v1/charges' }
    const { paid, ...charge } = await aCharge()
    expect(told({ ...list, data: [{ ...charge, paid }, charge] }, 'GET', '/v1/charges')).toEqual([
      'data[1].paid: missing, Charge requires it',
    ])
    expect(told({ ...list, data: {} }, 'GET', '/v1/charges')).toEqual([
      'data: expected a list of Charge, got an object',
    ])
    expect(told({ data: [], has_more: 1 }, 'GET', '/v1/charges')).toEqual([
      'object: missing, ApiList requires it',
      'has_more: expected boolean, got 1',
      'url: missing, ApiList requires it',
    ])
  })

  test('a decimal is a number on the wire', async () => {
    const { stripe } = await startTestSandbox()
    const product = { currency: 'usd', unit_amount: 500, product_data: { name: 'Beans' } }
    const price = await sent(stripe.prices.create(product))
    const at = ['POST', '/v1/prices'] as const
    expect(told({ ...price, unit_amount_decimal: '500' }, ...at)).toEqual([])
    expect(told({ ...price, unit_amount_decimal: 500 }, ...at)).toHaveLength(1)
  })

  test('it was deleted and looks alive, or the other way round', async () => {
    const { stripe } = await startTestSandbox()
    const { id } = await stripe.customers.create()
    const gone = await sent(stripe.customers.del(id))
    expect(told(gone, 'DELETE', '/v1/customers/cus_1')).toEqual([])
    expect(told({ ...gone, deleted: false }, 'DELETE', '/v1/customers/cus_1')).not.toEqual([])
    expect(told(gone, 'POST', '/v1/customers/cus_1')).not.toEqual([])
  })

  test('a refusal says neither its sort nor why, or the SDK makes no such call', () => {
    expect(told({ error: {} }, 'GET', '/v1/charges/ch_1', 404)).toEqual([
      'error.message: missing, StripeRawError requires it',
      'error.type: missing, StripeRawError requires it',
    ])
    expect(told({ error: { type: 'oops', message: 'x' } }, 'GET', '/v1/x', 500)).toHaveLength(1)
    expect(told({ message: 'x' }, 'GET', '/v1/x', 500)).toHaveLength(2)
    expect(told({}, 'GET', '/v1/sauces')).toEqual([': the SDK never calls GET /v1/sauces'])
  })
})

test('an event is held against its own type', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await stripe.customers.create({ name: 'Ada' })
  await stripe.customers.update(id, { name: 'Grace' })
  const [event] = (await stripe.events.list({ type: 'customer.updated' })).data
  const wire: Stripe.Event = JSON.parse(JSON.stringify(event))
  expect(checkEvent(wire)).toEqual([])
  expect(checkEvent({ ...wire, type: 'customer.renamed' })).toHaveLength(1)
  expect(checkEvent({ ...wire, type: 'charge.updated' })).not.toEqual([])
  const previous = { ...wire, data: { ...wire.data, previous_attributes: { name: 7 } } }
  expect(checkEvent(previous).map(({ at }) => at)).toEqual(['data.previous_attributes.name'])
})

test('every call, object and event of the SDK is read', () => {
  const resources = path.join(sdkFolder, 'resources')
  const made = fs
    .readdirSync(resources, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.js'))
    .flatMap(
      file => fs.readFileSync(path.join(resources, file), 'utf8').match(/_makeRequest\(.*\/v1\//g) ?? [],
    )
  expect(sdkCalls()).toHaveLength(made.length)
  for (const object of [
    'charge',
    'checkout.session',
    'radar.early_fraud_warning',
    'test_helpers.test_clock',
  ]) {
    expect(objectShapes().get(object), object).toBeDefined()
  }
  expect(eventShapes().size).toBeGreaterThan(250)
})
