import type Stripe from 'stripe'
import { expect } from 'vitest'
import { does, type Row, refuses } from './row.ts'

const refused = { class: 'StripeInvalidRequestError', status: 400 } as const
const missing = { class: 'StripeInvalidRequestError', status: 404, code: 'resource_missing' } as const

const cancels = { features: { subscription_cancel: { enabled: true } } } as const

async function subscribed(stripe: Stripe): Promise<Stripe.Subscription> {
  const customer = await stripe.customers.create({ payment_method: 'pm_card_visa' })
  const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data
  const product = await stripe.products.create({ name: 'Espresso Club' })
  const price = await stripe.prices.create({
    product: product.id,
    currency: 'eur',
    unit_amount: 2_900,
    recurring: { interval: 'month' },
  })
  return await stripe.subscriptions.create({
    customer: customer.id,
    default_payment_method: method?.id ?? '',
    items: [{ price: price.id }],
  })
}

export const billingPortalRows: readonly Row[] = [
  does(
    'billingPortal.configurations.create',
    'offers what it is told, and nothing else',
    async ({ stripe }) => {
      const made = await stripe.billingPortal.configurations.create({ ...cancels, name: 'Plain' })
      expect(made).toMatchObject({
        active: true,
        is_default: false,
        name: 'Plain',
        features: {
          subscription_cancel: { enabled: true, mode: 'at_period_end' },
          subscription_update: { enabled: false },
          customer_update: { enabled: false },
        },
      })
      const { data } = await stripe.events.list({ type: 'billing_portal.configuration.created' })
      expect(data).toHaveLength(1)
    },
  ),
  refuses(
    'billingPortal.configurations.create',
    'refuses plan changes without plans',
    ({ stripe }) =>
      stripe.billingPortal.configurations.create({
        features: { subscription_update: { enabled: true, default_allowed_updates: ['price'] } },
      }),
    { ...refused, code: 'parameter_missing', param: 'features[subscription_update][products]' },
  ),
  refuses(
    'billingPortal.configurations.create',
    'refuses a price that is not of its product',
    async ({ stripe }) => {
      const { items } = await subscribed(stripe)
      const other = await stripe.products.create({ name: 'Filter Club' })
      const products = [{ product: other.id, prices: [items.data[0]?.price.id ?? ''] }]
      return await stripe.billingPortal.configurations.create({
        features: { subscription_update: { enabled: true, default_allowed_updates: ['price'], products } },
      })
    },
    { ...refused, param: 'features[subscription_update][products][0][prices][0]' },
  ),
  does('billingPortal.configurations.retrieve', 'finds one by its id', async ({ stripe }) => {
    const { id } = await stripe.billingPortal.configurations.create(cancels)
    expect(await stripe.billingPortal.configurations.retrieve(id)).toMatchObject({ id })
  }),
  refuses(
    'billingPortal.configurations.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.billingPortal.configurations.retrieve('bpc_none'),
    { ...missing, param: 'configuration' },
  ),
  does(
    'billingPortal.configurations.update',
    'changes one feature and keeps the others',
    async ({ stripe }) => {
      const { id } = await stripe.billingPortal.configurations.create(cancels)
      const updated = await stripe.billingPortal.configurations.update(id, {
        features: { invoice_history: { enabled: true } },
        business_profile: { headline: 'Your coffee' },
      })
      expect(updated).toMatchObject({
        business_profile: { headline: 'Your coffee' },
        features: { invoice_history: { enabled: true }, subscription_cancel: { enabled: true } },
      })
      const { data } = await stripe.events.list({ type: 'billing_portal.configuration.updated' })
      expect(data).toHaveLength(1)
    },
  ),
  refuses(
    'billingPortal.configurations.update',
    'refuses to switch the default one off',
    async ({ stripe }) => {
      const { customer } = await subscribed(stripe)
      await stripe.billingPortal.sessions.create({ customer: String(customer) })
      const [standard] = (await stripe.billingPortal.configurations.list({ is_default: true })).data
      return await stripe.billingPortal.configurations.update(standard?.id ?? '', { active: false })
    },
    { ...refused, param: 'active' },
  ),
  does('billingPortal.configurations.list', 'lists those that are switched on', async ({ stripe }) => {
    const first = await stripe.billingPortal.configurations.create(cancels)
    const second = await stripe.billingPortal.configurations.create(cancels)
    await stripe.billingPortal.configurations.update(first.id, { active: false })
    const { data } = await stripe.billingPortal.configurations.list({ active: true })
    expect(data.map(({ id }) => id)).toEqual([second.id])
  }),
  refuses(
    'billingPortal.configurations.list',
    'refuses a cursor that does not exist',
    ({ stripe }) => stripe.billingPortal.configurations.list({ starting_after: 'bpc_none' }),
    { ...refused, code: 'resource_missing', param: 'starting_after' },
  ),
  does('billingPortal.sessions.create', 'opens the portal for a customer', async ({ stripe, url }) => {
    const { id: customer } = await stripe.customers.create({ email: 'ada@example.com' })
    const session = await stripe.billingPortal.sessions.create({
      customer,
      return_url: 'https://shop.example/account',
    })
    expect(session).toMatchObject({ customer, return_url: 'https://shop.example/account', flow: null })
    expect(session.url.startsWith(`${url}/portal/`)).toBe(true)
    const page = await fetch(session.url)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('ada@example.com')])
  }),
  does('billingPortal.sessions.create', 'leads straight to a cancellation', async ({ stripe }) => {
    const { id, customer } = await subscribed(stripe)
    const session = await stripe.billingPortal.sessions.create({
      customer: String(customer),
      flow_data: {
        type: 'subscription_cancel',
        subscription_cancel: { subscription: id },
        after_completion: { type: 'redirect', redirect: { return_url: 'https://shop.example/bye' } },
      },
    })
    expect(session.flow).toMatchObject({
      type: 'subscription_cancel',
      subscription_cancel: { subscription: id },
    })
  }),
  refuses(
    'billingPortal.sessions.create',
    'refuses a customer that does not exist',
    ({ stripe }) => stripe.billingPortal.sessions.create({ customer: 'cus_none' }),
    { ...refused, code: 'resource_missing', param: 'customer' },
  ),
  refuses(
    'billingPortal.sessions.create',
    'refuses a flow that the portal does not offer',
    async ({ stripe }) => {
      const { id, customer } = await subscribed(stripe)
      const flow = { type: 'subscription_update', subscription_update: { subscription: id } } as const
      return await stripe.billingPortal.sessions.create({ customer: String(customer), flow_data: flow })
    },
    { ...refused, param: 'flow_data[type]', message: /not enabled in the portal configuration/ },
  ),
  refuses(
    'billingPortal.sessions.create',
    'refuses a subscription of somebody else',
    async ({ stripe }) => {
      const { id } = await subscribed(stripe)
      const { id: customer } = await stripe.customers.create({})
      const flow = { type: 'subscription_cancel', subscription_cancel: { subscription: id } } as const
      return await stripe.billingPortal.sessions.create({ customer, flow_data: flow })
    },
    { ...refused, param: 'flow_data[subscription_cancel][subscription]' },
  ),
  refuses(
    'billingPortal.sessions.create',
    'refuses a configuration that is switched off',
    async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create({})
      const { id } = await stripe.billingPortal.configurations.create(cancels)
      await stripe.billingPortal.configurations.update(id, { active: false })
      return await stripe.billingPortal.sessions.create({ customer, configuration: id })
    },
    { ...refused, param: 'configuration' },
  ),
  refuses(
    'billingPortal.sessions.create',
    'refuses what is no URL to come back to',
    async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create({})
      return await stripe.billingPortal.sessions.create({ customer, return_url: 'shop' })
    },
    { ...refused, code: 'url_invalid', param: 'return_url' },
  ),
]
