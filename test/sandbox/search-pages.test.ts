import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { startTestSandbox } from './sandbox-client.ts'

async function startWithPayments(count: number) {
  const sandbox = await startTestSandbox()
  const { stripe } = sandbox
  const customer = await stripe.customers.create({ name: 'Zoë van Dijk', email: 'zoe@example.com' })
  for (let made = 0; made < count; made += 1) {
    await stripe.paymentIntents.create({
      amount: 1000 + made,
      currency: 'eur',
      customer: customer.id,
      payment_method: 'pm_card_visa',
      confirm: true,
      metadata: { order: String(made) },
    })
  }
  return { ...sandbox, customer }
}

test('pages visit each match once, the newest first', async () => {
  const { stripe, customer } = await startWithPayments(7)
  const query = `customer:"${customer.id}" status:"succeeded"`
  const seen: number[] = []
  let page: string | undefined
  do {
    const found: Stripe.ApiSearchResult<Stripe.PaymentIntent> = await stripe.paymentIntents.search({
      query,
      limit: 3,
      ...(page ? { page } : {}),
    })
    expect(found.has_more).toBe(found.next_page !== null)
    seen.push(...found.data.map(({ amount }) => amount))
    page = found.next_page ?? undefined
  } while (page)
  expect(seen).toEqual([1006, 1005, 1004, 1003, 1002, 1001, 1000])
})

test('the total is counted only when it is expanded, whatever the page', async () => {
  const { stripe } = await startWithPayments(4)
  const plain = await stripe.charges.search({ query: 'amount>=1001', limit: 1 })
  expect(plain).not.toHaveProperty('total_count')
  const counted = await stripe.charges.search({
    query: 'amount>=1001',
    limit: 1,
    expand: ['total_count', 'data.customer'],
    ...(plain.next_page ? { page: plain.next_page } : {}),
  })
  expect(counted).toMatchObject({
    total_count: 3,
    data: [{ amount: 1002, customer: { name: 'Zoë van Dijk' } }],
  })
})

test('amounts, ids and words are found by their value, whatever their letters', async () => {
  const { stripe, customer } = await startWithPayments(3)
  const amounts = async (query: string) =>
    (await stripe.charges.search({ query })).data.map(({ amount }) => amount)
  expect(await amounts('amount:1001')).toEqual([1001])
  expect(await amounts('amount:"1001" currency:"EUR"')).toEqual([1001])
  expect(await amounts('amount:77')).toEqual([])
  expect(await amounts(`customer:"${customer.id.toUpperCase()}" amount:1002`)).toEqual([1002])
  expect(await amounts(`customer:"${customer.id.toUpperCase()}"`)).toEqual([1002, 1001, 1000])
  expect(await amounts('payment_method_details.card.last4:"4242" metadata["order"]:"2"')).toEqual([1002])
  expect(await amounts('-amount:1001')).toEqual([1002, 1000])
})

test('a query that cannot be run is 400 and names the parameter', async () => {
  const { stripe } = await startTestSandbox()
  for (const query of ['', 'colour:"red"', 'name:"a" AND email:"b" OR phone:"c"', 'created~"123"']) {
    await expect(stripe.customers.search({ query }), query).rejects.toMatchObject({
      statusCode: 400,
      param: 'query',
    })
  }
  await expect(stripe.customers.search({ query: 'created>1', page: 'bm90aGluZw' })).rejects.toMatchObject({
    statusCode: 400,
    param: 'page',
  })
})

test('what has changed is found as it is now', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await stripe.customers.create({ name: 'Ada' })
  expect((await stripe.customers.search({ query: 'name:"ada"' })).data).toHaveLength(1)
  await stripe.customers.update(id, { name: 'Grace' })
  expect((await stripe.customers.search({ query: 'name:"ada"' })).data).toEqual([])
  expect((await stripe.customers.search({ query: 'name~"RAC"' })).data).toMatchObject([{ id }])
})
