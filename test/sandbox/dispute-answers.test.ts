import { expect, test } from 'vitest'
import { pay } from './pay.ts'
import { startTestSandbox } from './sandbox-client.ts'

const day = 24 * 60 * 60 * 1_000
type Sandbox = Awaited<ReturnType<typeof startTestSandbox>>

async function staged({ control }: Sandbox, scenario: string, body: object = {}): Promise<string> {
  return String((await control('POST', `/scenarios/${scenario}`, body)).dispute)
}

const feesOf = async ({ stripe }: Sandbox, source: string) => {
  const { data } = await stripe.balanceTransactions.list({ source, type: 'stripe_fee' })
  return data.map(({ amount }) => amount).reverse()
}

test('contesting costs a second fee, which a win returns and a loss does not', async () => {
  const sandbox = await startTestSandbox()
  const [won, lost] = [await staged(sandbox, 'dispute'), await staged(sandbox, 'dispute')]
  await sandbox.stripe.disputes.update(won, { evidence: { uncategorized_text: 'winning_evidence' } })
  await sandbox.stripe.disputes.update(lost, { evidence: { uncategorized_text: 'losing_evidence' } })
  await sandbox.control('POST', '/clock', { advanceMs: 6_000 })
  expect(await feesOf(sandbox, won)).toEqual([-1_500, 1_500])
  expect(await feesOf(sandbox, lost)).toEqual([-1_500])
  const { balance_transactions: lines } = await sandbox.stripe.disputes.retrieve(won)
  expect(lines.map(({ amount, fee }) => [amount, fee])).toEqual([
    [-4_200, 1_500],
    [4_200, 0],
  ])
})

test('a prevented dispute takes nothing and cannot be answered', async () => {
  const sandbox = await startTestSandbox()
  const id = await staged(sandbox, 'prevented-dispute')
  expect(await sandbox.stripe.disputes.retrieve(id)).toMatchObject({
    status: 'prevented',
    balance_transactions: [],
    is_charge_refundable: true,
    evidence_details: { due_by: null },
    payment_method_details: { card: { case_type: 'block' } },
  })
  await expect(sandbox.stripe.disputes.close(id)).rejects.toThrow('already closed')
})

test('a lost dispute that may be appealed is won by the appeal', async () => {
  const sandbox = await startTestSandbox()
  const id = await staged(sandbox, 'dispute-appeal')
  expect(await sandbox.stripe.disputes.retrieve(id)).toMatchObject({ status: 'appeal_needs_response' })
  const sent = await sandbox.stripe.disputes.update(id, {
    evidence: { appeal: { card: { reason_for_filing: 'winning_evidence' } } },
  })
  expect(sent).toMatchObject({ status: 'appeal_under_review' })
  await sandbox.control('POST', '/clock', { advanceMs: 6_000 })
  expect(await sandbox.stripe.disputes.retrieve(id)).toMatchObject({ status: 'won' })
})

test('an appeal that nobody answers in time stays lost', async () => {
  const sandbox = await startTestSandbox()
  const id = await staged(sandbox, 'dispute-appeal')
  await sandbox.control('POST', '/clock', { advanceMs: 10 * day })
  expect(await sandbox.stripe.disputes.retrieve(id)).toMatchObject({ status: 'lost' })
})

test('compelling evidence applies when two old payments speak for the buyer', async () => {
  const sandbox = await startTestSandbox()
  const { stripe, control } = sandbox
  const { id: customer } = await stripe.customers.create()
  const charges = [await pay(stripe, { customer }), await pay(stripe, { customer })]
  await control('POST', '/clock', { advanceMs: 130 * day })
  const id = await staged(sandbox, 'dispute', { customer, card: 'visa' })
  await control('POST', '/clock', { advanceMs: 3_000 })
  const eligible = await stripe.disputes.retrieve(id)
  expect(eligible.enhanced_eligibility_types).toEqual(['visa_compelling_evidence_3'])
  expect(eligible.evidence_details.enhanced_eligibility.visa_compelling_evidence_3).toMatchObject({
    status: 'requires_action',
    required_actions: expect.arrayContaining(['missing_prior_undisputed_transactions']),
  })
  const [event] = (await stripe.events.list({ type: 'charge.dispute.updated' })).data
  expect(event?.data.previous_attributes).toMatchObject({ enhanced_eligibility_types: [] })

  const known = {
    customer_purchase_ip: '203.0.113.7',
    customer_email_address: 'ada@example.com',
    product_description: 'Coffee beans',
  }
  const answered = await stripe.disputes.update(id, {
    submit: false,
    evidence: {
      enhanced_evidence: {
        visa_compelling_evidence_3: {
          disputed_transaction: { ...known, merchandise_or_services: 'merchandise' },
          prior_undisputed_transactions: charges.map(intent => ({
            ...known,
            charge: String(intent.latest_charge),
          })),
        },
      },
    },
  })
  expect(answered.evidence_details.enhanced_eligibility.visa_compelling_evidence_3).toEqual({
    status: 'qualified',
    required_actions: [],
  })
})
