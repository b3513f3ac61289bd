import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { type Operation, operation } from '#server/sandbox/core/operation.ts'
import { boolean, oneOf, required, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { externalAccountParam } from './account-params.ts'
import { changeAccount } from './account-state.ts'
import { addBankAccount, bankAccounts } from './external-account.ts'
import { needConnected } from './need-account.ts'

const needBank = (work: Work, account: string, id: string): Stripe.BankAccount =>
  work.in(account).need(bankAccounts, id)

/** The one default of a currency: making another it takes it from the one before. */
function makeDefault(work: Work, account: string, bank: Stripe.BankAccount): Stripe.BankAccount {
  const own = work.in(account)
  for (const other of own.by(bankAccounts, 'account', account)) {
    if (other.currency === bank.currency && other.id !== bank.id && other.default_for_currency) {
      own.put(bankAccounts, { ...other, default_for_currency: false })
    }
  }
  return { ...bank, default_for_currency: true }
}

function remove(work: Work, id: string, bankId: string): Stripe.DeletedBankAccount {
  const account = needConnected(work, id)
  const bank = needBank(work, id, bankId)
  const all = work.in(id).by(bankAccounts, 'account', id)
  if (
    bank.default_for_currency &&
    all.some(({ currency, id: other }) => currency === bank.currency && other !== bankId)
  ) {
    throw invalid(
      'You cannot delete the default external account for your default currency. Please make another external account the default using the `default_for_currency` param, and then delete this one.',
    )
  }
  work.in(id).remove(bankAccounts, bankId)
  work.in(id).emit('account.external_account.deleted', bank)
  changeAccount(work, account, {})
  return { id: bankId, object: 'bank_account', deleted: true }
}

export const externalAccountOperations: readonly Operation[] = [
  operation({
    method: 'POST',
    path: '/v1/accounts/:account/external_accounts',
    params: {
      default_for_currency: boolean(),
      external_account: required(externalAccountParam),
      metadata: metadata(),
    },
    run(work, params, id) {
      const account = needConnected(work, id)
      const made = addBankAccount(work, id, params.external_account)
      const chosen = params.default_for_currency ? makeDefault(work, id, made) : made
      const bank = { ...chosen, metadata: mergeMetadata({}, params.metadata) }
      work.in(id).put(bankAccounts, bank)
      changeAccount(work, account, {})
      return bank
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/accounts/:account/external_accounts',
    params: { ...pageParams, object: oneOf('bank_account', 'card') },
    run(work, params, id) {
      needConnected(work, id)
      return page(work.in(id), bankAccounts, params, {
        url: `/v1/accounts/${id}/external_accounts`,
        by: ['account', id],
        keep: bank => params.object === undefined || bank.object === params.object,
      })
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/accounts/:account/external_accounts/:id',
    params: {},
    run(work, _, id, bankId) {
      needConnected(work, id)
      return needBank(work, id, bankId)
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/accounts/:account/external_accounts/:id',
    params: {
      account_holder_name: string(),
      account_holder_type: oneOf('company', 'individual'),
      default_for_currency: boolean(),
      metadata: metadata(),
    },
    run(work, { default_for_currency: chosen, metadata: change, ...plain }, id, bankId) {
      const account = needConnected(work, id)
      const bank = needBank(work, id, bankId)
      const next = {
        ...(chosen ? makeDefault(work, id, bank) : bank),
        ...plain,
        metadata: mergeMetadata(bank.metadata ?? {}, change),
      }
      const updated = work.in(id).update(bankAccounts, bank, next, 'account.external_account.updated')
      changeAccount(work, account, {})
      return updated
    },
  }),
  operation({
    method: 'DELETE',
    path: '/v1/accounts/:account/external_accounts/:id',
    params: {},
    run: (work, _, id, bankId) => remove(work, id, bankId),
  }),
]
