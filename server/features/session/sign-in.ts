import type { PublicContext } from '#server/http/route.ts'
import { Problem } from '#server/problem.ts'
import type { BodyOf } from '#shared/api/endpoint.ts'
import type { createSession } from '#shared/api/session.ts'
import type { Person } from '#shared/domain/person.ts'
import type { SessionDeps } from './describe-session.ts'

/**
 * Opens a new session, and ends the one that the browser had: an id from before the sign-in never lives on.
 * @throws {Problem} `not_signed_in` with the same words for every cause, `rate_limited`.
 */
export async function signIn(
  deps: SessionDeps,
  context: PublicContext,
  body: BodyOf<typeof createSession>,
): Promise<{ person: Person; token: string }> {
  const person =
    'persona' in body ? deps.directory.persona(body.persona) : await byPassword(deps, context, body)
  if (person === null) throw refused('persona' in body ? 'There is no such person in this mode.' : wrongWords)
  await deps.sessions.end(context.sessionToken)
  const token = await deps.sessions.open(person.id, { alwaysFresh: 'persona' in body })
  await deps.audit.record({
    actor: { type: 'user', person },
    action: 'session.opened',
    outcome: 'done',
    subject: person.id,
    operationId: null,
    requestId: context.requestId,
    summary: `Signed in as ${person.role}`,
  })
  return { person, token }
}

const wrongWords = 'Email or password is not right.'
const refused = (words: string): Problem => new Problem('not_signed_in', words, {})

async function byPassword(
  { directory, limit, audit }: SessionDeps,
  { address, requestId }: PublicContext,
  { email, password }: { email: string; password: string },
): Promise<Person | null> {
  const keys = [`account ${email.trim().toLowerCase()}`, `address ${address}`]
  limit.admit(...keys)
  const person = await directory.byPassword(email, password)
  if (person) return person
  limit.failed(...keys)
  await audit.record({
    actor: { type: 'system' },
    action: 'session.denied',
    outcome: 'denied',
    subject: null,
    operationId: null,
    requestId,
    summary: 'A sign-in failed',
  })
  return null
}
