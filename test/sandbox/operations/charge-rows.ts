import { expect } from 'vitest'
import { chargeOf, pay } from '#test/sandbox/pay.ts'
import { does, type Refusal, type Row, refuses } from './row.ts'

const invalid = (facts: Omit<Refusal, 'class' | 'status'>): Refusal => ({
  class: 'StripeInvalidRequestError',
  status: 400,
  ...facts,
})
const missing: Refusal = {
  class: 'StripeInvalidRequestError',
  status: 404,
  code: 'resource_missing',
  param: 'id',
}

export const chargeRows: readonly Row[] = [
  refuses(
    'charges.create',
    'sends to payment intents',
    ({ stripe }) => stripe.charges.create({ amount: 100, currency: 'usd', source: 'tok_visa' }),
    invalid({ message: /Payment Intents/ }),
  ),
  does('charges.retrieve', 'finds one with its money and its refunds', async ({ stripe }) => {
    const intent = await pay(stripe)
    const charge = await stripe.charges.retrieve(chargeOf(intent), {
      expand: ['balance_transaction', 'refunds'],
    })
    expect(charge).toMatchObject({
      payment_intent: intent.id,
      balance_transaction: { net: 4_048 },
      refunds: { data: [] },
    })
  }),
  refuses(
    'charges.retrieve',
    'refuses an unknown id',
    ({ stripe }) => stripe.charges.retrieve('ch_none'),
    missing,
  ),
  does('charges.list', 'filters by customer and payment intent', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create()
    const intent = await pay(stripe, { customer })
    await pay(stripe)
    expect((await stripe.charges.list({ customer })).data).toMatchObject([{ id: chargeOf(intent) }])
    const by = { payment_intent: intent.id }
    expect((await stripe.charges.list(by)).data).toMatchObject([{ id: chargeOf(intent) }])
  }),
  refuses(
    'charges.list',
    'refuses a cursor that names nothing',
    ({ stripe }) => stripe.charges.list({ ending_before: 'ch_none' }),
    invalid({ code: 'resource_missing', param: 'ending_before' }),
  ),
  does('charges.search', 'finds by the card’s last digits', async ({ stripe }) => {
    const intent = await pay(stripe, { card: 'mastercard' })
    await pay(stripe)
    const query = 'payment_method_details.card.last4:"4444"'
    expect((await stripe.charges.search({ query })).data).toMatchObject([{ id: chargeOf(intent) }])
  }),
  refuses(
    'charges.search',
    'refuses a query that cannot be read',
    ({ stripe }) => stripe.charges.search({ query: 'amount>' }),
    invalid({ param: 'query' }),
  ),
  does('charges.update', 'takes what is known of fraud', async ({ stripe }) => {
    const id = chargeOf(await pay(stripe))
    const changed = await stripe.charges.update(id, {
      description: 'Beans',
      fraud_details: { user_report: 'safe' },
      metadata: { a: '1' },
    })
    expect(changed).toMatchObject({
      description: 'Beans',
      fraud_details: { user_report: 'safe' },
      metadata: { a: '1' },
    })
  }),
  refuses(
    'charges.update',
    'refuses a report that is no word of Stripe’s',
    async ({ stripe }) => {
      const id = chargeOf(await pay(stripe))
      return await stripe.rawRequest('POST', `/v1/charges/${id}`, { fraud_details: { user_report: 'odd' } })
    },
    invalid({ param: 'fraud_details[user_report]' }),
  ),
  does('charges.capture', 'takes a part of what is held', async ({ stripe }) => {
    const held = await pay(stripe, { capture_method: 'manual' })
    const charge = await stripe.charges.capture(chargeOf(held), { amount: 3_000 })
    expect(charge).toMatchObject({ captured: true, amount_captured: 3_000 })
    expect(await stripe.paymentIntents.retrieve(held.id)).toMatchObject({ status: 'succeeded' })
  }),
  refuses(
    'charges.capture',
    'refuses one that is captured',
    async ({ stripe }) => stripe.charges.capture(chargeOf(await pay(stripe))),
    invalid({ code: 'charge_already_captured' }),
  ),
]
