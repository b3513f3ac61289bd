import { publicRoute, type Route } from '#server/http/route.ts'
import { createSession, deleteSession, getSession } from '#shared/api/session.ts'
import { describeSession, type SessionDeps } from './describe-session.ts'
import { signIn } from './sign-in.ts'

export function sessionRoutes(deps: SessionDeps): Route[] {
  return [
    publicRoute(getSession, context => describeSession(deps, context.user)),
    publicRoute(createSession, async (context, { body }) => {
      const { person, token } = await signIn(deps, context, body)
      context.setSessionToken(token)
      return describeSession(deps, person)
    }),
    publicRoute(deleteSession, async context => {
      await deps.sessions.end(context.sessionToken)
      context.setSessionToken(null)
      return describeSession(deps, null)
    }),
  ]
}
