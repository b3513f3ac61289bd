import { expect } from 'vitest'
import { does, type Row, refuses, refusesCursor, refusesQuery, refusesUnknown } from './row.ts'

const invalid = { class: 'StripeInvalidRequestError', status: 400 } as const

export const customerRows: readonly Row[] = [
  does('customers.create', 'keeps all that it is told', async ({ stripe }) => {
    const told = {
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      phone: '+441234567890',
      description: 'analyst',
      metadata: { tier: 'gold' },
    }
    const made = await stripe.customers.create({ ...told, address: { city: 'London' }, balance: -500 })
    expect(made).toMatchObject({ ...told, address: { city: 'London', line1: null }, balance: -500 })
  }),
  does('customers.create', 'takes a payment method along and makes it the default', async ({ stripe }) => {
    const method = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } })
    const made = await stripe.customers.create({
      payment_method: method.id,
      invoice_settings: { default_payment_method: method.id },
    })
    expect(made.invoice_settings.default_payment_method).toBe(method.id)
  }),
  refuses(
    'customers.create',
    'refuses a parameter that it does not know',
    // @ts-expect-error The SDK's own types know no such parameter.
    ({ stripe }) => stripe.customers.create({ colour: 'red' }),
    { ...invalid, code: 'parameter_unknown', param: 'colour' },
  ),
  refuses(
    'customers.create',
    'refuses a key of metadata that is too long',
    ({ stripe }) => stripe.customers.create({ metadata: { ['k'.repeat(41)]: 'v' } }),
    { ...invalid, param: `metadata[${'k'.repeat(41)}]` },
  ),
  does('customers.retrieve', 'tells one, and of a deleted one that it is', async ({ stripe }) => {
    const { id } = await stripe.customers.create({ name: 'Ada' })
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id, name: 'Ada' })
    await stripe.customers.del(id)
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true })
  }),
  refusesUnknown('customers.retrieve', ({ stripe }) => stripe.customers.retrieve('cus_none')),
  does('customers.update', 'changes what is told and leaves the rest', async ({ stripe }) => {
    const { id } = await stripe.customers.create({ name: 'Ada', phone: '1', metadata: { a: '1', b: '2' } })
    const changed = await stripe.customers.update(id, { name: 'Grace', metadata: { a: '', c: '3' } })
    expect(changed).toMatchObject({ name: 'Grace', phone: '1', metadata: { b: '2', c: '3' } })
    expect(changed.metadata).not.toHaveProperty('a')
  }),
  refuses(
    'customers.update',
    'refuses the payment method of somebody else as the default',
    async ({ stripe }) => {
      const { id } = await stripe.customers.create()
      return await stripe.customers.update(id, { invoice_settings: { default_payment_method: 'pm_none' } })
    },
    { ...invalid, code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
  ),
  refusesUnknown('customers.update', ({ stripe }) => stripe.customers.update('cus_none', { name: 'Ada' })),
  does('customers.del', 'leaves only the word that it was deleted', async ({ stripe }) => {
    const { id } = await stripe.customers.create()
    expect(await stripe.customers.del(id)).toMatchObject({ id, object: 'customer', deleted: true })
    expect((await stripe.customers.list()).data).toEqual([])
  }),
  refuses(
    'customers.del',
    'refuses to delete twice',
    async ({ stripe }) => {
      const { id } = await stripe.customers.create()
      await stripe.customers.del(id)
      return await stripe.customers.del(id)
    },
    { ...invalid, status: 404, code: 'resource_missing', param: 'id' },
  ),
  does('customers.list', 'finds by the exact address and by time, the newest first', async ({ stripe }) => {
    const first = await stripe.customers.create({ email: 'ada@example.com' })
    const second = await stripe.customers.create({ email: 'ada@example.com' })
    await stripe.customers.create({ email: 'grace@example.com' })
    const found = await stripe.customers.list({ email: 'ada@example.com' })
    expect(found.data.map(({ id }) => id)).toEqual([second.id, first.id])
    expect((await stripe.customers.list({ created: { lt: first.created } })).data).toEqual([])
  }),
  refusesCursor('customers.list', ({ stripe }, params) => stripe.customers.list(params)),
  does('customers.search', 'finds by a part of the name', async ({ stripe }) => {
    const { id } = await stripe.customers.create({ name: 'Ada Lovelace' })
    await stripe.customers.create({ name: 'Grace Hopper' })
    expect((await stripe.customers.search({ query: 'name~"lovel"' })).data).toMatchObject([{ id }])
  }),
  refusesQuery('customers.search', ({ stripe }, params) => stripe.customers.search(params)),
]
