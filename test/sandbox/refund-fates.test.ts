import { expect, test } from 'vitest'
import { chargeOf, pay } from './pay.ts'
import { startTestSandbox } from './sandbox-client.ts'

const day = 24 * 60 * 60 * 1_000
type Sandbox = Awaited<ReturnType<typeof startTestSandbox>>

async function staged({ stripe, control }: Sandbox, scenario: string) {
  const made = await control('POST', `/scenarios/${scenario}`, {})
  return await stripe.refunds.retrieve(String(made.refund), {
    expand: ['balance_transaction', 'failure_balance_transaction', 'charge'],
  })
}

async function balanced({ stripe }: Sandbox): Promise<void> {
  const lines = await stripe.balanceTransactions.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 })
  const { available, pending } = await stripe.balance.retrieve()
  const total = [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0)
  expect(total).toBe(lines.reduce((sum, { net }) => sum + net, 0))
}

test('a refund of a bank transfer asks the customer, and is gone when nobody answers', async () => {
  const sandbox = await startTestSandbox()
  const refund = await staged(sandbox, 'refund-requires-action')
  expect(refund).toMatchObject({
    status: 'requires_action',
    next_action: {
      type: 'display_details',
      display_details: { email_sent: { email_sent_to: expect.stringContaining('@example.com') } },
    },
    charge: { amount_refunded: 4_200 },
    destination_details: { type: 'us_bank_transfer' },
  })
  await sandbox.control('POST', '/clock', { advanceMs: 46 * day })
  const expired = await sandbox.stripe.refunds.retrieve(refund.id, {
    expand: ['failure_balance_transaction', 'charge'],
  })
  expect(expired).toMatchObject({
    status: 'failed',
    failure_balance_transaction: { amount: 4_200 },
    charge: { amount_refunded: 0 },
  })
  await balanced(sandbox)
})

test('a refund that the balance does not hold waits, and moves no money until it does', async () => {
  const sandbox = await startTestSandbox()
  const refund = await staged(sandbox, 'refund-awaits-balance')
  expect(refund).toMatchObject({
    status: 'pending',
    pending_reason: 'insufficient_funds',
    balance_transaction: null,
    charge: { amount_refunded: 4_200, refunded: true },
  })
  await sandbox.control('POST', '/clock', { advanceMs: 3 * day })
  const settled = await sandbox.stripe.refunds.retrieve(refund.id, { expand: ['balance_transaction'] })
  expect(settled).toMatchObject({ status: 'succeeded', balance_transaction: { amount: -4_200 } })
  expect(settled.pending_reason).toBeUndefined()
  await balanced(sandbox)
})

test('the bank’s reference arrives days later, and a released hold has none', async () => {
  const sandbox = await startTestSandbox()
  const { stripe, control } = sandbox
  const refund = await stripe.refunds.create({ payment_intent: (await pay(stripe)).id })
  expect(refund.destination_details?.card).toMatchObject({ type: 'refund', reference_status: 'pending' })
  const held = await pay(stripe, { capture_method: 'manual' })
  await stripe.paymentIntents.cancel(held.id)
  await control('POST', '/clock', { advanceMs: 4 * day })
  const known = await stripe.refunds.retrieve(refund.id)
  expect(known.destination_details?.card).toMatchObject({
    reference_status: 'available',
    reference: expect.stringMatching(/^\d{23}$/),
  })
  const [released] = (await stripe.refunds.list({ charge: chargeOf(held) })).data
  expect(released?.destination_details?.card).toEqual({ type: 'reversal' })
})
