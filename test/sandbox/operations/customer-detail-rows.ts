import { expect } from 'vitest'
import { does, type Refusal, type Row, refuses } from './row.ts'

const invalid = (facts: Omit<Refusal, 'class' | 'status'>): Refusal => ({
  class: 'StripeInvalidRequestError',
  status: 400,
  ...facts,
})
const missing = (param: string): Refusal => ({
  class: 'StripeInvalidRequestError',
  status: 404,
  code: 'resource_missing',
  param,
})

const creating: readonly Row[] = [
  does('customers.create', 'keeps all that is known of one', async ({ stripe }) => {
    const given = {
      name: 'Ada Lovelace',
      business_name: 'Engines Ltd',
      email: 'ada@example.com',
      phone: '+441234567',
      description: 'First',
      preferred_locales: ['en', 'de'],
      tax_exempt: 'exempt' as const,
      metadata: { a: '1' },
    }
    const made = await stripe.customers.create({
      ...given,
      address: { line1: 'St James’s Square 12', city: 'London', country: 'GB' },
      shipping: { name: 'Ada', address: { line1: 'St James’s Square 12' } },
      invoice_settings: {
        custom_fields: [{ name: 'PO', value: '7' }],
        footer: 'Thanks',
        rendering_options: { amount_tax_display: 'exclude_tax' },
      },
      tax_id_data: [{ type: 'eu_vat', value: 'DE123456789' }],
      expand: ['tax_ids', 'subscriptions'],
    })
    expect(made).toMatchObject({
      ...given,
      address: { city: 'London', state: null },
      shipping: { name: 'Ada', phone: null },
      invoice_settings: {
        custom_fields: [{ name: 'PO', value: '7' }],
        footer: 'Thanks',
        rendering_options: { amount_tax_display: 'exclude_tax', template: null },
      },
      tax_ids: { data: [{ type: 'eu_vat', country: 'DE' }] },
      subscriptions: { data: [] },
    })
  }),
  refuses(
    'customers.create',
    'refuses an address that is none',
    ({ stripe }) => stripe.customers.create({ email: 'ada' }),
    invalid({ code: 'email_invalid', param: 'email' }),
  ),
  refuses(
    'customers.create',
    'refuses a name that is too long',
    ({ stripe }) => stripe.customers.create({ name: 'a'.repeat(257) }),
    invalid({ param: 'name' }),
  ),
  refuses(
    'customers.create',
    'declines a card that its issuer declines',
    ({ stripe }) => stripe.customers.create({ payment_method: 'pm_card_chargeDeclined' }),
    { class: 'StripeCardError', status: 402, code: 'card_declined' },
  ),
  refuses(
    'customers.create',
    'refuses the default of nobody',
    ({ stripe }) => stripe.customers.create({ invoice_settings: { default_payment_method: 'pm_none' } }),
    invalid({ code: 'resource_missing', param: 'invoice_settings[default_payment_method]' }),
  ),
  does('customers.update', 'changes and takes back', async ({ stripe }) => {
    const { id } = await stripe.customers.create({ name: 'Ada', individual_name: 'Ada', phone: '1' })
    const changed = await stripe.customers.update(id, { name: 'Bea', phone: '', individual_name: '' })
    expect(changed).toMatchObject({ name: 'Bea', phone: null })
    expect(changed).not.toHaveProperty('individual_name')
  }),
  does('customers.update', 'writes another balance into its ledger', async ({ stripe }) => {
    const { id } = await stripe.customers.create({ balance: -500 })
    expect(await stripe.customers.update(id, { balance: -200 })).toMatchObject({ balance: -200 })
    const { data } = await stripe.customers.listBalanceTransactions(id)
    expect(data).toMatchObject([{ amount: 300, ending_balance: -200, type: 'adjustment' }])
  }),
  refuses(
    'customers.update',
    'refuses an unknown id',
    ({ stripe }) => stripe.customers.update('cus_none', { name: 'Ada' }),
    missing('id'),
  ),
]

const deleting: readonly Row[] = [
  does('customers.del', 'ends its subscriptions and frees its cards', async ({ stripe }) => {
    const { id } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
    const [card] = (await stripe.customers.listPaymentMethods(id)).data
    const price = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 900,
      recurring: { interval: 'month' },
      product_data: { name: 'Beans' },
    })
    const subscription = await stripe.subscriptions.create({
      customer: id,
      items: [{ price: price.id }],
      default_payment_method: card?.id ?? '',
    })
    expect(await stripe.customers.del(id)).toMatchObject({ id, deleted: true })
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('canceled')
    expect(await stripe.paymentMethods.retrieve(card?.id ?? '')).toMatchObject({ customer: null })
    expect((await stripe.customers.list()).data).toEqual([])
  }),
  refuses(
    'customers.del',
    'refuses one that is deleted',
    async ({ stripe }) => {
      const { id } = await stripe.customers.create()
      await stripe.customers.del(id)
      return await stripe.customers.del(id)
    },
    missing('id'),
  ),
]

const taxIds: readonly Row[] = [
  does('customers.createTaxId', 'is verified a moment later', async ({ stripe, control }) => {
    const { id } = await stripe.customers.create()
    const made = await stripe.customers.createTaxId(id, { type: 'eu_vat', value: 'DE000000000' })
    expect(made.verification).toMatchObject({ status: 'pending' })
    await control('POST', '/clock', { advanceMs: 6_000 })
    const known = await stripe.customers.retrieveTaxId(id, made.id)
    expect(known.verification).toMatchObject({ status: 'verified' })
  }),
  refuses(
    'customers.createTaxId',
    'refuses a sort that does not exist',
    async ({ stripe }) => {
      const { id } = await stripe.customers.create()
      return await stripe.rawRequest('POST', `/v1/customers/${id}/tax_ids`, { type: 'xx', value: '1' })
    },
    invalid({ param: 'type' }),
  ),
  does('customers.deleteTaxId', 'takes it out of the list', async ({ stripe }) => {
    const { id } = await stripe.customers.create()
    const made = await stripe.customers.createTaxId(id, { type: 'us_ein', value: '12-3456789' })
    expect((await stripe.customers.listTaxIds(id)).data).toEqual([made])
    await stripe.customers.deleteTaxId(id, made.id)
    expect((await stripe.customers.listTaxIds(id)).data).toEqual([])
  }),
  refuses(
    'customers.deleteTaxId',
    'refuses an unknown id',
    async ({ stripe }) => stripe.customers.deleteTaxId((await stripe.customers.create()).id, 'txi_none'),
    missing('id'),
  ),
  does('customers.retrieveTaxId', 'finds one by its id', async ({ stripe }) => {
    const { id } = await stripe.customers.create()
    const made = await stripe.customers.createTaxId(id, { type: 'us_ein', value: '12-3456789' })
    expect(await stripe.customers.retrieveTaxId(id, made.id)).toEqual(made)
  }),
  refuses(
    'customers.retrieveTaxId',
    'refuses one of another customer',
    async ({ stripe }) => {
      const [one, other] = [await stripe.customers.create(), await stripe.customers.create()]
      const made = await stripe.customers.createTaxId(one.id, { type: 'us_ein', value: '12-3456789' })
      return await stripe.customers.retrieveTaxId(other.id, made.id)
    },
    missing('id'),
  ),
  does('customers.listTaxIds', 'is empty at first', async ({ stripe }) => {
    const { id } = await stripe.customers.create()
    expect((await stripe.customers.listTaxIds(id)).data).toEqual([])
  }),
  refuses(
    'customers.listTaxIds',
    'refuses a customer that does not exist',
    ({ stripe }) => stripe.customers.listTaxIds('cus_none'),
    missing('customer'),
  ),
]

export const customerDetailRows: readonly Row[] = [...creating, ...deleting, ...taxIds]
