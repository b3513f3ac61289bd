import { onTestFinished } from 'vitest'
import { systemClock } from '#server/clock.ts'
import { operationRoutes } from '#server/features/operations/routes.ts'
import { createRefundKind } from '#server/features/refunds/refund-kind.ts'
import { refundRoutes } from '#server/features/refunds/routes.ts'
import { createStripeClient } from '#server/stripe/client.ts'
import { createMoneyGateway } from '#server/stripe/money-gateway.ts'
import { readBudgets } from '#server/stripe/read-limiter.ts'
import { createStripeReader } from '#server/stripe/reader.ts'
import {
  approveOperation,
  getOperation,
  listOperations,
  rejectOperation,
  resolveOperation,
  withdrawOperation,
} from '#shared/api/operations.ts'
import { createRefund, previewRefund } from '#shared/api/refunds.ts'
import type { Operation } from '#shared/domain/operation.ts'
import type { Role } from '#shared/domain/permissions.ts'
import { quietLog, startDesk } from '#test/http/desk.ts'
import { engineOn, temporaryStore } from '#test/operations/engine-rig.ts'
import { startTestSandbox } from '#test/sandbox/sandbox-client.ts'

const endpoints = [
  createRefund,
  previewRefund,
  approveOperation,
  getOperation,
  listOperations,
  rejectOperation,
  resolveOperation,
  withdrawOperation,
]

const approver = { id: 'usr_finance', name: 'finance', role: 'finance' } as const

export interface Answer<T = Operation> {
  readonly status: number
  readonly body: T
}

/** Refunds from their routes to a sandbox of their own, over HTTP on both sides. */
export async function startRefundDesk({ deadlineMs = 400 } = {}) {
  const sandbox = await startTestSandbox()
  const { url: apiBase } = sandbox
  const stripeFor = (use: 'reads' | 'writes') =>
    createStripeClient({ secretKey: 'sk_test_sandbox', apiBase, use })
  const reader = createStripeReader({
    stripe: stripeFor('reads'),
    clock: systemClock,
    log: quietLog,
    budget: readBudgets.sandbox,
  })
  const gateway = createMoneyGateway({ stripe: stripeFor('writes'), clock: systemClock, deadlineMs })
  const refundKind = createRefundKind({ reader, gateway })
  const store = await temporaryStore()
  const start = () => {
    const { engine } = engineOn(store, [refundKind])
    engine.start()
    return engine
  }
  const operations = start()
  const people = { withPermission: async () => [approver] }
  const desk = await startDesk(endpoints, [
    ...refundRoutes({ operations, reader, people, clock: systemClock, refundKind }),
    ...operationRoutes({ operations }),
  ])
  onTestFinished(() => desk.close())
  return {
    ...sandbox,
    operations,
    store,
    /** Another engine over the same store, as after a crash. */
    restart: start,
    async ask<T = Operation>(role: Role, method: string, path: string, body?: object): Promise<Answer<T>> {
      const response = await fetch(`${desk.url}${path}`, {
        method,
        headers: {
          cookie: `counterfoil=${role}`,
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
        },
        body: body ? JSON.stringify(body) : null,
      })
      const answer: T = await response.json()
      return { status: response.status, body: answer }
    },
    async refundsSent() {
      const { data } = await sandbox.control('GET', '/ledger')
      return data.filter(({ path }) => path === '/v1/refunds')
    },
    fault: (kind: string, times = 1) =>
      sandbox.control('POST', '/faults', { method: 'POST', path: '/v1/refunds', kind, times }),
  }
}
