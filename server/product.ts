import type { Express, RequestHandler } from 'express'
import { createGate } from './access/gate.ts'
import { createSessions, sessionLimits } from './access/sessions.ts'
import { createSignInLimit } from './access/sign-in-limit.ts'
import { createApp, type Health } from './app.ts'
import { systemClock } from './clock.ts'
import { createEngines, type Engines } from './engines.ts'
import type { Settings } from './env.ts'
import { featureRoutes } from './feature-routes.ts'
import { webhookHandler } from './features/webhooks/webhook-handler.ts'
import { createSessionCookie } from './http/cookies.ts'
import { createMetrics } from './metrics.ts'
import { openWorld, type World, type WorldOptions } from './world.ts'

export interface ProductOptions extends WorldOptions {
  /** Serves the browser application. */
  readonly client: RequestHandler
}

export interface Product {
  readonly app: Express
  /** Begins to work: `origin` is where the sandbox reaches the webhook endpoint. */
  start(origin: string): Promise<void>
  /** Takes no new traffic from now on. */
  drain(): void
  /** Ends what runs, then lets the data go. */
  stop(): Promise<void>
}

/** Puts everything together: store, Stripe, engines, app. Nothing runs until `start`. */
export async function createProduct(settings: Settings, options: ProductOptions): Promise<Product> {
  const world = await openWorld(settings, options)
  const engines = createEngines(world)
  let ready = false
  const metrics = createMetrics({ store: world.store, operations: engines.operations })
  const app = buildApp(world, engines, { client: options.client, health: { ready: () => ready, metrics } })
  return {
    app,
    async start(origin) {
      await world.sandbox?.setWebhookUrl(`${origin}/webhooks/stripe`)
      await engines.start()
      ready = true
    },
    drain() {
      ready = false
      world.changes.close()
    },
    async stop() {
      await engines.stop()
      await world.store.close()
      await world.sandbox?.close()
    },
  }
}

function buildApp(
  world: World,
  engines: Engines,
  { client, health }: { client: RequestHandler; health: Health },
): Express {
  const { settings, people, changes, audit } = world
  // Who skips a month at the sandbox stays signed in.
  const sessions = createSessions({ ...world, clock: systemClock })
  const limit = createSignInLimit(systemClock)
  const secure = settings.appOrigin?.startsWith('https://') ?? false
  return createApp({
    ...world,
    ...settings,
    routes: featureRoutes({ ...world, ...engines, sessions, directory: people, limit }),
    gate: createGate({ sessions, directory: people, audit }),
    cookie: createSessionCookie({ secure, maxAgeMs: sessionLimits.absoluteMs }),
    live: changes,
    webhook: webhookHandler(engines.inbox, world.log),
    client,
    health,
  })
}
