import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { connectedAccounts } from '#server/sandbox/core/connected-account.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { type Operation, operation } from '#server/sandbox/core/operation.ts'
import { oneOf, required } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { type CreateParams, createParams, type UpdateParams, updateParams } from './account-params.ts'
import { changeAccount, writeAccount } from './account-state.ts'
import { buildAccount, changesIn } from './build-account.ts'
import { addBankAccount } from './external-account.ts'
import { needAccount, needConnected, ownAccount } from './need-account.ts'

/** @throws {ApiFailure} 400 when the terms are accepted for somebody who must accept them in person. */
function checkTerms({ tos_acceptance: terms }: UpdateParams, account: Stripe.Account): void {
  if (!terms || account.controller?.requirement_collection === 'application') return
  throw invalid(
    'You cannot accept the Terms of Service on behalf of Standard and Express connected accounts.',
    { param: 'tos_acceptance' },
  )
}

function create(work: Work, params: CreateParams): Stripe.Account {
  if (work.account !== null) {
    throw invalid(
      "You can only create new accounts if you've signed up for Connect, which you can do at https://dashboard.stripe.com/connect.",
    )
  }
  const account = buildAccount(work, params)
  checkTerms(params, account)
  if (params.external_account) addBankAccount(work, account.id, params.external_account)
  return writeAccount(work, account)
}

function update(work: Work, params: UpdateParams, id: string): Stripe.Account {
  const account = needConnected(work, id)
  checkTerms(params, account)
  if (params.external_account) addBankAccount(work, id, params.external_account)
  return changeAccount(work, account, changesIn(work, account, params))
}

function reject(work: Work, reason: 'fraud' | 'other' | 'terms_of_service', id: string): Stripe.Account {
  const account = needConnected(work, id)
  if (account.controller?.losses?.payments !== 'application') {
    throw invalid('You can only reject accounts whose losses the platform is liable for.')
  }
  const disabled_reason = `rejected.${reason}` as const
  const { requirements } = account
  if (!requirements) throw new Error(`${id} has no requirements`)
  return changeAccount(work, account, { requirements: { ...requirements, disabled_reason } })
}

export const accountOperations: readonly Operation[] = [
  operation({ method: 'GET', path: '/v1/account', params: {}, run: ownAccount }),
  operation({ method: 'POST', path: '/v1/accounts', params: createParams, run: create }),
  operation({
    method: 'GET',
    path: '/v1/accounts',
    params: { ...pageParams, created: createdParam },
    run: (work, params) =>
      page(work, connectedAccounts, params, { url: '/v1/accounts', keep: createdWithin(params.created) }),
  }),
  operation({
    method: 'GET',
    path: '/v1/accounts/:account',
    params: {},
    run: (work, _, id) => needAccount(work, id),
  }),
  operation({ method: 'POST', path: '/v1/accounts/:account', params: updateParams, run: update }),
  operation({
    method: 'DELETE',
    path: '/v1/accounts/:account',
    params: {},
    run(work, _, id): Stripe.DeletedAccount {
      needConnected(work, id)
      work.in(null).remove(connectedAccounts, id)
      return { id, object: 'account', deleted: true }
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/accounts/:account/reject',
    params: { reason: required(oneOf('fraud', 'other', 'terms_of_service')) },
    run: (work, { reason }, id) => reject(work, reason, id),
  }),
]
