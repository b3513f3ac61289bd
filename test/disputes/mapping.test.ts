import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordOf, stateOf, viewsOf } from '#server/features/disputes/dispute-record.ts'
import { type RunningSandbox, startSandbox } from '#server/sandbox/start.ts'
import { disputeFacts } from '#server/stripe/dispute-mapping.ts'
import { clientOf } from '#test/sandbox/sandbox-client.ts'

let sandbox: RunningSandbox
let real: Stripe.Dispute
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, host: '127.0.0.1', seed: 'empty', thread: false })
  const made = await fetch(`${sandbox.url}/_sandbox/scenarios/dispute`, { method: 'POST', body: '{}' })
  const { dispute } = (await made.json()) as { dispute: string }
  real = await clientOf(sandbox.url).disputes.retrieve(dispute, { expand: ['charge', 'charge.customer'] })
})
afterAll(() => sandbox.close())

const now = Date.UTC(2026, 10, 24)
const changed = (change: object): Stripe.Dispute => ({ ...real, ...change })
const factsOf = (change: object) => disputeFacts(changed(change), now)
const recordFor = (change: object) => {
  const record = recordOf(factsOf(change), undefined)
  if (!record) throw new Error('There was nothing newer')
  return record
}

describe('the state and the view of each of Stripe’s statuses', () => {
  test.each([
    ['needs_response', 'chargeback', ['open', 'chargebacks']],
    ['under_review', 'chargeback', ['review']],
    ['won', 'chargeback', ['closed']],
    ['lost', 'chargeback', ['closed']],
    ['prevented', 'chargeback', ['closed']],
    ['warning_needs_response', 'inquiry', ['open', 'inquiries']],
    ['warning_under_review', 'inquiry', ['review']],
    ['warning_closed', 'inquiry', ['closed']],
    ['appeal_needs_response', 'chargeback', ['open', 'chargebacks']],
    ['appeal_under_review', 'chargeback', ['review']],
    ['a_status_of_tomorrow', 'chargeback', ['review']],
  ])('%s is a %s in %j', (status, kind, views) => {
    const record = recordFor({
      status,
      evidence_details: { ...real.evidence_details, due_by: now / 1000 + 60, submission_count: 1 },
    })
    expect(record.kind).toBe(kind)
    expect(viewsOf(record)).toEqual(views)
    expect(stateOf(record, now)).toBe(status)
  })

  test.each([
    ['needs_response', 'past_due'],
    ['warning_needs_response', 'past_due'],
    ['under_review', 'under_review'],
    ['lost', 'lost'],
  ])('%s past its deadline is %s', (status, state) => {
    const record = recordFor({ status, evidence_details: { ...real.evidence_details, due_by: now / 1000 } })
    expect(stateOf(record, now)).toBe(state)
  })

  test('lost by our own decision is accepted', () => {
    expect(stateOf({ ...recordFor({ status: 'lost' }), accepted: true }, now)).toBe('accepted')
  })

  test('lost before the deadline without an answer was accepted in Stripe’s own dashboard', () => {
    const facts = factsOf({
      status: 'lost',
      evidence_details: { ...real.evidence_details, due_by: now / 1000 },
    })
    expect(recordOf({ ...facts, asOf: now - 1 }, undefined)?.accepted).toBe(true)
    expect(recordOf({ ...facts, asOf: now + 1 }, undefined)?.accepted).toBe(false)
    expect(recordOf(facts, undefined, now - 1)?.accepted).toBe(true)
    expect(recordOf(facts, undefined, now + 1)?.accepted).toBe(false)
  })
})

test.each([0, null])('a due date of %j means that no answer is possible, and never 1970', due_by => {
  expect(factsOf({ evidence_details: { ...real.evidence_details, due_by } }).dueBy).toBeNull()
})

const card = (network: string, code: string | null) => ({
  payment_method_details: {
    type: 'card',
    card: { brand: network, network, case_type: 'chargeback', network_reason_code: code },
  },
})

test.each([
  [card('visa', '13.1'), 'Visa 13.1'],
  [card('mastercard', '4853'), 'MC 4853'],
  [{ ...card('amex', null), network_reason_code: null }, 'Amex'],
  [card('unknown', '10'), '10'],
  [card('network_of_tomorrow', '7'), 'network_of_tomorrow 7'],
  [
    { payment_method_details: { type: 'paypal', paypal: { case_id: 'x', reason_code: 'INR' } } },
    'PayPal INR',
  ],
  [{ payment_method_details: { type: 'klarna', klarna: { reason_code: 'goods' } } }, 'Klarna goods'],
  [{ payment_method_details: undefined, network_reason_code: 'R10' }, 'Visa R10'],
])('the network and its code are told: %#', (change, told) => {
  expect(factsOf(change).networkCode).toBe(told)
})

test('what Stripe moved is told with its fee, in the currency of the settlement', () => {
  expect(factsOf({}).movements).toMatchObject([{ amount: -4_200, fee: 1_500, currency: 'usd' }])
})

test('files of evidence are told by id, expanded or not, and empty fields are left out', () => {
  const evidence = {
    ...real.evidence,
    customer_name: 'Robin',
    product_description: '',
    receipt: { id: 'file_1', object: 'file' },
    uncategorized_file: 'file_2',
    a_field_of_tomorrow: 'x',
  }
  const { evidence: told } = factsOf({ evidence })
  expect(told).toMatchObject({ customer_name: 'Robin', receipt: 'file_1', uncategorized_file: 'file_2' })
  expect(told).not.toHaveProperty('product_description')
  expect(told).not.toHaveProperty('a_field_of_tomorrow')
})

test('a deleted customer keeps its id and has no name', () => {
  const charge = {
    ...(real.charge as Stripe.Charge),
    customer: { id: 'cus_1', object: 'customer', deleted: true },
  }
  expect(factsOf({ charge }).customer).toEqual({ id: 'cus_1', name: null, email: null, deleted: true })
})

test('a guest’s payment has no customer and still tells who paid', () => {
  const known = real.charge as Stripe.Charge
  const billing_details = { ...known.billing_details, name: 'Kwame Mensah', email: 'k@example.com' }
  const facts = factsOf({ charge: { ...known, customer: null, receipt_email: null, billing_details } })
  expect(facts.customer).toBeNull()
  expect(facts.fromPayment).toMatchObject({
    customer_name: 'Kwame Mensah',
    customer_email_address: 'k@example.com',
  })
})
