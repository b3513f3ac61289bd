import { expect } from 'vitest'
import { pay } from '#test/sandbox/pay.ts'
import { does, type Row, refuses } from './row.ts'

export const refundRows: readonly Row[] = [
  does('refunds.create', 'gives back a part', async ({ stripe }) => {
    const intent = await pay(stripe, { amount: 4_200 })
    const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 1_000 })
    expect(refund).toMatchObject({ amount: 1_000, status: 'succeeded', payment_intent: intent.id })
  }),
  refuses(
    'refunds.create',
    'refuses more than is left',
    async ({ stripe }) => {
      const intent = await pay(stripe, { amount: 4_200 })
      return await stripe.refunds.create({ payment_intent: intent.id, amount: 4_201 })
    },
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      param: 'amount',
      message: /greater than unrefunded amount on charge/,
    },
  ),
  does('refunds.retrieve', 'finds one by its id', async ({ stripe }) => {
    const made = await stripe.refunds.create({ payment_intent: (await pay(stripe)).id })
    expect(await stripe.refunds.retrieve(made.id)).toMatchObject({ id: made.id, status: 'succeeded' })
  }),
  refuses(
    'refunds.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.refunds.retrieve('re_none'),
    { class: 'StripeInvalidRequestError', status: 404, code: 'resource_missing', param: 'id' },
  ),
]
