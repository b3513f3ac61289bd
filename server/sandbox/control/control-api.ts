import { z } from 'zod'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { isForeign } from '#server/sandbox/core/cors.ts'
import { jsonResponse, type SandboxRequest, type SandboxResponse } from '#server/sandbox/core/exchange.ts'
import type { Sandbox } from '#server/sandbox/sandbox.ts'
import { deliveryRoutes } from './delivery-routes.ts'
import { faultRoutes } from './fault-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { rateLimitRoutes } from './rate-limit-routes.ts'
import { type ControlRoute, idIn, NotFound } from './route.ts'
import { worldRoutes } from './world-routes.ts'

const routes: readonly ControlRoute[] = [
  ...deliveryRoutes,
  ...faultRoutes,
  ...keyRoutes,
  ...rateLimitRoutes,
  ...worldRoutes,
]

async function answer(sandbox: Sandbox, method: string, path: string, body: unknown): Promise<object> {
  for (const route of routes) {
    if (route.method !== method) continue
    const id = idIn(route, path)
    if (id !== undefined) return await route.answer(sandbox, body, id)
  }
  throw new NotFound(`The sandbox's control API has no ${method} /_sandbox${path}`)
}

const wordsOf = (error: unknown): string => (error instanceof ApiFailure ? error.message : String(error))

/**
 * The control API, below `/_sandbox`: JSON in and out, a refusal is 400 `{error: {message}}`. A page of some other site
 * must not steer the sandbox of whoever looks at it.
 */
export async function control(sandbox: Sandbox, request: SandboxRequest): Promise<SandboxResponse> {
  const path = request.path.slice('/_sandbox'.length).split('?', 1)[0] ?? ''
  if (isForeign(request)) return jsonResponse(403, { error: { message: 'Not from another site.' } })
  try {
    const body: unknown = request.body.length === 0 ? {} : JSON.parse(request.body.toString('utf8'))
    return jsonResponse(200, await answer(sandbox, request.method, path, body))
  } catch (error) {
    if (error instanceof NotFound) return jsonResponse(404, { error: { message: error.message } })
    const message = error instanceof z.ZodError ? z.prettifyError(error) : wordsOf(error)
    return jsonResponse(400, { error: { message } })
  }
}
