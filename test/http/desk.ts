import type { AddressInfo } from 'node:net'
import express from 'express'
import * as z from 'zod'
import { systemClock } from '#server/clock.ts'
import { createSessionCookie } from '#server/http/cookies.ts'
import { createLiveStream } from '#server/http/live-stream.ts'
import { type Gate, mountRoutes } from '#server/http/mount.ts'
import { problemHandler } from '#server/http/problems.ts'
import type { Route } from '#server/http/route.ts'
import { originCheck } from '#server/http/security.ts'
import type { Log } from '#server/ports.ts'
import type { Endpoint } from '#shared/api/endpoint.ts'
import { may, type Role, whyForbidden } from '#shared/domain/permissions.ts'

export const quietLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

export interface TestDesk {
  readonly url: string
  /** Every refusal of a known person, as the gate was told. */
  readonly denials: { endpoint: string; reason: string }[]
  readonly errors: unknown[]
  close(): Promise<void>
}

/** The mount over a real port, with a gate that takes a role's name for a session token. */
export async function startDesk(endpoints: readonly Endpoint[], routes: readonly Route[]): Promise<TestDesk> {
  const denials: TestDesk['denials'] = []
  const errors: unknown[] = []
  const role = z.enum(['viewer', 'support', 'finance', 'engineer', 'admin'])
  const personOf = (name: Role) => ({ id: `usr_${name}`, name, role: name })
  const gate: Gate = {
    identify: async token => {
      const parsed = role.safeParse(token?.replace('stale-', ''))
      return parsed.success ? { person: personOf(parsed.data), fresh: !token?.startsWith('stale-') } : null
    },
    may: (person, permission) => may(person.role, permission),
    why: whyForbidden,
    denied: async ({ endpoint, reason }) => void denials.push({ endpoint, reason }),
  }
  const live = createLiveStream(systemClock)
  const app = express()
  app.use((_request, response, next) => {
    response.locals.requestId = 'req_test'
    next()
  })
  app.use(originCheck({ appOrigin: null }))
  const cookie = createSessionCookie({ secure: false, maxAgeMs: 60_000 })
  mountRoutes(app, { endpoints, routes, gate, cookie })
  app.use(problemHandler({ ...quietLog, error: facts => void errors.push(facts.error) }))
  const server = app.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    denials,
    errors,
    close: () =>
      new Promise(resolve => {
        live.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
