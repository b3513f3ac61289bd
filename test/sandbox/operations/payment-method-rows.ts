import { expect } from 'vitest'
import { typeCard } from './browser.ts'
import { does, type Refusal, type Row, refuses, type Scene } from './row.ts'

const visa = '4242424242424242'

const cardError = (code: string, param: string, message: RegExp): Refusal => ({
  class: 'StripeCardError',
  status: 402,
  code,
  param,
  message,
})
const missing = (param: string): Refusal => ({
  class: 'StripeInvalidRequestError',
  status: 404,
  code: 'resource_missing',
  param,
})

async function saved({ stripe }: Scene, method = 'pm_card_visa') {
  const customer = await stripe.customers.create()
  return {
    customer: customer.id,
    method: await stripe.paymentMethods.attach(method, { customer: customer.id }),
  }
}

const creating: readonly Row[] = [
  does('paymentMethods.create', 'keeps of a typed card what it is, never its number', async scene => {
    const { id } = await typeCard(scene, '3782 822463 10005', { exp_year: 41, cvc: '1234' })
    const method = await scene.stripe.paymentMethods.retrieve(id)
    expect(method.card).toMatchObject({ brand: 'amex', last4: '0005', exp_month: 12, exp_year: 2041 })
    expect(JSON.stringify(method)).not.toContain('378282246310005')
  }),
  does('paymentMethods.create', 'makes one of a token', async ({ stripe }) => {
    const method = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_mastercard' },
      billing_details: { name: 'Ada', address: { country: 'DE' } },
      allow_redisplay: 'always',
      metadata: { a: '1' },
    })
    expect(method).toMatchObject({
      card: { brand: 'mastercard' },
      billing_details: { name: 'Ada', address: { country: 'DE', city: null } },
      allow_redisplay: 'always',
      metadata: { a: '1' },
    })
  }),
  does('paymentMethods.create', 'makes one of an IBAN', async ({ stripe }) => {
    const method = await stripe.paymentMethods.create({
      type: 'sepa_debit',
      sepa_debit: { iban: 'DE89 3704 0044 0532 0130 00' },
      billing_details: { name: 'Ada', email: 'ada@example.com' },
    })
    expect(method).toMatchObject({ type: 'sepa_debit', sepa_debit: { last4: '3000', country: 'DE' } })
  }),
  refuses(
    'paymentMethods.create',
    'refuses numbers from a server',
    ({ stripe }) =>
      stripe.paymentMethods.create({ type: 'card', card: { number: visa, exp_month: 12, exp_year: 2040 } }),
    { class: 'StripeInvalidRequestError', status: 400, message: /generally unsafe/ },
  ),
  refuses(
    'paymentMethods.create',
    'refuses a number with a wrong digit',
    scene => typeCard(scene, '4242424242424241'),
    cardError('incorrect_number', 'number', /^Your card number is incorrect\.$/),
  ),
  refuses(
    'paymentMethods.create',
    'refuses a number that is none',
    scene => typeCard(scene, '4242x'),
    cardError('invalid_number', 'number', /not a valid credit card number/),
  ),
  refuses(
    'paymentMethods.create',
    'refuses a card that is no test card',
    scene => typeCard(scene, '4539578763621486'),
    { class: 'StripeCardError', status: 402, code: 'card_declined', message: /non test \(live\) card/ },
  ),
  refuses(
    'paymentMethods.create',
    'refuses a thirteenth month',
    scene => typeCard(scene, visa, { exp_month: 13 }),
    cardError('invalid_expiry_month', 'exp_month', /expiration month is invalid/),
  ),
  refuses(
    'paymentMethods.create',
    'refuses a year that is over',
    scene => typeCard(scene, visa, { exp_year: 2020 }),
    cardError('invalid_expiry_year', 'exp_year', /expiration year is invalid/),
  ),
  refuses(
    'paymentMethods.create',
    'refuses a code of two digits',
    scene => typeCard(scene, visa, { cvc: '12' }),
    cardError('invalid_cvc', 'cvc', /security code is invalid/),
  ),
  refuses(
    'paymentMethods.create',
    'refuses an IBAN that is no test account',
    ({ stripe }) =>
      stripe.paymentMethods.create({ type: 'sepa_debit', sepa_debit: { iban: 'DE00123456781234567890' } }),
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      code: 'invalid_bank_account_iban',
      param: 'sepa_debit[iban]',
    },
  ),
]

const keeping: readonly Row[] = [
  does('paymentMethods.attach', 'gives it to a customer, and tells of it', async scene => {
    const { customer, method } = await saved(scene)
    expect(method).toMatchObject({ customer, card: { last4: '4242' } })
    const events = await scene.stripe.events.list({ type: 'payment_method.attached' })
    expect(events.data).toMatchObject([{ data: { object: { id: method.id } } }])
  }),
  refuses(
    'paymentMethods.attach',
    'declines a card that its issuer declines',
    scene => saved(scene, 'pm_card_chargeDeclinedExpiredCard'),
    { class: 'StripeCardError', status: 402, code: 'expired_card' },
  ),
  refuses(
    'paymentMethods.attach',
    'refuses one that was detached',
    async scene => {
      const { customer, method } = await saved(scene)
      await scene.stripe.paymentMethods.detach(method.id)
      return await scene.stripe.paymentMethods.attach(method.id, { customer })
    },
    { class: 'StripeInvalidRequestError', status: 400, message: /may not be used again/ },
  ),
  refuses(
    'paymentMethods.attach',
    'refuses a customer that does not exist',
    ({ stripe }) => stripe.paymentMethods.attach('pm_card_visa', { customer: 'cus_none' }),
    missing('customer'),
  ),
  does('paymentMethods.detach', 'takes it away, also as the default', async scene => {
    const { customer, method } = await saved(scene)
    await scene.stripe.customers.update(customer, { invoice_settings: { default_payment_method: method.id } })
    expect(await scene.stripe.paymentMethods.detach(method.id)).toMatchObject({ customer: null })
    expect(await scene.stripe.customers.retrieve(customer)).toMatchObject({
      invoice_settings: { default_payment_method: null },
    })
  }),
  refuses(
    'paymentMethods.detach',
    'refuses one that nobody has',
    async ({ stripe }) => {
      const { id } = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } })
      return await stripe.paymentMethods.detach(id)
    },
    { class: 'StripeInvalidRequestError', status: 400, message: /detachment is impossible/ },
  ),
  does('paymentMethods.update', 'changes expiry and billing details', async scene => {
    const { method } = await saved(scene)
    const changed = await scene.stripe.paymentMethods.update(method.id, {
      card: { exp_month: 1, exp_year: 2044 },
      billing_details: { name: 'Ada', email: '' },
      allow_redisplay: 'limited',
    })
    expect(changed).toMatchObject({
      card: { exp_month: 1, exp_year: 2044, last4: '4242' },
      billing_details: { name: 'Ada', email: null },
      allow_redisplay: 'limited',
    })
  }),
  refuses(
    'paymentMethods.update',
    'refuses a thirteenth month',
    async scene => {
      const { method } = await saved(scene)
      return await scene.stripe.paymentMethods.update(method.id, { card: { exp_month: 13 } })
    },
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      code: 'parameter_invalid_integer',
      param: 'card[exp_month]',
    },
  ),
]

const reading: readonly Row[] = [
  does('paymentMethods.retrieve', 'finds one by its id', async scene => {
    const { method } = await saved(scene)
    expect(await scene.stripe.paymentMethods.retrieve(method.id)).toEqual(method)
  }),
  refuses(
    'paymentMethods.retrieve',
    'refuses an unknown id',
    ({ stripe }) => stripe.paymentMethods.retrieve('pm_none'),
    missing('payment_method'),
  ),
  does('paymentMethods.list', 'filters by customer and type', async scene => {
    const { customer, method } = await saved(scene)
    await saved(scene)
    expect((await scene.stripe.paymentMethods.list({ customer, type: 'card' })).data).toEqual([method])
    expect((await scene.stripe.paymentMethods.list({ customer, type: 'sepa_debit' })).data).toEqual([])
  }),
  refuses(
    'paymentMethods.list',
    'refuses a customer that does not exist',
    ({ stripe }) => stripe.paymentMethods.list({ customer: 'cus_none' }),
    missing('customer'),
  ),
  does('customers.listPaymentMethods', 'lists the newest first', async scene => {
    const { customer, method } = await saved(scene)
    const newer = await scene.stripe.paymentMethods.attach('pm_card_amex', { customer })
    const { data } = await scene.stripe.customers.listPaymentMethods(customer)
    expect(data.map(({ id }) => id)).toEqual([newer.id, method.id])
  }),
  refuses(
    'customers.listPaymentMethods',
    'refuses a customer that does not exist',
    ({ stripe }) => stripe.customers.listPaymentMethods('cus_none'),
    missing('customer'),
  ),
  does('customers.retrievePaymentMethod', 'finds one of the customer', async scene => {
    const { customer, method } = await saved(scene)
    expect(await scene.stripe.customers.retrievePaymentMethod(customer, method.id)).toEqual(method)
  }),
  refuses(
    'customers.retrievePaymentMethod',
    'refuses one of another customer',
    async scene => {
      const { method } = await saved(scene)
      const { customer } = await saved(scene)
      return await scene.stripe.customers.retrievePaymentMethod(customer, method.id)
    },
    missing('payment_method'),
  ),
]

export const paymentMethodRows: readonly Row[] = [...creating, ...keeping, ...reading]
