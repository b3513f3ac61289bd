import type { Directory } from '#server/access/accounts.ts'
import type { Audit } from '#server/access/audit-port.ts'
import { personas } from '#server/access/personas.ts'
import type { Sessions } from '#server/access/sessions.ts'
import type { SignInLimit } from '#server/access/sign-in-limit.ts'
import type { StripeAccount } from '#server/stripe/port.ts'
import type { Mode, Session } from '#shared/api/session.ts'
import { refundLimit } from '#shared/domain/limits.ts'
import { permissionsOf } from '#shared/domain/permissions.ts'
import type { Person } from '#shared/domain/person.ts'

export interface SessionDeps {
  readonly mode: Mode
  readonly sessions: Sessions
  readonly directory: Directory
  readonly audit: Audit
  readonly limit: SignInLimit
  /** The Stripe account; absent while Stripe has not told. */
  account(): Promise<StripeAccount | null>
}

const shownLimitCurrency = 'eur'

export async function describeSession({ mode, account }: SessionDeps, user: Person | null): Promise<Session> {
  const known = await account()
  const limit = refundLimit('support', shownLimitCurrency)
  return {
    mode,
    accountName: known?.name ?? '',
    accountId: known?.id ?? null,
    personas: mode === 'sandbox' ? personas.map(({ key, name, role }) => ({ key, name, role })) : [],
    signIn: mode === 'sandbox' ? 'personas' : 'password',
    supportLimit: limit === null ? null : { amount: limit, currency: shownLimitCurrency },
    user: user && { ...user, permissions: permissionsOf(user.role) },
  }
}
