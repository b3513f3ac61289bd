import { describe, expect, test } from 'vitest'
import { createIds } from '#server/clock.ts'
import { readSettings } from '#server/env.ts'
import { isCardNumber, redact } from '#server/redact.ts'
import { OwnClock } from '#test/own-clock.ts'

const live = {
  STRIPE_SECRET_KEY: 'rk_live_abc',
  STRIPE_WEBHOOK_SECRETS: 'whsec_a,whsec_b',
  APP_ORIGIN: 'https://desk.example.com',
}

describe('settings', () => {
  test('nothing set is the sandbox with all defaults', () => {
    expect(readSettings({})).toMatchObject({
      mode: 'sandbox',
      port: 4242,
      host: '127.0.0.1',
      secretKey: 'sk_test_sandbox',
      webhookSecrets: ['whsec_sandbox'],
      apiBase: null,
      sandbox: { port: 4243, seed: 'company' },
    })
  })

  test('an empty variable is one that is not set', () => {
    expect(readSettings({ STRIPE_SECRET_KEY: '', PORT: '' })).toMatchObject({ mode: 'sandbox', port: 4242 })
  })

  test('a key decides the mode, and several secrets are active at once', () => {
    expect(readSettings(live)).toMatchObject({ mode: 'live', webhookSecrets: ['whsec_a', 'whsec_b'] })
    expect(readSettings({ STRIPE_SECRET_KEY: 'sk_test_abc', STRIPE_WEBHOOK_SECRETS: 'whsec_a' }).mode).toBe(
      'test',
    )
  })

  test.each([
    [{ PORT: '70000' }, /PORT/],
    [{ STRIPE_API_BASE: 'ftp://x' }, /STRIPE_API_BASE/],
    [{ TRUST_PROXY: 'true' }, /TRUST_PROXY/],
    [{ SANDBOX_SEED: '../x' }, /SANDBOX_SEED/],
    [{ PORT: '4000', SANDBOX_PORT: '4000' }, /must differ/],
    [{ STRIPE_WEBHOOK_SECRETS: 'whsec_a' }, /without STRIPE_SECRET_KEY/],
    [{ ...live, STRIPE_SECRET_KEY: 'sk_live_abc' }, /restricted/],
    [{ ...live, STRIPE_SECRET_KEY: 'pk_live_abc' }, /must be a secret/],
    [{ ...live, STRIPE_WEBHOOK_SECRETS: '' }, /STRIPE_WEBHOOK_SECRETS is missing/],
    [{ ...live, STRIPE_WEBHOOK_SECRETS: 'abc' }, /begins with whsec_/],
    [{ ...live, APP_ORIGIN: 'http://desk.example.com' }, /https/],
    [{ STRIPE_SECRET_KEY_FILE: '/nowhere/key' }, /cannot be read/],
    [{ STRIPE_SECRET_KEY: 'sk_test_a', STRIPE_SECRET_KEY_FILE: '/x' }, /both set/],
    [{ STRIPE_SECRET_KEY: '  ' }, /STRIPE_SECRET_KEY is blank/],
    [{ STRIPE_SECRET_KEY_FILE: '/dev/null' }, /is blank/],
    [{ ...live, STRIPE_WEBHOOK_SECRETS: 'whsec_' }, /begins with whsec_/],
    [{ ...live, APP_ORIGIN: 'https://desk.example.com/desk' }, /APP_ORIGIN: only scheme, host and port/],
    [{ ...live, STRIPE_API_BASE: 'http://stripe.example' }, /STRIPE_API_BASE must be https/],
    [{ DATABASE_URL: 'postgres://x' }, /DATABASE_URL/],
  ])('%o is refused', (environment, reason) => {
    expect(() => readSettings(environment)).toThrow(reason)
  })

  test('what cannot be read does not hide what contradicts', () => {
    const wrong = {
      STRIPE_SECRET_KEY: 'sk_live_a',
      STRIPE_WEBHOOK_SECRETS: 'a',
      TRUST_PROXY: 'true',
      PORT: 'x',
    }
    expect(() => readSettings(wrong)).toThrow(
      /PORT[\s\S]+TRUST_PROXY[\s\S]+begins with whsec_[\s\S]+unrestricted live key[\s\S]+APP_ORIGIN/,
    )
  })

  test('everything that is wrong is named at once', () => {
    const wrong = {
      ...live,
      STRIPE_SECRET_KEY: 'sk_live_abc',
      APP_ORIGIN: 'http://x.example',
      STRIPE_WEBHOOK_SECRETS: '',
    }
    expect(() => readSettings(wrong)).toThrow(/restricted[\s\S]*STRIPE_WEBHOOK_SECRETS[\s\S]*https/)
  })
})

test('ids sort by the time they were made', async () => {
  const clock = new OwnClock()
  const ids = createIds(clock)
  const made: string[] = []
  for (let count = 0; count < 20; count++) {
    made.push(ids.next('op'))
    await clock.advance(7)
  }
  expect([...made].sort()).toEqual(made)
  expect(made[0]).toMatch(/^op_[0-9A-Z]{26}$/)
})

test('a log holds no key, secret, address or card number, and stays what it is otherwise', () => {
  const line =
    '{"key":"sk_live_abc123","hook":"whsec_xyz","mail":"ines@example.com","card":"4242 4242 4242 4242","at":1795517165000}'
  expect(redact(line)).toBe(
    '{"key":"sk_live_…","hook":"whsec_…","mail":"…@…","card":"…card…","at":1795517165000}',
  )
  expect(isCardNumber('4242424242424241')).toBe(false)
})
