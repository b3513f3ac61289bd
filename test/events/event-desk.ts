import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import express from 'express'
import { onTestFinished, vi } from 'vitest'
import { createAudit } from '#server/access/audit.ts'
import { systemClock } from '#server/clock.ts'
import { createCustomerNames } from '#server/features/events/customer-names.ts'
import { refreshPages } from '#server/features/events/refresh-pages.ts'
import { eventRoutes } from '#server/features/events/routes.ts'
import { webhookHandler } from '#server/features/webhooks/webhook-handler.ts'
import { raiseWork } from '#server/features/work/raise-work.ts'
import { raisedRows } from '#server/features/work/raised-work.ts'
import { createBackfill } from '#server/inbox/backfill.ts'
import type { EventHandler } from '#server/inbox/handler.ts'
import { createInbox } from '#server/inbox/inbox.ts'
import type { Clock } from '#server/ports.ts'
import { openEmbeddedStore } from '#server/store/embedded/open.ts'
import { createStripeClient } from '#server/stripe/client.ts'
import { readBudgets } from '#server/stripe/read-limiter.ts'
import { createStripeReader } from '#server/stripe/reader.ts'
import * as endpoints from '#shared/api/events.ts'
import { eventDetail } from '#shared/domain/event.ts'
import type { Role } from '#shared/domain/permissions.ts'
import { quietLog, startDesk } from '#test/http/desk.ts'
import { startTestSandbox } from '#test/sandbox/sandbox-client.ts'

const { listEvents, getEventStats, getEvent, getEventPayload, replayEvent, runBackfill } = endpoints
const contract = [listEvents, getEventStats, getEvent, getEventPayload, replayEvent, runBackfill]

/** The event slice over HTTP: a sandbox that sends its events to it, and a store of its own. */
export async function startEventDesk(extra: readonly EventHandler[] = []) {
  const sandbox = await startTestSandbox()
  const directory = await mkdtemp(path.join(os.tmpdir(), 'counterfoil-events-'))
  const fail = (error: Error) => {
    throw error
  }
  const store = await openEmbeddedStore({ directory, clock: systemClock, log: quietLog, onFatal: fail })
  const published: string[] = []
  const changes = {
    publish: (...all: { topic: string; id: string | null }[]) =>
      void published.push(...all.map(({ topic, id }) => `${topic} ${id ?? '*'}`)),
  }
  const world = { store, clock: systemClock, log: quietLog, changes }
  const reader = createStripeReader({
    stripe: createStripeClient({ secretKey: 'sk_test_sandbox', apiBase: sandbox.url, use: 'reads' }),
    ...{ clock: systemClock, log: quietLog, budget: readBudgets.sandbox },
  })
  const audit = createAudit({ store, clock: systemClock, key: 'audit key of this test' })
  const handlers = [refreshPages({ reader, changes }), raiseWork({ store, reader, changes }), ...extra]
  const inbox = createInbox({
    ...{ ...world, audit, handlers, secrets: ['whsec_sandbox'] },
    mode: { livemode: false, accountId: null },
  })
  // What is younger than a minute is left to its webhook; this clock is two minutes on.
  const later: Clock = { ...systemClock, now: () => Date.now() + 120_000 }
  const backfill = createBackfill({ ...world, inbox, history: reader, clock: later })
  const names = createCustomerNames({ reader, clock: systemClock, changes })
  const desk = await startDesk(contract, eventRoutes({ ...world, inbox, handlers, names, backfill, audit }))
  const app = express()
  app.all('/webhooks/stripe', webhookHandler(inbox, quietLog))
  const hooks = app.listen(0, '127.0.0.1')
  await new Promise(resolve => hooks.once('listening', resolve))
  await sandbox.setWebhookUrl(`http://127.0.0.1:${(hooks.address() as AddressInfo).port}/webhooks/stripe`)
  await inbox.start()
  onTestFinished(async () => {
    hooks.closeAllConnections()
    await new Promise(resolve => hooks.close(resolve))
    await desk.close()
    await inbox.stop()
    await store.close()
    await rm(directory, { recursive: true })
  })

  const ask = (method: string, at: string, role: Role, body?: object) =>
    fetch(`${desk.url}${at}`, {
      method,
      headers: {
        cookie: `counterfoil=${role}`,
        origin: desk.url,
        ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      },
      body: method === 'GET' ? null : JSON.stringify(body ?? {}),
    })
  return {
    ...{ sandbox, store, audit, backfill, published, ask },
    json: async (at: string, role: Role = 'engineer') => (await ask('GET', at, role)).json(),
    detail: async (id: string, role: Role = 'engineer') =>
      eventDetail.parse(await (await ask('GET', `/api/events/${id}`, role)).json()),
    /** Plays a scenario and waits until each of its events is done. */
    async play(name: string, body: object = {}) {
      const made = await sandbox.control('POST', `/scenarios/${name}`, body)
      const ids = made.events as string[]
      await this.done(ids)
      return { ids, customer: String(made.customer), paymentIntent: String(made.paymentIntent) }
    },
    done: (ids: readonly string[]) =>
      vi.waitFor(
        async () => {
          for (const id of ids) {
            const state = (await store.events.get(id))?.state
            if (state !== 'processed' && state !== 'dead') throw new Error(`${id} is ${state}`)
          }
        },
        { timeout: 10_000, interval: 20 },
      ),
    work: async () => (await raisedRows(store)).filter(({ count }) => count > 0),
  }
}
