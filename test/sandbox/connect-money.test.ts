import { expect, test } from 'vitest'
import { connect, ledgerOf } from './connected.ts'
import { chargeOf, pay } from './pay.ts'
import { startTestSandbox } from './sandbox-client.ts'

test('a destination charge pays the connected account and leaves the fee with the platform', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await connect(stripe)
  const intent = await pay(stripe, {
    amount: 10_000,
    application_fee_amount: 1_000,
    on_behalf_of: id,
    transfer_data: { destination: id },
  })
  const charge = await stripe.charges.retrieve(chargeOf(intent), { expand: ['transfer', 'application_fee'] })
  expect(charge).toMatchObject({
    application_fee_amount: 1_000,
    on_behalf_of: id,
    transfer: { amount: 10_000, destination: id, source_transaction: charge.id },
    application_fee: { amount: 1_000, account: id, originating_transaction: charge.id },
    transfer_group: `group_${intent.id}`,
  })
  expect((await ledgerOf(stripe)).lines).toEqual([
    { type: 'charge', amount: 10_000, fee: 320, net: 9_680 },
    { type: 'transfer', amount: -10_000, fee: 0, net: -10_000 },
    { type: 'application_fee', amount: 1_000, fee: 0, net: 1_000 },
  ])
  expect((await ledgerOf(stripe, id)).lines).toEqual([
    { type: 'payment', amount: 10_000, fee: 1_000, net: 9_000 },
  ])
})

test('a direct charge is the connected account’s, and its fee the platform’s', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await connect(stripe)
  const intent = await stripe.paymentIntents.create(
    {
      amount: 5_000,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      application_fee_amount: 500,
    },
    { stripeAccount: id },
  )
  const charge = await stripe.charges.retrieve(chargeOf(intent), {}, { stripeAccount: id })
  const [fee] = (await stripe.applicationFees.list({ charge: charge.id })).data
  expect(fee).toMatchObject({ account: id, amount: 500, charge: charge.id, originating_transaction: null })
  expect(charge).toMatchObject({ application_fee: fee?.id, application: fee?.application })
  expect((await ledgerOf(stripe, id)).lines).toEqual([
    { type: 'charge', amount: 5_000, fee: 675, net: 4_325 },
  ])
  expect((await ledgerOf(stripe)).lines).toEqual([{ type: 'application_fee', amount: 500, fee: 0, net: 500 }])
})

test('a hold is shared when it is captured, of what is captured', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await connect(stripe)
  const held = await pay(stripe, {
    amount: 10_000,
    capture_method: 'manual',
    transfer_data: { destination: id },
    application_fee_amount: 1_000,
  })
  expect((await stripe.transfers.list()).data).toEqual([])
  await stripe.paymentIntents.capture(held.id, { amount_to_capture: 4_000, application_fee_amount: 400 })
  expect((await stripe.transfers.list()).data).toMatchObject([{ amount: 4_000 }])
  expect((await ledgerOf(stripe, id)).sum).toBe(3_600)
})

test('a refund takes back the transfer and gives back the fee, in proportion', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await connect(stripe)
  const intent = await pay(stripe, {
    amount: 10_000,
    application_fee_amount: 1_000,
    transfer_data: { destination: id },
  })
  const refund = await stripe.refunds.create({
    payment_intent: intent.id,
    amount: 2_500,
    reverse_transfer: true,
    refund_application_fee: true,
  })
  const [transfer] = (await stripe.transfers.list()).data
  expect(transfer).toMatchObject({ amount_reversed: 2_500, reversed: false })
  expect(transfer?.reversals.data).toMatchObject([{ id: refund.transfer_reversal, source_refund: refund.id }])
  const [fee] = (await stripe.applicationFees.list()).data
  expect(fee).toMatchObject({ amount_refunded: 250, refunded: false })
  expect((await ledgerOf(stripe, id)).sum).toBe(10_000 - 1_000 - 2_500 + 250)
  await stripe.refunds.create({
    payment_intent: intent.id,
    reverse_transfer: true,
    refund_application_fee: true,
  })
  expect((await ledgerOf(stripe, id)).sum).toBe(0)
  expect((await stripe.transfers.retrieve(transfer!.id)).reversed).toBe(true)
  expect((await stripe.applicationFees.retrieve(fee!.id)).refunded).toBe(true)
})

test('a refund without a word of the shares is the platform’s alone', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await connect(stripe)
  const intent = await pay(stripe, { amount: 10_000, transfer_data: { destination: id } })
  await stripe.refunds.create({ payment_intent: intent.id })
  expect((await stripe.transfers.list()).data).toMatchObject([{ amount_reversed: 0 }])
  expect((await ledgerOf(stripe, id)).sum).toBe(10_000)
})

test('a refund of a direct charge is the connected account’s, with the fee if told', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await connect(stripe)
  const own = { stripeAccount: id }
  const params = { amount: 5_000, currency: 'usd', payment_method: 'pm_card_visa', confirm: true }
  const intent = await stripe.paymentIntents.create({ ...params, application_fee_amount: 500 }, own)
  await stripe.refunds.create({ payment_intent: intent.id, refund_application_fee: true }, own)
  expect((await ledgerOf(stripe)).sum).toBe(0)
  expect((await ledgerOf(stripe, id)).sum).toBe(-175)
})

test('several transfers of one charge never send more than it brought', async () => {
  const { stripe } = await startTestSandbox()
  const [one, other] = [await connect(stripe), await connect(stripe)]
  const charge = chargeOf(await pay(stripe, { amount: 10_000 }))
  const send = (amount: number, destination: string) =>
    stripe.transfers.create({ amount, currency: 'usd', destination, source_transaction: charge })
  const first = await send(6_000, one.id)
  await expect(send(4_001, other.id)).rejects.toMatchObject({ code: 'balance_insufficient' })
  await send(4_000, other.id)
  await stripe.transfers.createReversal(first.id, { amount: 1_000 })
  await send(1_000, other.id)
  const { data } = await stripe.transfers.list({ destination: other.id })
  expect(data.map(({ amount }) => amount)).toEqual([1_000, 4_000])
})

test('the account that was sent money can follow it from its ledger', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await connect(stripe)
  const intent = await pay(stripe, { amount: 10_000, transfer_data: { destination: id } })
  await stripe.refunds.create({ payment_intent: intent.id, amount: 1_000, reverse_transfer: true })
  const { data } = await stripe.balanceTransactions.list({ expand: ['data.source'] }, { stripeAccount: id })
  expect(data.map(({ source }) => source)).toMatchObject([
    { object: 'refund', amount: 1_000 },
    { object: 'charge', amount: 10_000, amount_refunded: 1_000 },
  ])
})
