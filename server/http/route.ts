import type { Context } from '#server/context.ts'
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf, UploadedFile } from '#shared/api/endpoint.ts'
import type { Person } from '#shared/domain/person.ts'

export interface Input<E extends Endpoint> {
  readonly params: ParamsOf<E>
  readonly query: QueryOf<E>
  readonly body: BodyOf<E>
  /** The uploaded file, where the endpoint takes one. */
  readonly file: UploadedFile | null
}

/** For endpoints that anybody may call: the user may be nobody, and the session cookie may be set or cleared. */
export interface PublicContext {
  readonly requestId: string
  readonly user: Person | null
  readonly address: string
  readonly sessionToken: string | null
  setSessionToken(token: string | null): void
}

export interface Route {
  readonly endpoint: Endpoint
  readonly handle: (context: PublicContext, input: Input<Endpoint>) => Promise<unknown>
}

/** Binds an endpoint to its verb. The mount has seen to it that the user is signed in and may. */
export function route<E extends Endpoint>(
  endpoint: E,
  handle: (context: Context, input: Input<E>) => Promise<ReplyOf<E>>,
): Route {
  return {
    endpoint,
    handle: (context, input) => {
      if (context.user === null) throw new Error(`${endpoint.name} was reached without a user`)
      // The mount parsed `input` with this endpoint's own schemas.
      return handle({ requestId: context.requestId, user: context.user }, input as Input<E>)
    },
  }
}

/** For the few endpoints with `access: 'public'`. */
export function publicRoute<E extends Endpoint>(
  endpoint: E,
  handle: (context: PublicContext, input: Input<E>) => Promise<ReplyOf<E>>,
): Route {
  if (endpoint.access !== 'public') throw new Error(`${endpoint.name} is not public`)
  return { endpoint, handle: (context, input) => handle(context, input as Input<E>) }
}
