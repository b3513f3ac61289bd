import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { createAudit } from '#server/access/audit.ts'
import { createIds, systemClock } from '#server/clock.ts'
import { disputeAcceptKind } from '#server/features/disputes/dispute-accept-kind.ts'
import { createDisputeBook } from '#server/features/disputes/dispute-book.ts'
import { disputeSubmitKind } from '#server/features/disputes/dispute-submit-kind.ts'
import { disputeRoutes } from '#server/features/disputes/routes.ts'
import { route } from '#server/http/route.ts'
import { createOperations } from '#server/operations/engine.ts'
import type { Changes, Clock } from '#server/ports.ts'
import { openEmbeddedStore } from '#server/store/embedded/open.ts'
import { createStripeClient } from '#server/stripe/client.ts'
import { createMoneyGateway } from '#server/stripe/money-gateway.ts'
import { readBudgets } from '#server/stripe/read-limiter.ts'
import { createStripeReader } from '#server/stripe/reader.ts'
import * as endpoints from '#shared/api/disputes.ts'
import { getOperation } from '#shared/api/operations.ts'
import { disputeCase } from '#shared/domain/dispute.ts'
import type { Role } from '#shared/domain/permissions.ts'
import { quietLog, startDesk } from '#test/http/desk.ts'
import { startTestSandbox } from '#test/sandbox/sandbox-client.ts'

interface Answer {
  readonly status: number
  readonly body: unknown
}

/** The dispute slice over HTTP, on a store of its own and a sandbox of its own. */
export async function startDisputeDesk(options: { clock?: Clock } = {}) {
  const clock = options.clock ?? systemClock
  const sandbox = await startTestSandbox()
  const directory = await mkdtemp(path.join(os.tmpdir(), 'counterfoil-disputes-'))
  const fail = (error: Error) => {
    throw error
  }
  const store = await openEmbeddedStore({ directory, clock, log: quietLog, onFatal: fail })
  const secret = { secretKey: 'sk_test_sandbox', apiBase: sandbox.url }
  const published: string[] = []
  const changes: Changes = {
    publish: (...all) => void published.push(...all.map(({ topic, id }) => `${topic} ${id ?? '*'}`)),
  }
  const ids = createIds(clock)
  const gateway = createMoneyGateway({ stripe: createStripeClient({ ...secret, use: 'writes' }), clock })
  const disputeReads = createStripeReader({
    ...{ stripe: createStripeClient({ ...secret, use: 'reads' }), clock, log: quietLog },
    budget: readBudgets.sandbox,
  })
  const audit = createAudit({ store, clock, key: 'test' })
  const book = createDisputeBook({ store, disputeReads, clock, log: quietLog, changes })
  const submitKind = disputeSubmitKind({ store, book, disputeReads, gateway, clock })
  const acceptKind = disputeAcceptKind({ store, book, disputeReads, gateway, clock })
  const kinds = [submitKind, acceptKind]
  const operations = createOperations({ store, clock, ids, log: quietLog, audit, changes, kinds })
  const deps = { store, book, disputeReads, operations, submitKind, acceptKind, gateway, audit, changes }
  const routes = [
    ...disputeRoutes({ ...deps, clock, ids }),
    route(getOperation, async (_, { params }) => {
      const found = await operations.get(params.id)
      if (!found) throw new Error('No such operation')
      return found
    }),
  ]
  const desk = await startDesk([...Object.values(endpoints).filter(isEndpoint), getOperation], routes)
  operations.start()
  onTestFinished(async () => {
    await desk.close()
    await operations.stop()
    await book.stop()
    await store.close()
    await rm(directory, { recursive: true })
  })

  const ask = async (role: Role, method: string, url: string, body?: object | FormData): Promise<Answer> => {
    const isForm = body instanceof FormData
    const response = await fetch(`${desk.url}${url}`, {
      method,
      headers: {
        cookie: `counterfoil=${role}`,
        origin: desk.url,
        ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  return { sandbox, book, store, operations, disputeReads, published, ask, errors: desk.errors }
}

const isEndpoint = (value: unknown): value is typeof endpoints.listDisputes =>
  typeof value === 'object' && value !== null && 'access' in value

export type DisputeDesk = Awaited<ReturnType<typeof startDisputeDesk>>

/** A new dispute of a fresh payment in the sandbox. */
export async function newDispute(
  { sandbox }: DisputeDesk,
  scenario: 'dispute' | 'inquiry' = 'dispute',
): Promise<string> {
  const { dispute } = await sandbox.control('POST', `/scenarios/${scenario}`, {})
  return String(dispute)
}

export const caseOf = async ({ ask }: DisputeDesk, id: string, role: Role = 'finance') =>
  disputeCase.parse((await ask(role, 'GET', `/api/disputes/${id}`)).body)

export const listOf = async ({ ask }: DisputeDesk, view: string, role: Role = 'finance') =>
  endpoints.disputePage.parse((await ask(role, 'GET', `/api/disputes?view=${view}`)).body)

/** What the sandbox saw of evidence being written: `submit` of each update, the oldest first. */
export async function submitsSeen({ sandbox }: DisputeDesk, id: string): Promise<unknown[]> {
  const { data } = await sandbox.control('GET', '/ledger')
  return data
    .filter(entry => entry.path === `/v1/disputes/${id}` && !entry.replayed)
    .map(entry => ('submit' in entry ? entry.submit : undefined))
}

/** Waits until it is so; the test's own timeout ends it. */
export async function eventually<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found) return found
    await new Promise(resolve => setTimeout(resolve, 25))
  }
}
