import * as z from 'zod'
import { money } from '#shared/domain/money-schema.ts'
import { permission, role } from '#shared/domain/permissions.ts'
import { endpoint } from './endpoint.ts'

export const mode = z.enum(['sandbox', 'test', 'live'])
export type Mode = z.infer<typeof mode>

const persona = z.strictObject({ key: z.string(), name: z.string(), role })

export const session = z.strictObject({
  mode,
  accountName: z.string(),
  accountId: z.string().nullable(),
  /** People to sign in as with one click; only in the sandbox. */
  personas: z.array(persona),
  /** How a person signs in with a name and password is offered only where local accounts exist. */
  signIn: z.enum(['personas', 'password']),
  /** What support may refund alone, in the account's currency, for the sign-in page. */
  supportLimit: money.nullable(),
  /** How far the desk's clock is ahead of its computer's: not 0 only where the sandbox's was advanced. */
  clockAheadMs: z.int(),
  user: z
    .strictObject({ id: z.string(), name: z.string(), role, permissions: z.array(permission) })
    .nullable(),
})
export type Session = z.infer<typeof session>

export const getSession = endpoint({
  name: 'getSession',
  summary: 'Who is signed in, and how one can',
  method: 'GET',
  path: '/api/session',
  access: 'public',
  reply: session,
})

export const createSession = endpoint({
  name: 'createSession',
  summary: 'Sign in, as a persona of the sandbox or with a local account',
  method: 'POST',
  path: '/api/session',
  access: 'public',
  body: z.union([
    z.strictObject({ persona: z.string().max(40) }),
    z.strictObject({ email: z.string().max(320), password: z.string().max(1000) }),
  ]),
  reply: session,
  problems: ['not_signed_in', 'rate_limited'],
})

export const deleteSession = endpoint({
  name: 'deleteSession',
  summary: 'Sign out',
  method: 'DELETE',
  path: '/api/session',
  access: 'public',
  reply: session,
})
