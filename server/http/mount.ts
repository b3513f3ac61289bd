import type { Express, Request, RequestHandler, Response } from 'express'
import { Problem } from '#server/problem.ts'
import type { Access, Endpoint } from '#shared/api/endpoint.ts'
import type { Permission } from '#shared/domain/permissions.ts'
import type { Person } from '#shared/domain/person.ts'
import type { SessionCookie } from './cookies.ts'
import { parseInput } from './parse-input.ts'
import type { Route } from './route.ts'

export interface Caller {
  readonly person: Person
  /** Signed in recently enough to move money. */
  readonly fresh: boolean
}

/** Who may pass, decided outside of http. */
export interface Gate {
  identify(token: string | null): Promise<Caller | null>
  may(person: Person, permission: Permission): boolean
  why(permission: Permission): string
  /** A known person was refused; kept in the audit log. */
  denied(fact: {
    person: Person
    endpoint: string
    subject: string | null
    requestId: string
    reason: string
  }): Promise<void>
}

export interface MountOptions {
  readonly endpoints: readonly Endpoint[]
  readonly routes: readonly Route[]
  readonly gate: Gate
  readonly cookie: SessionCookie
}

/**
 * Puts the contract on the app: each declared endpoint gets its route, and every other method of its path a 405.
 * @throws when an endpoint has no route, a route is not in the contract, or two share a method and path.
 */
export function mountRoutes(app: Express, options: MountOptions): void {
  const routes = complete(options)
  const methods = new Map<string, string[]>()
  for (const one of routes) {
    const { method, path } = one.endpoint
    methods.set(path, [...(methods.get(path) ?? []), method])
    app[verbs[method]](path, answer(one, options))
  }
  for (const [path, allow] of methods) {
    app.all(path, () => {
      throw new Problem('method_not_allowed', `Only ${allow.join(', ')} here.`, { allow })
    })
  }
}

const verbs: Record<Endpoint['method'], 'get' | 'post' | 'put' | 'delete'> = {
  GET: 'get',
  POST: 'post',
  PUT: 'put',
  DELETE: 'delete',
}

function complete({ endpoints, routes }: MountOptions): readonly Route[] {
  const bound = new Map(routes.map(one => [one.endpoint, one]))
  const missing = endpoints.filter(one => !bound.has(one)).map(one => one.name)
  const foreign = routes.filter(one => !endpoints.includes(one.endpoint)).map(one => one.endpoint.name)
  const keys = endpoints.map(one => `${one.method} ${one.path}`)
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at)
  if (bound.size !== routes.length || missing.length + foreign.length + twice.length > 0) {
    throw new Error(
      `The contract and the routes differ: missing [${missing}], not declared [${foreign}], declared twice [${twice}], ${routes.length - bound.size} bound twice`,
    )
  }
  return routes
}

function answer({ endpoint, handle }: Route, { gate, cookie }: MountOptions): RequestHandler {
  return async (request, response) => {
    const requestId = String(response.locals.requestId)
    const token = cookie.read(request)
    const user = await admit(endpoint, { gate, token, request, requestId })
    const input = await parseInput(endpoint, request, response)
    const context = {
      requestId,
      user,
      address: request.ip ?? '',
      sessionToken: token,
      setSessionToken: (value: string | null) => cookie.write(response, value),
    }
    sendReply(response, endpoint, await handle(context, input))
  }
}

async function admit(
  endpoint: Endpoint,
  {
    gate,
    token,
    request,
    requestId,
  }: { gate: Gate; token: string | null; request: Request; requestId: string },
): Promise<Person | null> {
  const caller = await gate.identify(token)
  if (endpoint.access === 'public') return caller?.person ?? null
  if (caller === null) throw new Problem('not_signed_in', 'Sign in to go on.', {})
  const { person } = caller
  const permission = permissionOf(endpoint.access)
  const refused = (reason: string) =>
    gate.denied({ person, endpoint: endpoint.name, subject: subjectOf(request), requestId, reason })
  if (permission !== null && !gate.may(person, permission)) {
    const why = gate.why(permission)
    await refused(why)
    throw new Problem('forbidden', why, { permission })
  }
  if (endpoint.freshSignIn && !caller.fresh) {
    await refused('The sign-in was too long ago.')
    throw new Problem('reauth_required', 'Sign in again to go on: it was more than 15 minutes ago.', {})
  }
  return person
}

const permissionOf = (access: Access): Permission | null =>
  access === 'public' || access === 'signed-in' ? null : access

function subjectOf(request: Request): string | null {
  const { id } = request.params
  return typeof id === 'string' ? id.slice(0, 255) : null
}

function sendReply(response: Response, endpoint: Endpoint, reply: unknown): void {
  // The schema strips nothing silently: a member that the contract does not name is an error of ours, never a leak.
  const checked = endpoint.reply.parse(reply)
  response.status(endpoint.status)
  if (endpoint.media === 'json') return void response.json(checked)
  response
    .set('content-disposition', 'attachment')
    .set('content-security-policy', "sandbox; default-src 'none'")
  response.type('application/octet-stream').end(checked)
}
