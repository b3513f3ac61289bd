import type Stripe from 'stripe'
import { accountId, noAccess } from './authenticate.ts'
import type { SandboxRequest } from './exchange.ts'
import { defineKind } from './kind.ts'
import type { State } from './state.ts'

/** The accounts that are connected to the platform; they are objects of its own. */
export const connectedAccounts = defineKind<Stripe.Account>({ name: 'account', prefix: 'acct' })

/**
 * The account that a request is for, by its `Stripe-Account`; `null` is the platform.
 * @throws {ApiFailure} 403 for one that is not connected.
 */
export function accountOf({ headers }: SandboxRequest, platform: State): string | null {
  const account = headers['stripe-account']
  if (account === undefined || account === accountId) return null
  if (platform.get(connectedAccounts, account)) return account
  throw noAccess(account)
}
