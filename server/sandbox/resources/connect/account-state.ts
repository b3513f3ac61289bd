import type Stripe from 'stripe'
import { connectedAccounts } from '#server/sandbox/core/connected-account.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { differs, previousAttributes } from '#server/sandbox/webhooks/previous-attributes.ts'
import { bankAccountsOf } from './external-account.ts'

const rejected = (account: Stripe.Account): boolean =>
  account.requirements?.disabled_reason?.startsWith('rejected.') ?? false

/** What Stripe still has to be told before the account can be used. */
function dueOf(account: Stripe.Account, hasBank: boolean): string[] {
  const { business_type: business, tos_acceptance: terms } = account
  const due: string[] = []
  if (!business) due.push('business_type')
  if (!hasBank) due.push('external_account')
  if (!terms?.date) due.push('tos_acceptance.date')
  if (!terms?.ip) due.push('tos_acceptance.ip')
  return due
}

function requirementsOf(
  due: string[],
  disabled: Stripe.Account.Requirements.DisabledReason | null,
): Stripe.Account.Requirements {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: due,
    disabled_reason: disabled,
    errors: [],
    eventually_due: due,
    past_due: due,
    pending_verification: [],
  }
}

/** The account with what follows from its facts: what is due, what it can do, what is switched on. */
function derived(work: Work, account: Stripe.Account): Stripe.Account {
  const external_accounts = bankAccountsOf(work, account.id)
  const due = rejected(account) ? [] : dueOf(account, external_accounts.data.length > 0)
  const reason = account.requirements?.disabled_reason ?? null
  const disabled = rejected(account) ? reason : due.length > 0 ? 'requirements.past_due' : null
  const status = disabled === null ? 'active' : 'inactive'
  const names = Object.keys(account.capabilities ?? {})
  return {
    ...account,
    capabilities: Object.fromEntries(names.map(name => [name, status])),
    charges_enabled: disabled === null,
    details_submitted: due.length === 0,
    external_accounts,
    future_requirements: requirementsOf([], null),
    payouts_enabled: disabled === null,
    requirements: requirementsOf(due, disabled),
  }
}

/** One thing that an account can be able to do, as an object of its own. */
export function capabilityOf(account: Stripe.Account, id: string): Stripe.Capability {
  const status = new Map(Object.entries(account.capabilities ?? {})).get(id) ?? 'unrequested'
  const requested = status !== 'unrequested'
  const due = requested ? (account.requirements?.currently_due ?? []) : []
  const nothing = { current_deadline: null, disabled_reason: null, errors: [] }
  const none = { ...nothing, alternatives: [], currently_due: [], eventually_due: [], past_due: [] }
  return {
    id,
    object: 'capability',
    account: account.id,
    future_requirements: { ...none, pending_verification: [] },
    requested,
    requested_at: requested ? (account.created ?? null) : null,
    requirements: {
      ...none,
      currently_due: due,
      eventually_due: due,
      past_due: due,
      pending_verification: [],
    },
    status,
  }
}

/** Writes a new account; nothing is told of it, as it has nobody to listen yet. */
export function writeAccount(work: Work, account: Stripe.Account): Stripe.Account {
  return work.in(null).put(connectedAccounts, derived(work, account))
}

/** Writes a changed account, and tells in its own world of it and of what it has become able to do. */
export function changeAccount(
  work: Work,
  account: Stripe.Account,
  change: Partial<Stripe.Account>,
): Stripe.Account {
  const next = writeAccount(work, { ...account, ...change })
  const own = work.in(account.id)
  for (const name of Object.keys(next.capabilities ?? {})) {
    const [was, is] = [capabilityOf(account, name), capabilityOf(next, name)]
    if (was.status !== is.status) own.emit('capability.updated', is, previousAttributes(was, is))
  }
  if (differs(account, next)) own.emit('account.updated', next, previousAttributes(account, next))
  return next
}
