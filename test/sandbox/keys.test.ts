import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { builtInKinds } from '#server/sandbox/core/built-in-kinds.ts'
import { checkClientSecret } from '#server/sandbox/core/client-secret.ts'
import { Api } from '#server/sandbox/core/handle.ts'
import { IdSource } from '#server/sandbox/core/ids.ts'
import { operation } from '#server/sandbox/core/operation.ts'
import { string } from '#server/sandbox/core/params.ts'
import { State } from '#server/sandbox/core/state.ts'
import { resources } from '#server/sandbox/resources.ts'
import { refusal } from './refusal.ts'
import { clientOf, startTestSandbox } from './sandbox-client.ts'

describe('the secret key', () => {
  test('opens everything as a bearer and in basic authorization; a wrong one is 401', async () => {
    const { stripe, url } = await startTestSandbox()
    const wrong = await refusal(clientOf(url, {}, 'sk_test_somebody_else').customers.list())
    expect(wrong).toBeInstanceOf(Stripe.errors.StripeAuthenticationError)
    expect(wrong.message).not.toContain('somebody')

    const none = await fetch(`${url}/v1/customers`)
    expect(none.status).toBe(401)
    expect(none.headers.get('request-id')).toMatch(/^req_/)
    const basic = Buffer.from('sk_test_sandbox:').toString('base64')
    expect(
      (await fetch(`${url}/v1/customers`, { headers: { authorization: `Basic ${basic}` } })).status,
    ).toBe(200)
    expect(await stripe.accounts.retrieveCurrent()).toMatchObject({
      business_profile: { name: 'Northpost Coffee' },
    })
  })

  test('is refused when it is live, and the words do not repeat it', async () => {
    const { url } = await startTestSandbox()
    for (const kind of ['sk', 'rk', 'pk']) {
      const error = await refusal(clientOf(url, {}, `${kind}_live_51abcdefghijklmnop`).customers.list())
      expect(error).toMatchObject({ type: 'StripeAuthenticationError', code: 'api_key_invalid' })
      expect(error.message).toMatch(/live mode key/)
      expect(error.message).not.toContain('abcdefgh')
    }
  })

  test('is refused as a parameter, and from a page of another site', async () => {
    const { url } = await startTestSandbox()
    expect((await fetch(`${url}/v1/customers?key=sk_test_sandbox`)).status).toBe(401)
    const fromPage = (origin: string) =>
      fetch(`${url}/v1/customers`, { headers: { authorization: 'Bearer sk_test_sandbox', origin } })
    expect((await fromPage('https://example.com')).status).toBe(403)
    expect((await fromPage(url)).status).toBe(200)
  })

  test('Stripe-Account is taken for the own account and refused for another', async () => {
    const { stripe } = await startTestSandbox()
    const own = await stripe.accounts.retrieveCurrent()
    expect(await stripe.customers.list({}, { stripeAccount: own.id })).toMatchObject({ data: [] })
    const error = await refusal(stripe.customers.list({}, { stripeAccount: 'acct_other' }))
    expect(error).toBeInstanceOf(Stripe.errors.StripePermissionError)
  })
})

describe('the publishable key', () => {
  const sealed = operation({
    method: 'GET',
    path: '/v1/payment_intents/:intent',
    params: { client_secret: string() },
    publishable: true,
    run(work, params, id) {
      const object = 'payment_intent'
      checkClientSecret(work, params.client_secret, { object, client_secret: `${id}_secret` })
      return { id, object }
    },
  })
  const core = {
    state: new State(builtInKinds),
    ids: new IdSource('keys'),
    clock: { nowMs: () => 1_800_000_000_000 },
    site: { url: 'http://127.0.0.1:4243' },
  }
  const api = new Api(core, [sealed], async () => {})
  const ask = async (query: string, authorization?: string) => {
    const path = `/v1/payment_intents/pi_1?${query}`
    const headers = { authorization, host: 'localhost', origin: 'https://shop.example' }
    const response = await api.handle({ method: 'GET', path, headers, body: Buffer.alloc(0) }, 'req_1')
    const { error, id } = JSON.parse(response.body.toString('utf8'))
    return { status: response.status, headers: response.headers, error, id }
  }

  test('calls what declares itself open to it, in the header or among the parameters', async () => {
    for (const answer of [
      await ask('client_secret=pi_1_secret', 'Bearer pk_test_sandbox'),
      await ask('client_secret=pi_1_secret&key=pk_test_sandbox'),
    ]) {
      expect(answer).toMatchObject({ status: 200, id: 'pi_1' })
      expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*' })
    }
  })

  test('is not enough without the right client secret', async () => {
    const none = await ask('key=pk_test_sandbox')
    expect(none).toMatchObject({ status: 400, error: { param: 'client_secret', code: 'parameter_missing' } })
    const wrong = await ask('key=pk_test_sandbox&client_secret=pi_2_secret')
    expect(wrong).toMatchObject({
      status: 400,
      error: {
        param: 'client_secret',
        message: expect.stringContaining('associated with the PaymentIntent'),
      },
    })
    expect(await ask('key=pk_test_other&client_secret=pi_1_secret')).toMatchObject({ status: 401 })
  })

  test('opens nothing else', async () => {
    const { url } = await startTestSandbox()
    const error = await refusal(clientOf(url, {}, 'pk_test_sandbox').customers.list())
    expect(error).toMatchObject({
      type: 'StripePermissionError',
      code: 'secret_key_required',
      statusCode: 403,
    })
  })

  test('may ask from any page: the preflight allows what it wants to send', async () => {
    const { url } = await startTestSandbox()
    const preflight = await fetch(`${url}/v1/payment_intents/pi_1/confirm`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,stripe-version',
      },
    })
    expect(preflight.status).toBe(204)
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization,stripe-version',
      'access-control-allow-methods': expect.stringContaining('POST'),
    })
  })
})

describe('a restricted key', () => {
  test('does what it was granted; the refusal names what is missing', async () => {
    const { url, stripe, control } = await startTestSandbox()
    const made = await control('POST', '/keys', { permissions: { customers: 'write', charges: 'read' } })
    const limited = clientOf(url, {}, String(made.key))
    const { id } = await limited.customers.create({ name: 'Ada' })
    expect(await limited.customers.retrieve(id)).toMatchObject({ name: 'Ada' })
    expect((await limited.refunds.list()).data).toEqual([])

    const write = await refusal(limited.refunds.create({ charge: 'ch_1' }))
    expect(write).toMatchObject({
      type: 'StripePermissionError',
      statusCode: 403,
      code: 'more_permissions_required',
      message: expect.stringMatching(/acct_1Northpost.*Having the 'rak_charge_write' permission/),
    })
    expect(write.message).not.toContain(String(made.key))
    expect((await refusal(limited.disputes.list())).message).toContain("'rak_dispute_read'")

    expect(await control('GET', '/keys')).toMatchObject({ data: [{ key: made.key }] })
    await control('DELETE', `/keys/${String(made.key)}`)
    expect((await refusal(limited.customers.list())).statusCode).toBe(401)
    expect((await stripe.customers.list()).data).toHaveLength(1)
  })

  test('is made with permissions that exist, and taken back once', async () => {
    const { control } = await startTestSandbox()
    expect(await control('POST', '/keys', { permissions: { money: 'write' } })).toHaveProperty(
      'error.message',
    )
    expect(await control('POST', '/keys', { permissions: { charges: 'all' } })).toHaveProperty(
      'error.message',
    )
    expect(await control('DELETE', '/keys/rk_test_none')).toHaveProperty('error.message')
  })

  test.each(
    resources.flatMap(({ operations }) => operations).map(one => [`${one.method} ${one.path}`, one] as const),
  )('needs a permission for %s', (_, { permission }) => {
    expect(permission).toBeDefined()
  })
})
