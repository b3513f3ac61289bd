import { expect, test } from 'vitest'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'

test('a payment method is attached, listed, made default and detached', async () => {
  const { stripe } = await startTestSandbox()
  const { id: customer } = await stripe.customers.create()
  const method = await stripe.paymentMethods.attach('pm_card_mastercard', { customer })
  expect(method).toMatchObject({ customer, card: { brand: 'mastercard', last4: '4444' } })
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method.id } })
  expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([method])
  expect((await stripe.paymentMethods.list({ customer, type: 'card' })).data).toEqual([method])
  expect(await stripe.paymentMethods.detach(method.id)).toMatchObject({ customer: null })
  expect(await stripe.customers.retrieve(customer)).toMatchObject({
    invoice_settings: { default_payment_method: null },
  })

  const foreign = await refusal(
    stripe.customers.update(customer, { invoice_settings: { default_payment_method: method.id } }),
  )
  expect(foreign).toMatchObject({ statusCode: 400, param: 'invoice_settings[default_payment_method]' })
  const declined = await refusal(stripe.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer }))
  expect(declined).toMatchObject({ statusCode: 402, decline_code: 'generic_decline' })
  const token = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_amex' } })
  expect(token.card).toMatchObject({ brand: 'amex' })
})
