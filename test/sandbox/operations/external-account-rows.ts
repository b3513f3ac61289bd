import { expect } from 'vitest'
import { connect } from '#test/sandbox/connected.ts'
import { unknown } from './account-rows.ts'
import { does, type Row, refuses } from './row.ts'

export const externalAccountRows: readonly Row[] = [
  does('accounts.createExternalAccount', 'adds a bank account by its details', async ({ stripe }) => {
    const { id } = await connect(stripe)
    const bank = await stripe.accounts.createExternalAccount(id, {
      external_account: {
        object: 'bank_account',
        country: 'DE',
        currency: 'eur',
        account_number: 'DE89370400440532013000',
      },
    })
    expect(bank).toMatchObject({ account: id, currency: 'eur', last4: '3000', default_for_currency: true })
  }),
  refuses(
    'accounts.createExternalAccount',
    'refuses a token that stands for nothing',
    async ({ stripe }) =>
      stripe.accounts.createExternalAccount((await connect(stripe)).id, { external_account: 'btok_none' }),
    { class: 'StripeInvalidRequestError', status: 400, code: 'resource_missing', param: 'external_account' },
  ),
  does('accounts.listExternalAccounts', 'lists them', async ({ stripe }) => {
    const { id } = await connect(stripe)
    expect((await stripe.accounts.listExternalAccounts(id)).data).toMatchObject([{ last4: '6789' }])
  }),
  unknown('accounts.listExternalAccounts', stripe => stripe.accounts.listExternalAccounts('acct_none')),
  does('accounts.retrieveExternalAccount', 'finds one by its id', async ({ stripe }) => {
    const account = await connect(stripe)
    const bank = account.external_accounts!.data[0]!.id
    expect(await stripe.accounts.retrieveExternalAccount(account.id, bank)).toMatchObject({ id: bank })
  }),
  refuses(
    'accounts.retrieveExternalAccount',
    'refuses an id that does not exist',
    async ({ stripe }) => stripe.accounts.retrieveExternalAccount((await connect(stripe)).id, 'ba_none'),
    { class: 'StripeInvalidRequestError', status: 404, code: 'resource_missing', param: 'id' },
  ),
  does('accounts.updateExternalAccount', 'makes another the default', async ({ stripe }) => {
    const { id } = await connect(stripe)
    const external_account = 'btok_us'
    const second = await stripe.accounts.createExternalAccount(id, { external_account })
    await stripe.accounts.updateExternalAccount(id, second.id, { default_for_currency: true })
    const { data } = await stripe.accounts.listExternalAccounts(id)
    expect(data.filter(bank => bank.default_for_currency).map(bank => bank.id)).toEqual([second.id])
  }),
  refuses(
    'accounts.updateExternalAccount',
    'refuses an id that does not exist',
    async ({ stripe }) =>
      stripe.accounts.updateExternalAccount((await connect(stripe)).id, 'ba_none', { metadata: { a: 'b' } }),
    { class: 'StripeInvalidRequestError', status: 404, code: 'resource_missing', param: 'id' },
  ),
  does(
    'accounts.deleteExternalAccount',
    'takes the last one away, and it is due again',
    async ({ stripe }) => {
      const account = await connect(stripe)
      await stripe.accounts.deleteExternalAccount(account.id, account.external_accounts!.data[0]!.id)
      const { requirements } = await stripe.accounts.retrieve(account.id)
      expect(requirements?.currently_due).toEqual(['external_account'])
    },
  ),
  refuses(
    'accounts.deleteExternalAccount',
    'refuses the default while there is another',
    async ({ stripe }) => {
      const account = await connect(stripe)
      await stripe.accounts.createExternalAccount(account.id, { external_account: 'btok_us' })
      return await stripe.accounts.deleteExternalAccount(account.id, account.external_accounts!.data[0]!.id)
    },
    { class: 'StripeInvalidRequestError', status: 400, message: /default external account/ },
  ),
]
