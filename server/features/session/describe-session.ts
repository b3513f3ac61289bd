import type { Directory } from '#server/access/accounts.ts'
import type { Audit } from '#server/access/audit-port.ts'
import { personas } from '#server/access/personas.ts'
import type { Sessions } from '#server/access/sessions.ts'
import type { SignInLimit } from '#server/access/sign-in-limit.ts'
import type { StripeAccount } from '#server/stripe/port.ts'
import type { Mode, Session } from '#shared/api/session.ts'
import { refundLimit } from '#shared/domain/limits.ts'
import { type Permission, permissionsOf, type Role } from '#shared/domain/permissions.ts'
import type { Person } from '#shared/domain/person.ts'

export interface SessionDeps {
  readonly mode: Mode
  readonly clock: { readonly aheadMs: number }
  readonly sessions: Sessions
  readonly directory: Directory
  readonly audit: Audit
  readonly limit: SignInLimit
  /** The Stripe account; absent while Stripe has not told. */
  account(): Promise<StripeAccount | null>
}

const shownLimitCurrency = 'eur'

const permissionsIn = (mode: Mode, who: Role): Permission[] =>
  permissionsOf(who).filter(permission => mode === 'sandbox' || permission !== 'sandbox:steer')

export async function describeSession(
  { mode, account, clock }: SessionDeps,
  user: Person | null,
): Promise<Session> {
  const known = await account()
  const limit = refundLimit('support', shownLimitCurrency)
  return {
    mode,
    accountName: known?.name ?? '',
    accountId: known?.id ?? null,
    personas: mode === 'sandbox' ? personas.map(({ key, name, role }) => ({ key, name, role })) : [],
    signIn: mode === 'sandbox' ? 'personas' : 'password',
    supportLimit: limit === null ? null : { amount: limit, currency: shownLimitCurrency },
    clockAheadMs: clock.aheadMs,
    user: user && { ...user, permissions: permissionsIn(mode, user.role) },
  }
}
