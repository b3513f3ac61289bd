import type Stripe from 'stripe'
import { expect } from 'vitest'
import { connect, ledgerOf } from '#test/sandbox/connected.ts'
import { chargeOf, pay } from '#test/sandbox/pay.ts'
import { does, type Row, refuses } from './row.ts'

/** A transfer of a charge, which needs no available balance. */
async function sent(stripe: Stripe, amount = 1_000): Promise<Stripe.Transfer> {
  const [{ id }, intent] = [await connect(stripe), await pay(stripe, { amount: 4_200 })]
  return await stripe.transfers.create({
    amount,
    currency: 'usd',
    destination: id,
    source_transaction: chargeOf(intent),
  })
}

const missing = (param: string, status = 404) =>
  ({ class: 'StripeInvalidRequestError', status, code: 'resource_missing', param }) as const

export const transferRows: readonly Row[] = [
  does('transfers.create', 'sends available money to a connected account', async ({ stripe }) => {
    const { id } = await connect(stripe)
    await pay(stripe, { amount: 10_000, card: 'bypassPending' })
    const transfer = await stripe.transfers.create({
      amount: 5_000,
      currency: 'usd',
      destination: id,
      transfer_group: 'ORDER_1',
      metadata: { order: '1' },
    })
    expect(transfer).toMatchObject({
      amount: 5_000,
      destination: id,
      reversed: false,
      source_transaction: null,
    })
    expect((await ledgerOf(stripe, id)).lines).toEqual([
      { type: 'payment', amount: 5_000, fee: 0, net: 5_000 },
    ])
    const { available } = await stripe.balance.retrieve({}, { stripeAccount: id })
    expect(available).toMatchObject([{ amount: 5_000, currency: 'usd' }])
  }),
  does('transfers.create', 'sends on what a charge brought, before it is available', async ({ stripe }) => {
    const transfer = await sent(stripe)
    const charge = await stripe.charges.retrieve(String(transfer.source_transaction))
    expect(charge.transfer_group).toBe(transfer.transfer_group)
    const own = { stripeAccount: String(transfer.destination) }
    const payment = await stripe.charges.retrieve(String(transfer.destination_payment), {}, own)
    expect(payment).toMatchObject({ amount: 1_000, source_transfer: transfer.id, status: 'succeeded' })
  }),
  refuses(
    'transfers.create',
    'refuses more than is available',
    async ({ stripe }) => {
      const { id } = await connect(stripe)
      await pay(stripe, { amount: 10_000 })
      return await stripe.transfers.create({ amount: 5_000, currency: 'usd', destination: id })
    },
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      code: 'balance_insufficient',
      message: /insufficient available funds/,
    },
  ),
  refuses('transfers.create', 'refuses more than the charge brought', ({ stripe }) => sent(stripe, 4_201), {
    class: 'StripeInvalidRequestError',
    status: 400,
    code: 'balance_insufficient',
    param: 'amount',
  }),
  refuses(
    'transfers.create',
    'refuses an account that is not connected',
    ({ stripe }) => stripe.transfers.create({ amount: 1, currency: 'usd', destination: 'acct_none' }),
    { ...missing('destination', 400), message: /^No such destination: 'acct_none'$/ },
  ),
  refuses(
    'transfers.create',
    'refuses an account that may not be sent money yet',
    async ({ stripe }) => {
      const { id } = await stripe.accounts.create({ type: 'express' })
      return await stripe.transfers.create({ amount: 1, currency: 'usd', destination: id })
    },
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      code: 'insufficient_capabilities_for_transfer',
      param: 'destination',
    },
  ),
  does('transfers.retrieve', 'finds one by its id', async ({ stripe }) => {
    const { id } = await sent(stripe)
    const transfer = await stripe.transfers.retrieve(id, { expand: ['destination', 'balance_transaction'] })
    expect(transfer).toMatchObject({
      destination: { object: 'account' },
      balance_transaction: { type: 'transfer', amount: -1_000, reporting_category: 'transfer' },
    })
  }),
  refuses(
    'transfers.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.transfers.retrieve('tr_none'),
    missing('transfer'),
  ),
  does('transfers.update', 'changes the description, and tells of it', async ({ stripe }) => {
    const { id } = await sent(stripe)
    expect(await stripe.transfers.update(id, { description: 'May' })).toMatchObject({ description: 'May' })
    const { data } = await stripe.events.list({ types: ['transfer.created', 'transfer.updated'] })
    expect(data.map(({ type }) => type)).toEqual(['transfer.updated', 'transfer.created'])
  }),
  refuses(
    'transfers.update',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.transfers.update('tr_none', { description: 'May' }),
    missing('transfer'),
  ),
  does('transfers.list', 'filters by destination and group', async ({ stripe }) => {
    const [first, second] = [await sent(stripe), await sent(stripe)]
    const ids = async (params: Stripe.TransferListParams) =>
      (await stripe.transfers.list(params)).data.map(({ id }) => id)
    expect(await ids({})).toEqual([second.id, first.id])
    expect(await ids({ destination: String(first.destination) })).toEqual([first.id])
    expect(await ids({ transfer_group: String(second.transfer_group) })).toEqual([second.id])
  }),
  refuses(
    'transfers.list',
    'refuses a cursor that names nothing',
    ({ stripe }) => stripe.transfers.list({ starting_after: 'tr_none' }),
    missing('starting_after', 400),
  ),
  does('transfers.createReversal', 'takes back a part, from the account that had it', async ({ stripe }) => {
    const transfer = await sent(stripe)
    const reversal = await stripe.transfers.createReversal(transfer.id, { amount: 400 })
    expect(reversal).toMatchObject({ amount: 400, transfer: transfer.id, source_refund: null })
    const after = await stripe.transfers.retrieve(transfer.id)
    expect(after).toMatchObject({ amount_reversed: 400, reversed: false })
    expect(after.reversals.data.map(({ id }) => id)).toEqual([reversal.id])
    expect((await ledgerOf(stripe, String(transfer.destination))).lines).toEqual([
      { type: 'payment', amount: 1_000, fee: 0, net: 1_000 },
      { type: 'payment_refund', amount: -400, fee: 0, net: -400 },
    ])
  }),
  refuses(
    'transfers.createReversal',
    'refuses more than is left',
    async ({ stripe }) => {
      const { id } = await sent(stripe)
      await stripe.transfers.createReversal(id, { amount: 400 })
      return await stripe.transfers.createReversal(id, { amount: 601 })
    },
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      param: 'amount',
      message: /greater than unreversed amount/,
    },
  ),
  does('transfers.retrieveReversal', 'finds one by its id', async ({ stripe }) => {
    const { id } = await sent(stripe)
    const reversal = await stripe.transfers.createReversal(id)
    expect(await stripe.transfers.retrieveReversal(id, reversal.id)).toEqual(reversal)
  }),
  refuses(
    'transfers.retrieveReversal',
    'refuses one of another transfer',
    async ({ stripe }) => {
      const [one, other] = [await sent(stripe), await sent(stripe)]
      const reversal = await stripe.transfers.createReversal(one.id)
      return await stripe.transfers.retrieveReversal(other.id, reversal.id)
    },
    missing('id'),
  ),
  does('transfers.updateReversal', 'changes its metadata', async ({ stripe }) => {
    const { id } = await sent(stripe)
    const reversal = await stripe.transfers.createReversal(id)
    const changed = await stripe.transfers.updateReversal(id, reversal.id, { metadata: { why: 'late' } })
    expect(changed.metadata).toEqual({ why: 'late' })
  }),
  refuses(
    'transfers.updateReversal',
    'refuses an id that does not exist',
    async ({ stripe }) =>
      stripe.transfers.updateReversal((await sent(stripe)).id, 'trr_none', { metadata: {} }),
    missing('id'),
  ),
  does('transfers.listReversals', 'lists the newest first', async ({ stripe }) => {
    const { id } = await sent(stripe)
    await stripe.transfers.createReversal(id, { amount: 1 })
    await stripe.transfers.createReversal(id, { amount: 2 })
    const { data } = await stripe.transfers.listReversals(id)
    expect(data.map(({ amount }) => amount)).toEqual([2, 1])
  }),
  refuses(
    'transfers.listReversals',
    'refuses a transfer that does not exist',
    ({ stripe }) => stripe.transfers.listReversals('tr_none'),
    missing('id'),
  ),
]
