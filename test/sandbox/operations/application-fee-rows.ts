import type Stripe from 'stripe'
import { expect } from 'vitest'
import { connect, ledgerOf } from '#test/sandbox/connected.ts'
import { pay } from '#test/sandbox/pay.ts'
import { does, type Row, refuses } from './row.ts'

/** The fee of a payment that went on to a connected account. */
async function collected(stripe: Stripe): Promise<Stripe.ApplicationFee> {
  const { id } = await connect(stripe)
  await pay(stripe, { amount: 10_000, application_fee_amount: 1_000, transfer_data: { destination: id } })
  const [fee] = (await stripe.applicationFees.list()).data
  if (!fee) throw new Error('No fee was collected')
  return fee
}

const missing = (param: string, status = 404) =>
  ({ class: 'StripeInvalidRequestError', status, code: 'resource_missing', param }) as const

export const applicationFeeRows: readonly Row[] = [
  does('applicationFees.retrieve', 'tells what a payment left with the platform', async ({ stripe }) => {
    const fee = await stripe.applicationFees.retrieve((await collected(stripe)).id, {
      expand: ['balance_transaction'],
    })
    expect(fee).toMatchObject({
      amount: 1_000,
      balance_transaction: { type: 'application_fee', reporting_category: 'platform_earning' },
    })
    const { data } = await stripe.events.list({ type: 'application_fee.created' })
    expect(data).toMatchObject([{ data: { object: { id: fee.id } } }])
  }),
  refuses(
    'applicationFees.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.applicationFees.retrieve('fee_none'),
    missing('id'),
  ),
  does('applicationFees.list', 'filters by the charge', async ({ stripe }) => {
    const fees = [await collected(stripe), await collected(stripe)]
    const { data } = await stripe.applicationFees.list({ charge: String(fees[0]?.charge) })
    expect(data.map(({ id }) => id)).toEqual([fees[0]?.id])
  }),
  refuses(
    'applicationFees.list',
    'refuses a cursor that names nothing',
    ({ stripe }) => stripe.applicationFees.list({ starting_after: 'fee_none' }),
    missing('starting_after', 400),
  ),
  does('applicationFees.createRefund', 'gives a part back to the account', async ({ stripe }) => {
    const fee = await collected(stripe)
    const refund = await stripe.applicationFees.createRefund(fee.id, { amount: 300 })
    expect(refund).toMatchObject({ amount: 300, fee: fee.id })
    const after = await stripe.applicationFees.retrieve(fee.id)
    expect(after).toMatchObject({
      amount_refunded: 300,
      refunded: false,
      refunds: { data: [{ id: refund.id }] },
    })
    expect((await ledgerOf(stripe, String(fee.account))).sum).toBe(9_300)
  }),
  refuses(
    'applicationFees.createRefund',
    'refuses more than is left',
    async ({ stripe }) => {
      const { id } = await collected(stripe)
      await stripe.applicationFees.createRefund(id, { amount: 300 })
      return await stripe.applicationFees.createRefund(id, { amount: 701 })
    },
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      param: 'amount',
      message: /greater than unrefunded amount on fee/,
    },
  ),
  does('applicationFees.retrieveRefund', 'finds one by its id', async ({ stripe }) => {
    const { id } = await collected(stripe)
    const refund = await stripe.applicationFees.createRefund(id)
    expect(await stripe.applicationFees.retrieveRefund(id, refund.id)).toEqual(refund)
  }),
  refuses(
    'applicationFees.retrieveRefund',
    'refuses an id that does not exist',
    async ({ stripe }) => stripe.applicationFees.retrieveRefund((await collected(stripe)).id, 'fr_none'),
    missing('id'),
  ),
  does('applicationFees.updateRefund', 'changes its metadata', async ({ stripe }) => {
    const { id } = await collected(stripe)
    const refund = await stripe.applicationFees.createRefund(id)
    const changed = await stripe.applicationFees.updateRefund(id, refund.id, { metadata: { why: 'late' } })
    expect(changed.metadata).toEqual({ why: 'late' })
  }),
  refuses(
    'applicationFees.updateRefund',
    'refuses an id that does not exist',
    async ({ stripe }) =>
      stripe.applicationFees.updateRefund((await collected(stripe)).id, 'fr_none', { metadata: {} }),
    missing('id'),
  ),
  does('applicationFees.listRefunds', 'lists the newest first', async ({ stripe }) => {
    const { id } = await collected(stripe)
    await stripe.applicationFees.createRefund(id, { amount: 1 })
    await stripe.applicationFees.createRefund(id, { amount: 2 })
    const { data } = await stripe.applicationFees.listRefunds(id)
    expect(data.map(({ amount }) => amount)).toEqual([2, 1])
  }),
  refuses(
    'applicationFees.listRefunds',
    'refuses a fee that does not exist',
    ({ stripe }) => stripe.applicationFees.listRefunds('fee_none'),
    missing('id'),
  ),
  refuses(
    'paymentIntents.create',
    'refuses a fee that nobody pays',
    ({ stripe }) => pay(stripe, { application_fee_amount: 100 }),
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      param: 'application_fee_amount',
      message: /direct payment .* or destination payment/,
    },
  ),
  refuses(
    'paymentIntents.create',
    'refuses a fee greater than the payment',
    async ({ stripe }) => {
      const { id } = await connect(stripe)
      return await pay(stripe, {
        amount: 1_000,
        application_fee_amount: 1_001,
        transfer_data: { destination: id },
      })
    },
    { class: 'StripeInvalidRequestError', status: 400, param: 'application_fee_amount' },
  ),
  refuses(
    'paymentIntents.create',
    'refuses to send money on to an account that is not connected',
    ({ stripe }) => pay(stripe, { transfer_data: { destination: 'acct_none' } }),
    missing('transfer_data[destination]', 400),
  ),
  refuses(
    'refunds.create',
    'refuses to take back a transfer that was not made',
    async ({ stripe }) =>
      stripe.refunds.create({ payment_intent: (await pay(stripe)).id, reverse_transfer: true }),
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      param: 'reverse_transfer',
      message: /does not have an associated transfer/,
    },
  ),
  refuses(
    'refunds.create',
    'refuses to give back a fee that was not taken',
    async ({ stripe }) =>
      stripe.refunds.create({ payment_intent: (await pay(stripe)).id, refund_application_fee: true }),
    { class: 'StripeInvalidRequestError', status: 400, param: 'refund_application_fee' },
  ),
]
