import express, { type Express, type RequestHandler } from 'express'
import type { Ids, Log } from '#server/ports.ts'
import { endpoints } from '#shared/api/endpoints.ts'
import { streamPath } from '#shared/api/stream.ts'
import type { SessionCookie } from './http/cookies.ts'
import type { LiveStream } from './http/live-stream.ts'
import { type Gate, mountRoutes } from './http/mount.ts'
import { openApiDocument } from './http/open-api.ts'
import { problemHandler } from './http/problems.ts'
import type { Route } from './http/route.ts'
import { originCheck, permissionsPolicy, securityHeaders } from './http/security.ts'
import { Problem } from './problem.ts'

export interface AppOptions {
  readonly appOrigin: string | null
  readonly trustProxy: number
  readonly routes: readonly Route[]
  readonly gate: Gate
  readonly cookie: SessionCookie
  readonly live: LiveStream
  /** Takes the raw body of a Stripe event; stands before everything that knows cookies or JSON. */
  readonly webhook: RequestHandler
  /** Serves the client: built files, or Vite in development. */
  readonly client: RequestHandler
  readonly health: Health
  readonly ids: Ids
  readonly log: Log
}

export interface Health {
  /** False while starting and while stopping: take no new traffic. */
  ready(): boolean
  metrics(): Promise<string>
}

/** The order of things: health, the webhook with its raw body, security headers, the contract, the client. */
export function createApp(options: AppOptions): Express {
  const secure = options.appOrigin?.startsWith('https://') ?? false
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', options.trustProxy)
  app.set('query parser', 'simple')
  app.set('etag', false)
  app.use(nameRequest(options.ids), keptByNobody)
  mountHealth(app, options.health)
  app.all('/webhooks/stripe', options.webhook)
  app.use(securityHeaders({ secure }), permissionsPolicy)
  app.use('/api', originCheck({ appOrigin: options.appOrigin }))
  app.get('/api/openapi.json', (_request, response) => void response.json(openApiDocument(endpoints)))
  app.get(streamPath, ...liveStream(options))
  mountRoutes(app, { endpoints, routes: options.routes, gate: options.gate, cookie: options.cookie })
  app.use('/api', () => {
    throw new Problem('not_found', 'There is nothing at this address.', {})
  })
  app.use(options.client)
  app.use(() => {
    throw new Problem('not_found', 'There is nothing at this address.', {})
  })
  app.use(problemHandler(options.log))
  return app
}

/** A name for each request, in its answer and its log lines. */
function nameRequest(ids: Ids): RequestHandler {
  return (_request, response, next) => {
    const requestId = ids.next('req')
    response.locals.requestId = requestId
    response.set('x-request-id', requestId)
    next()
  }
}

/** The rule for every answer, health and problems too; the built files alone say otherwise of themselves. */
const keptByNobody: RequestHandler = (_request, response, next) => {
  response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  next()
}

function mountHealth(app: Express, health: Health): void {
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }))
  app.get('/readyz', (_request, response) => {
    const ready = health.ready()
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not_ready' })
  })
  app.get('/metrics', async (_request, response) => {
    response.type('text/plain; version=0.0.4').send(await health.metrics())
  })
}

function liveStream({ live, gate, cookie }: AppOptions): RequestHandler[] {
  const admit: RequestHandler = async (request, _response, next) => {
    if ((await gate.identify(cookie.read(request))) === null)
      throw new Problem('not_signed_in', 'Sign in to go on.', {})
    next()
  }
  return [admit, live.handler(async request => (await gate.identify(cookie.read(request))) !== null)]
}
