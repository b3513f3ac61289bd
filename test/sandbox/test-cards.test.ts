import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { browserOf, typeCard } from './operations/browser.ts'
import { chargeOf, pay } from './pay.ts'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const usd = { amount: 4_200, currency: 'usd' }
type Sandbox = Awaited<ReturnType<typeof startTestSandbox>>

const payTyped = async (sandbox: Sandbox, number: string, more: object = {}) => {
  const { id } = await typeCard(sandbox, number)
  return await sandbox.stripe.paymentIntents.create({ ...usd, payment_method: id, confirm: true, ...more })
}

describe('a typed test card', () => {
  test.each([
    ['4242424242424242', 'visa', '4242'],
    ['5555555555554444', 'mastercard', '4444'],
    ['2223003122003222', 'mastercard', '3222'],
    ['371449635398431', 'amex', '8431'],
    ['6011111111111117', 'discover', '1117'],
    ['36227206271667', 'diners', '1667'],
    ['3566002020360505', 'jcb', '0505'],
    ['6200000000000005', 'unionpay', '0005'],
    ['4000000000000077', 'visa', '0077'],
    ['4000000000009235', 'visa', '9235'],
  ])('%s pays as %s', async (number, brand, last4) => {
    const sandbox = await startTestSandbox()
    const intent = await payTyped(sandbox, number)
    expect(intent.status).toBe('succeeded')
    expect(await sandbox.stripe.charges.retrieve(chargeOf(intent))).toMatchObject({
      payment_method_details: { card: { brand, last4 } },
    })
  })

  test.each([
    ['4000000000000002', 'card_declined', 'generic_decline'],
    ['4000000000009995', 'card_declined', 'insufficient_funds'],
    ['4000000000009987', 'card_declined', 'lost_card'],
    ['4000000000009979', 'card_declined', 'stolen_card'],
    ['4000000000006975', 'card_declined', 'card_velocity_exceeded'],
    ['4000000000000069', 'expired_card', ''],
    ['4000000000000127', 'incorrect_cvc', ''],
    ['4000000000000119', 'processing_error', ''],
    ['4000000000000341', 'card_declined', 'generic_decline'],
    ['4100000000000019', 'card_declined', 'fraudulent'],
  ])('%s is declined with %s', async (number, code, declineCode) => {
    const sandbox = await startTestSandbox()
    const error = await refusal(payTyped(sandbox, number))
    expect(error).toMatchObject({ type: 'StripeCardError', statusCode: 402, code, decline_code: declineCode })
    expect(await sandbox.stripe.charges.retrieve(error.charge ?? '')).toMatchObject({ status: 'failed' })
  })

  test.each([
    ['4000002500003155', {}],
    ['4000002760003184', {}],
    ['4000000000003220', {}],
    ['4000003800000446', {}],
    ['4000000000003055', { payment_method_options: { card: { request_three_d_secure: 'any' as const } } }],
  ])('%s asks for 3-D Secure', async (number, more) => {
    const sandbox = await startTestSandbox()
    const intent = await payTyped(sandbox, number, more)
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } })
  })

  test('that was set up, or counts as set up, pays off session', async () => {
    const sandbox = await startTestSandbox()
    expect(await payTyped(sandbox, '4000003800000446', { off_session: true })).toMatchObject({
      status: 'succeeded',
    })
    const error = await refusal(payTyped(sandbox, '4000002500003155', { off_session: true }))
    expect(error).toMatchObject({ code: 'authentication_required' })
  })

  test('may be declined after its challenge was passed, and the intent tells so', async () => {
    const sandbox = await startTestSandbox()
    const { id } = await payTyped(sandbox, '4000008400001629')
    await sandbox.control('POST', `/authentications/${id}`, { outcome: 'succeeded' })
    expect(await sandbox.stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined' },
    })
  })

  test('leaves its number and code nowhere on the disk', async () => {
    const dataDir = temporaryDirectory()
    const sandbox = await startTestSandbox({ dataDir })
    const { id, client_secret } = await sandbox.stripe.paymentIntents.create(usd)
    const data = {
      type: 'card',
      card: { number: '5105105105105100', exp_month: 12, exp_year: 2040, cvc: '917' },
    }
    const params = { client_secret, payment_method_data: data }
    await browserOf(sandbox).rawRequest('POST', `/v1/payment_intents/${id}/confirm`, params, {
      idempotencyKey: 'typed-once',
    })
    const again = await refusal(
      browserOf(sandbox).rawRequest(
        'POST',
        `/v1/payment_intents/${id}/confirm`,
        { ...params, payment_method_data: { ...data, card: { ...data.card, number: '4242424242424242' } } },
        { idempotencyKey: 'typed-once' },
      ),
    )
    expect(again.type).toBe('StripeIdempotencyError')
    const names = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter(entry =>
      entry.isFile(),
    )
    const kept = names
      .map(entry => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
      .join('\n')
    expect(kept).toContain('5100')
    expect(kept).not.toContain('5105105105105100')
    expect(kept).not.toMatch(/cvc\W{1,5}917/)
  })
})

describe('manual confirmation', () => {
  test('goes back to the server after the challenge, which confirms once more', async () => {
    const { stripe, control } = await startTestSandbox()
    const intent = await pay(stripe, {
      card: 'authenticationRequired',
      confirmation_method: 'manual',
      return_url: 'https://example.com/back',
    })
    expect(intent).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: 'https://example.com/back' } },
    })
    await control('POST', `/authentications/${intent.id}`, { outcome: 'succeeded' })
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'requires_confirmation' })
    expect(await stripe.paymentIntents.confirm(intent.id)).toMatchObject({ status: 'succeeded' })
  })
})

describe('a bank debit', () => {
  const day = 24 * 60 * 60 * 1_000
  const debit = { payment_method: 'pm_usBankAccount_success' }

  test('is processing until the bank answers, and is paid then', async () => {
    const { stripe, control } = await startTestSandbox()
    const intent = await pay(stripe, debit)
    expect(intent).toMatchObject({ status: 'processing', amount_received: 0 })
    expect(await stripe.charges.retrieve(chargeOf(intent))).toMatchObject({
      status: 'pending',
      paid: false,
      payment_method_details: { type: 'us_bank_account', us_bank_account: { last4: '6789' } },
    })
    const early = await refusal(stripe.refunds.create({ payment_intent: intent.id }))
    expect(early.message).toContain('does not have a successful charge')
    await control('POST', '/clock', { advanceMs: 5 * day })
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' })
    expect(await stripe.charges.retrieve(chargeOf(intent))).toMatchObject({
      status: 'succeeded',
      amount_captured: 4_200,
      balance_transaction: expect.stringMatching(/^txn_/),
    })
    const types = (await stripe.events.list()).data.map(({ type }) => type)
    expect(types).toEqual([
      'payment_intent.succeeded',
      'charge.succeeded',
      'payment_intent.processing',
      'charge.pending',
      'payment_intent.created',
    ])
  })

  test('may come back unpaid', async () => {
    const { stripe, control } = await startTestSandbox()
    const intent = await pay(stripe, { payment_method: 'pm_usBankAccount_insufficientFunds' })
    await control('POST', '/clock', { advanceMs: 5 * day })
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { decline_code: 'insufficient_funds' },
    })
    expect(await stripe.charges.retrieve(chargeOf(intent))).toMatchObject({
      status: 'failed',
      balance_transaction: null,
    })
  })

  test('can be canceled while it is processing', async () => {
    const { stripe, control } = await startTestSandbox()
    const intent = await pay(stripe, debit)
    expect(await stripe.paymentIntents.cancel(intent.id)).toMatchObject({ status: 'canceled' })
    await control('POST', '/clock', { advanceMs: 5 * day })
    expect(await stripe.charges.retrieve(chargeOf(intent))).toMatchObject({ status: 'failed' })
  })

  test('by IBAN is for euros', async () => {
    const { stripe } = await startTestSandbox()
    const method = await stripe.paymentMethods.create({
      type: 'sepa_debit',
      sepa_debit: { iban: 'DE62370400440532013001' },
    })
    const euro = await pay(stripe, { currency: 'eur', payment_method: method.id })
    expect(euro.status).toBe('processing')
    const other = await stripe.paymentMethods.create({
      type: 'sepa_debit',
      sepa_debit: { iban: 'DE89370400440532013000' },
    })
    const error = await refusal(pay(stripe, { payment_method: other.id }))
    expect(error).toMatchObject({ statusCode: 400, param: 'payment_method' })
  })
})
