import { expect, test } from 'vitest'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'

test('a customer is created, read, changed, listed and deleted', async () => {
  const { stripe } = await startTestSandbox()
  const made = await stripe.customers.create({ email: 'ada@example.com', name: 'Ada', metadata: { a: '1' } })
  expect(made).toMatchObject({ object: 'customer', email: 'ada@example.com', metadata: { a: '1' } })

  const changed = await stripe.customers.update(made.id, { name: '', metadata: { a: '', b: '2' } })
  expect(changed).toMatchObject({ name: null, email: 'ada@example.com', metadata: { b: '2' } })
  expect(await stripe.customers.retrieve(made.id)).toEqual(changed)

  await stripe.customers.create({ email: 'bob@example.com' })
  const byEmail = await stripe.customers.list({ email: 'ada@example.com' })
  expect(byEmail.data.map(({ id }) => id)).toEqual([made.id])

  await stripe.customers.del(made.id)
  expect(await stripe.customers.retrieve(made.id)).toMatchObject({ id: made.id, deleted: true })
  expect((await stripe.customers.list()).data).toHaveLength(1)
})

test('a customer made with a payment method has it, and loses it when deleted', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
  const [method] = (await stripe.customers.listPaymentMethods(id)).data
  expect(method).toMatchObject({ customer: id, card: { last4: '4242' } })
  await stripe.customers.del(id)
  expect(await stripe.paymentMethods.retrieve(method!.id)).toMatchObject({ customer: null })
  const error = await refusal(stripe.customers.update(id, { name: 'Ada' }))
  expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'id' })
})
