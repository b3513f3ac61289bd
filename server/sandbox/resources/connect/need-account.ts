import type Stripe from 'stripe'
import { accountId, noAccess } from '#server/sandbox/core/authenticate.ts'
import { connectedAccounts } from '#server/sandbox/core/connected-account.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { account as platformAccount } from '#server/sandbox/resources/account/account.ts'

/**
 * A connected account of the platform's, or under `Stripe-Account` that account itself.
 * @throws {ApiFailure} 403 for any other.
 */
export function needConnected(work: Work, id: string): Stripe.Account {
  const found =
    work.account === null || work.account === id ? work.in(null).get(connectedAccounts, id) : undefined
  if (found) return found
  throw noAccess(id)
}

/** The same, or the platform's own account when the platform asks. */
export const needAccount = (work: Work, id: string): Stripe.Account =>
  work.account === null && id === accountId ? platformAccount : needConnected(work, id)

/** Whose world the request is in. */
export const ownAccount = (work: Work): Stripe.Account => needAccount(work, work.account ?? accountId)
