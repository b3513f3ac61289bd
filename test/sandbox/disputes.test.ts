import { describe, expect, test } from 'vitest'
import { chargeOf, pay } from './pay.ts'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'

/** A sandbox with one dispute of the card's sort. */
async function disputed(card: string) {
  const sandbox = await startTestSandbox()
  const customer = await sandbox.stripe.customers.create({ email: 'ada@example.com', name: 'Ada' })
  const intent = await pay(sandbox.stripe, { card, customer: customer.id })
  await sandbox.control('POST', '/clock', { advanceMs: 1_000 })
  const { data } = await sandbox.stripe.disputes.list({ payment_intent: intent.id })
  const [dispute] = data
  if (!dispute) throw new Error('The card brought no dispute')
  return { ...sandbox, intent, dispute, all: data }
}

const day = 24 * 60 * 60 * 1_000

describe('a chargeback', () => {
  test('takes the amount and a fee, and is prefilled with what Stripe knows', async () => {
    const { stripe, dispute, intent } = await disputed('createDispute')
    expect(dispute).toMatchObject({
      status: 'needs_response',
      reason: 'fraudulent',
      amount: 4_200,
      is_charge_refundable: false,
      network_reason_code: '10.4',
      evidence: { customer_name: 'Ada', customer_email_address: 'ada@example.com' },
      evidence_details: { has_evidence: false, past_due: false, submission_count: 0 },
      balance_transactions: [
        { type: 'adjustment', reporting_category: 'dispute', amount: -4_200, fee: 1_500 },
      ],
    })
    expect(await stripe.charges.retrieve(chargeOf(intent))).toMatchObject({ disputed: true })
    const events = await stripe.events.list({ type: 'charge.dispute.*' })
    expect(events.data.map(({ type }) => type)).toEqual([
      'charge.dispute.funds_withdrawn',
      'charge.dispute.created',
    ])
  })

  test('keeps staged evidence to itself, and sends it once when submitted', async () => {
    const { stripe, control, dispute } = await disputed('createDispute')
    const staged = await stripe.disputes.update(dispute.id, {
      evidence: { product_description: 'Beans', uncategorized_text: 'losing_evidence' },
      submit: false,
    })
    expect(staged).toMatchObject({
      status: 'needs_response',
      evidence_details: { has_evidence: true, submission_count: 0, submission_method: 'not_submitted' },
    })
    const sent = await stripe.disputes.update(dispute.id, {
      evidence: { uncategorized_text: 'winning_evidence' },
    })
    expect(sent).toMatchObject({
      status: 'under_review',
      evidence: { product_description: 'Beans', uncategorized_text: 'winning_evidence' },
      evidence_details: { submission_count: 1 },
    })
    const again = await refusal(
      stripe.disputes.update(dispute.id, { evidence: { product_description: 'Tea' } }),
    )
    expect(again.statusCode).toBe(400)

    const { data: ledger } = await control('GET', '/ledger')
    const submits = ledger
      .filter(({ path }) => path === `/v1/disputes/${dispute.id}`)
      .map(({ submit }) => submit)
    expect(submits).toEqual([false, true])
  })

  test('is won with winning evidence: the money comes back and the fee does not', async () => {
    const { stripe, control, dispute } = await disputed('createDispute')
    await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' } })
    await control('POST', '/clock', { advanceMs: 6_000 })
    const won = await stripe.disputes.retrieve(dispute.id)
    expect(won).toMatchObject({ status: 'won', is_charge_refundable: true })
    expect(won.balance_transactions.map(({ amount, fee }) => [amount, fee])).toEqual([
      [-4_200, 1_500],
      [4_200, 0],
    ])
    const events = await stripe.events.list({
      types: ['charge.dispute.funds_reinstated', 'charge.dispute.closed'],
    })
    expect(events.data.map(({ type }) => type)).toEqual([
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ])
  })

  test('is lost with losing evidence, by accepting it, and when its deadline passes', async () => {
    const answered = await disputed('createDispute')
    await answered.stripe.disputes.update(answered.dispute.id, {
      evidence: { uncategorized_text: 'losing_evidence' },
    })
    await answered.control('POST', '/clock', { advanceMs: 6_000 })
    expect(await answered.stripe.disputes.retrieve(answered.dispute.id)).toMatchObject({ status: 'lost' })

    const accepted = await disputed('createDisputeProductNotReceived')
    expect(await accepted.stripe.disputes.close(accepted.dispute.id)).toMatchObject({ status: 'lost' })
    const error = await refusal(accepted.stripe.disputes.close(accepted.dispute.id))
    expect(error).toMatchObject({ message: 'This dispute is already closed', code: undefined })

    const ignored = await disputed('createDispute')
    await ignored.control('POST', '/clock', { advanceMs: 10 * day })
    expect(await ignored.stripe.disputes.retrieve(ignored.dispute.id)).toMatchObject({ status: 'lost' })
  })

  test('refuses evidence that is too long as a whole', async () => {
    const { stripe, dispute } = await disputed('createDispute')
    const evidence = { product_description: 'x'.repeat(20_001) }
    const error = await refusal(stripe.disputes.update(dispute.id, { evidence, submit: false }))
    expect(error).toMatchObject({ statusCode: 400, param: 'evidence[product_description]' })
    const missing = await refusal(stripe.disputes.update(dispute.id, { evidence: { receipt: 'file_none' } }))
    expect(missing).toMatchObject({ code: 'resource_missing', param: 'evidence[receipt]' })
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: 'needs_response' })
  })

  test('comes twice on one charge for the card that brings two', async () => {
    const { all } = await disputed('createMultipleDisputes')
    expect(all.map(({ amount }) => amount)).toEqual([2_100, 2_100])
  })
})

describe('an inquiry', () => {
  test('moves no money and is closed by itself', async () => {
    const { stripe, control, dispute } = await disputed('createDisputeInquiry')
    expect(dispute).toMatchObject({
      status: 'warning_needs_response',
      balance_transactions: [],
      is_charge_refundable: true,
      payment_method_details: { card: { case_type: 'inquiry' } },
    })
    await control('POST', '/clock', { advanceMs: 121 * day })
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: 'warning_closed' })
  })

  test('escalates to a chargeback, and a refund made moments before fails', async () => {
    const { stripe, control, dispute, intent } = await disputed('createDisputeInquiry')
    await stripe.disputes.update(dispute.id, {
      evidence: { uncategorized_text: 'escalate_inquiry_evidence' },
    })
    const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 500 })
    await control('POST', '/clock', { advanceMs: 5_000 })
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
      status: 'needs_response',
      is_charge_refundable: false,
      balance_transactions: [{ amount: -4_200 }],
    })
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
      status: 'failed',
      failure_reason: 'charge_for_pending_refund_disputed',
    })
  })
})

test('an early fraud warning is raised by its card and found by its charge', async () => {
  const { stripe, control } = await startTestSandbox()
  const intent = await pay(stripe, { card: 'createIssuerFraudRecord' })
  await control('POST', '/clock', { advanceMs: 1_000 })
  const { data } = await stripe.radar.earlyFraudWarnings.list({ charge: chargeOf(intent) })
  expect(data).toMatchObject([{ actionable: true, payment_intent: intent.id }])
  expect(await stripe.radar.earlyFraudWarnings.retrieve(data[0]!.id)).toEqual(data[0])
  await stripe.refunds.create({ payment_intent: intent.id })
  expect(await stripe.radar.earlyFraudWarnings.retrieve(data[0]!.id)).toMatchObject({ actionable: false })
})

test('a dispute that does not exist is 404 with param dispute', async () => {
  const { stripe } = await startTestSandbox()
  const error = await refusal(stripe.disputes.retrieve('du_none'))
  expect(error).toMatchObject({ statusCode: 404, param: 'dispute', message: "No such dispute: 'du_none'" })
})
