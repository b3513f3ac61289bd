import Stripe from 'stripe'
import { expect, test } from 'vitest'
import type { Outcome } from '#server/operations/port.ts'
import { RequestNotAnsweredError } from '#server/stripe/client.ts'
import {
  DeadlineError,
  outcomeOfError,
  outcomeOfRefund,
  outcomeOfRefundStatus,
} from '#server/stripe/outcome.ts'

const { StripeAPIError, StripeConnectionError, StripeError } = Stripe.errors
type Raw = NonNullable<ConstructorParameters<typeof StripeError>[0]>

/** As the SDK makes it of an answer with this status and body. */
const answered = (statusCode: number, body: Partial<Raw> = {}, headers: Record<string, string> = {}) =>
  StripeError.generate({
    type: 'invalid_request_error',
    message: 'As Stripe says it.',
    statusCode,
    headers,
    requestId: 'req_1',
    ...body,
  } as Raw)

const unanswered = (code: string) =>
  new StripeConnectionError({
    type: 'api_error',
    message: 'x',
    detail: new RequestNotAnsweredError(Object.assign(new Error(code), { code })),
  } as Raw)

const table: [string, unknown, Outcome['type']][] = [
  ['400 with a body and a request id', answered(400), 'failed'],
  ['402, a card that was refused', answered(402, { type: 'card_error' }), 'failed'],
  ['404', answered(404), 'failed'],
  ['401, at the door', answered(401), 'failed'],
  ['403, at the door', answered(403), 'failed'],
  ['400 charge_already_refunded', answered(400, { code: 'charge_already_refunded' }), 'failed'],
  ['400 without a request id', answered(400, { requestId: undefined }), 'unknown'],
  ['400, the key was used for something else', answered(400, { type: 'idempotency_error' }), 'unknown'],
  [
    '409, the key is in use',
    answered(409, { type: 'idempotency_error', code: 'idempotency_key_in_use' }),
    'retry',
  ],
  ['409, whatever else', answered(409), 'retry'],
  ['429', answered(429), 'retry'],
  ['400 rate_limit', answered(400, { code: 'rate_limit' }), 'retry'],
  ['400 lock_timeout', answered(400, { code: 'lock_timeout' }), 'retry'],
  ['500', answered(500, { type: 'api_error' }), 'unknown'],
  ['503', answered(503, { type: 'api_error' }), 'unknown'],
  ['418, which says nothing', answered(418), 'unknown'],
  ['a reply that is no JSON', new StripeAPIError({ type: 'api_error', message: 'Invalid JSON' }), 'unknown'],
  ['a body that was cut', new StripeConnectionError({ type: 'api_error', message: 'cut' }), 'unknown'],
  ['a connection that broke', unanswered('ECONNRESET'), 'unknown'],
  ['a connection that was idle for too long', unanswered('ETIMEDOUT'), 'unknown'],
  ['no connection at all', unanswered('ECONNREFUSED'), 'retry'],
  ['a name that is not found', unanswered('ENOTFOUND'), 'retry'],
  ['a wrong certificate', unanswered('DEPTH_ZERO_SELF_SIGNED_CERT'), 'retry'],
  ['the deadline', new DeadlineError(20_000), 'unknown'],
  ['JSON that is null', new TypeError("Cannot read properties of null (reading 'error')"), 'unknown'],
  ['anything that is thrown', 'a string', 'unknown'],
]

test.each(table)('%s', (_name, error, type) => {
  expect(outcomeOfError(error).type).toBe(type)
})

test('a refusal keeps Stripe’s code, sentence and request id, and tells those at the door apart', () => {
  expect(outcomeOfError(answered(400, { code: 'charge_disputed' }))).toEqual({
    type: 'failed',
    code: 'charge_disputed',
    message: 'As Stripe says it.',
    requestId: 'req_1',
    resultId: null,
    atDoor: false,
  })
  expect(outcomeOfError(answered(401))).toMatchObject({ atDoor: true })
})

test('a replayed error is known to be saved for ever', () => {
  const replayed = answered(500, { type: 'api_error' }, { 'idempotent-replayed': 'true' })
  expect(outcomeOfError(replayed)).toMatchObject({ type: 'unknown', saved: true })
  expect(outcomeOfError(answered(500))).toMatchObject({ saved: false })
})

test('Stripe is not asked again sooner than it says', () => {
  expect(outcomeOfError(answered(429, {}, { 'retry-after': '7' }))).toMatchObject({ afterMs: 7_000 })
  expect(outcomeOfError(answered(429, {}, { 'retry-after': 'soon' }))).toMatchObject({ afterMs: 1_000 })
})

const asked = { paymentId: 'pi_1', amount: 4_200, currency: 'eur', operationId: 'op_00000001' }
const reply = {
  object: 'refund',
  id: 're_1',
  amount: 4_200,
  currency: 'eur',
  payment_intent: 'pi_1',
  charge: 'ch_1',
  status: 'succeeded',
  metadata: { counterfoil_operation: 'op_00000001' },
} as Partial<Stripe.Refund> as Stripe.Refund

test.each<[string, Partial<Stripe.Refund>]>([
  ['another amount', { amount: 4_201 }],
  ['another currency', { currency: 'usd' }],
  ['another payment', { payment_intent: 'pi_2', charge: 'ch_2' }],
  ['another operation', { metadata: { counterfoil_operation: 'op_00000002' } }],
  ['no metadata', { metadata: null }],
  ['another kind of object', { object: 'charge' as 'refund' }],
])('a reply about something else is no answer: %s', (_name, change) => {
  expect(outcomeOfRefund({ ...reply, ...change }, asked, 'req_1').type).toBe('unknown')
})

test('a reply about ours is, by intent and by charge', () => {
  expect(outcomeOfRefund(reply, asked, 'req_1')).toMatchObject({ type: 'succeeded', resultId: 're_1' })
  expect(outcomeOfRefund(reply, { ...asked, paymentId: 'ch_1' }, null).type).toBe('succeeded')
})

test.each<[string | null, Outcome['type']]>([
  ['succeeded', 'succeeded'],
  ['pending', 'pending'],
  ['requires_action', 'pending'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
  [null, 'pending'],
  ['a_word_of_next_year', 'pending'],
])('a refund that is %s', (status, type) => {
  expect(outcomeOfRefundStatus({ id: 're_1', status, failureReason: null }, null).type).toBe(type)
})
