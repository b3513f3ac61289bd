import type Stripe from 'stripe'
import { expect } from 'vitest'
import { connect } from '#test/sandbox/connected.ts'
import { does, type Refusal, type Row, refuses } from './row.ts'

const notYours: Refusal = {
  class: 'StripePermissionError',
  status: 403,
  code: 'account_invalid',
  message: /does not have access to account 'acct_none'/,
}
/** The refusal of an account that the platform does not know. */
export const unknown = (call: string, attempt: (stripe: Stripe) => Promise<unknown>): Row =>
  refuses(call, 'refuses an account that is not connected', ({ stripe }) => attempt(stripe), notYours)

const links = { refresh_url: 'https://example.com/again', return_url: 'https://example.com/done' }
const onboarding = { type: 'account_onboarding', ...links } as const

/** The owner opens the link and agrees to everything. */
async function onboard(stripe: Stripe, account: string): Promise<void> {
  const { url } = await stripe.accountLinks.create({ account, ...onboarding })
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
  })
  expect([response.status, response.headers.get('location')]).toEqual([303, links.return_url])
}

export const accountRows: readonly Row[] = [
  does('accounts.create', 'makes a custom account that can do what it was asked to', async ({ stripe }) => {
    expect(await connect(stripe)).toMatchObject({
      type: 'custom',
      charges_enabled: true,
      payouts_enabled: true,
      capabilities: { card_payments: 'active', transfers: 'active' },
      controller: { requirement_collection: 'application', stripe_dashboard: { type: 'none' } },
      external_accounts: { data: [{ object: 'bank_account', last4: '6789' }] },
    })
  }),
  does('accounts.create', 'says what is still due of an express account', async ({ stripe }) => {
    const account = await stripe.accounts.create({ type: 'express', country: 'GB', email: 'a@example.com' })
    expect(account).toMatchObject({
      type: 'express',
      default_currency: 'gbp',
      charges_enabled: false,
      details_submitted: false,
      requirements: { disabled_reason: 'requirements.past_due' },
    })
    expect(account.requirements?.currently_due).toContain('external_account')
  }),
  does('accounts.create', 'makes an account by its controller', async ({ stripe }) => {
    const account = await stripe.accounts.create({
      controller: {
        fees: { payer: 'application' },
        losses: { payments: 'application' },
        stripe_dashboard: { type: 'express' },
      },
    })
    expect(account).toMatchObject({
      type: 'none',
      controller: { fees: { payer: 'application' }, requirement_collection: 'stripe' },
    })
  }),
  refuses(
    'accounts.create',
    'refuses a type beside a controller',
    ({ stripe }) =>
      stripe.accounts.create({ type: 'express', controller: { losses: { payments: 'application' } } }),
    { class: 'StripeInvalidRequestError', status: 400, message: /only specify one of these parameters/ },
  ),
  refuses(
    'accounts.create',
    'refuses to accept the terms for an express account’s owner',
    ({ stripe }) => connect(stripe, { type: 'express' }),
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      param: 'tos_acceptance',
      message: /on behalf of Standard and Express/,
    },
  ),
  refuses(
    'accounts.create',
    'refuses to connect accounts to a connected account',
    async ({ stripe }) => {
      const { id } = await connect(stripe)
      return await stripe.accounts.create({ type: 'express' }, { stripeAccount: id })
    },
    { class: 'StripeInvalidRequestError', status: 400, message: /signed up for Connect/ },
  ),
  does('accounts.retrieveCurrent', 'tells who the key or the header speaks for', async ({ stripe }) => {
    const { id } = await connect(stripe)
    expect(await stripe.accounts.retrieveCurrent()).toMatchObject({ id: 'acct_1NorthpostCoffee0' })
    expect(await stripe.accounts.retrieveCurrent({}, { stripeAccount: id })).toMatchObject({ id })
  }),
  unknown('accounts.retrieveCurrent', stripe =>
    stripe.accounts.retrieveCurrent({}, { stripeAccount: 'acct_none' }),
  ),
  does('accounts.retrieve', 'finds one by its id', async ({ stripe }) => {
    const { id } = await connect(stripe, { email: 'ada@example.com' })
    expect(await stripe.accounts.retrieve(id)).toMatchObject({ id, email: 'ada@example.com' })
  }),
  unknown('accounts.retrieve', stripe => stripe.accounts.retrieve('acct_none')),
  does(
    'accounts.update',
    'enables an account once nothing is due, and tells of it there',
    async ({ stripe }) => {
      const { id } = await connect(stripe, { tos_acceptance: {} })
      const account = await stripe.accounts.update(id, {
        business_profile: { name: 'Ada’s Beans', url: 'https://ada.example' },
        individual: { first_name: 'Ada', ssn_last_4: '0000' },
        tos_acceptance: { date: 1_700_000_000, ip: '127.0.0.1' },
      })
      expect(account).toMatchObject({
        charges_enabled: true,
        business_profile: { name: 'Ada’s Beans' },
        individual: { first_name: 'Ada', ssn_last_4_provided: true },
      })
      const types = ['account.updated', 'capability.updated']
      const { data } = await stripe.events.list({}, { stripeAccount: id })
      const told = data.filter(({ type }) => types.includes(type))
      expect(told[0]).toMatchObject({
        account: id,
        type: 'account.updated',
        data: { previous_attributes: { charges_enabled: false } },
      })
      expect(told).toHaveLength(3)
    },
  ),
  unknown('accounts.update', stripe => stripe.accounts.update('acct_none', { email: 'a@example.com' })),
  does('accounts.list', 'lists the newest first', async ({ stripe }) => {
    const [first, second] = [await connect(stripe), await connect(stripe)]
    const { data } = await stripe.accounts.list()
    expect(data.map(({ id }) => id)).toEqual([second.id, first.id])
  }),
  refuses(
    'accounts.list',
    'refuses a cursor that names nothing',
    ({ stripe }) => stripe.accounts.list({ starting_after: 'acct_none' }),
    { class: 'StripeInvalidRequestError', status: 400, code: 'resource_missing', param: 'starting_after' },
  ),
  does('accounts.del', 'ends the connection', async ({ stripe }) => {
    const { id } = await connect(stripe)
    expect(await stripe.accounts.del(id)).toEqual({ id, object: 'account', deleted: true })
    expect((await stripe.accounts.list()).data).toEqual([])
  }),
  unknown('accounts.del', stripe => stripe.accounts.del('acct_none')),
  does('accounts.reject', 'switches an account off for good', async ({ stripe }) => {
    const { id } = await connect(stripe)
    expect(await stripe.accounts.reject(id, { reason: 'fraud' })).toMatchObject({
      charges_enabled: false,
      payouts_enabled: false,
      capabilities: { transfers: 'inactive' },
      requirements: { disabled_reason: 'rejected.fraud' },
    })
  }),
  refuses(
    'accounts.reject',
    'refuses for an account that the platform is not liable for',
    async ({ stripe }) => {
      const { id } = await stripe.accounts.create({ type: 'standard' })
      return await stripe.accounts.reject(id, { reason: 'fraud' })
    },
    { class: 'StripeInvalidRequestError', status: 400, message: /losses/ },
  ),
  does('accounts.listCapabilities', 'tells what was asked for', async ({ stripe }) => {
    const { data } = await stripe.accounts.listCapabilities((await connect(stripe)).id)
    expect(data.map(({ id, status }) => [id, status])).toEqual([
      ['card_payments', 'active'],
      ['transfers', 'active'],
    ])
  }),
  unknown('accounts.listCapabilities', stripe => stripe.accounts.listCapabilities('acct_none')),
  does('accounts.retrieveCapability', 'knows one that was not asked for', async ({ stripe }) => {
    const { id } = await connect(stripe)
    expect(await stripe.accounts.retrieveCapability(id, 'link_payments')).toMatchObject({
      account: id,
      requested: false,
      status: 'unrequested',
    })
  }),
  refuses(
    'accounts.retrieveCapability',
    'refuses one that does not exist',
    async ({ stripe }) => stripe.accounts.retrieveCapability((await connect(stripe)).id, 'levitation'),
    { class: 'StripeInvalidRequestError', status: 404, code: 'resource_missing', param: 'capability' },
  ),
  does('accounts.updateCapability', 'asks for one more', async ({ stripe }) => {
    const { id } = await connect(stripe)
    const params = { requested: true }
    expect(await stripe.accounts.updateCapability(id, 'link_payments', params)).toMatchObject({
      requested: true,
      status: 'active',
    })
  }),
  unknown('accounts.updateCapability', stripe =>
    stripe.accounts.updateCapability('acct_none', 'transfers', { requested: true }),
  ),
  does('accountLinks.create', 'leads the owner through onboarding', async ({ stripe }) => {
    const { id } = await stripe.accounts.create({
      type: 'express',
      capabilities: { transfers: { requested: true } },
    })
    await onboard(stripe, id)
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      details_submitted: true,
      capabilities: { transfers: 'active' },
    })
  }),
  refuses(
    'accountLinks.create',
    'refuses an update link for an account that Stripe asks itself',
    async ({ stripe }) => {
      const { id } = await stripe.accounts.create({ type: 'express' })
      return await stripe.accountLinks.create({ account: id, type: 'account_update', ...links })
    },
    { class: 'StripeInvalidRequestError', status: 400, param: 'type' },
  ),
  unknown('accountLinks.create', stripe =>
    stripe.accountLinks.create({ account: 'acct_none', ...onboarding }),
  ),
  does('accounts.createLoginLink', 'leads to the Express Dashboard', async ({ stripe }) => {
    const { id } = await stripe.accounts.create({ type: 'express' })
    await onboard(stripe, id)
    const { url } = await stripe.accounts.createLoginLink(id)
    expect(await (await fetch(url)).text()).toContain(id)
  }),
  refuses(
    'accounts.createLoginLink',
    'refuses before onboarding',
    async ({ stripe }) => {
      const { id } = await stripe.accounts.create({ type: 'express' })
      return await stripe.accounts.createLoginLink(id)
    },
    { class: 'StripeInvalidRequestError', status: 400, message: /has not completed onboarding/ },
  ),
]
