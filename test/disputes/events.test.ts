import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { createAudit } from '#server/access/audit.ts'
import { systemClock } from '#server/clock.ts'
import { webhookHandler } from '#server/features/webhooks/webhook-handler.ts'
import { createInbox } from '#server/inbox/inbox.ts'
import { quietLog } from '#test/http/desk.ts'
import {
  caseOf,
  type DisputeDesk,
  eventually,
  listOf,
  newDispute,
  startDisputeDesk,
  submitsSeen,
} from './dispute-desk.ts'

/** The sandbox's webhooks, received and handled. */
async function listening(): Promise<DisputeDesk> {
  const desk = await startDisputeDesk()
  const { store, book, operations } = desk
  const inbox = createInbox({
    ...{ store, clock: systemClock, log: quietLog, secrets: ['whsec_sandbox'] },
    mode: { livemode: false, accountId: null },
    handlers: [operations.settle, book.handler],
    changes: { publish() {} },
    audit: createAudit({ store, clock: systemClock, key: 'test' }),
  })
  const app = express().all('/webhooks/stripe', webhookHandler(inbox, quietLog))
  const server = app.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`
  await inbox.start()
  await desk.sandbox.control('POST', '/deliveries', { url })
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
    await inbox.stop()
  })
  return desk
}

const stateIn = async (desk: DisputeDesk, id: string, view: string) =>
  (await listOf(desk, view)).data.find(one => one.id === id)?.state

test('a new dispute appears by its webhook, and winning evidence ends as won by another', async () => {
  const desk = await listening()
  const id = await newDispute(desk)
  await eventually(() => stateIn(desk, id, 'open'))
  await desk.ask('finance', 'PUT', `/api/disputes/${id}/draft`, {
    ...{ version: 0, productType: 'other', files: {} },
    fields: { uncategorized_text: 'winning_evidence' },
  })
  const sent = await desk.ask('finance', 'POST', `/api/disputes/${id}/submit`, {
    operationId: 'op_winning_1',
    version: 1,
  })
  expect(sent.status).toBe(202)
  await eventually(() => stateIn(desk, id, 'review'))
  await desk.sandbox.control('POST', '/clock', { advanceMs: 10_000 })
  expect(await eventually(() => stateIn(desk, id, 'closed'))).toBe('won')
  expect(await caseOf(desk, id)).toMatchObject({ state: 'won', closedAt: expect.any(Number) })
  expect(await submitsSeen(desk, id)).toEqual([true])
  expect(desk.published).toContain(`dispute ${id}`)
  const { outcomes } = await desk.book.summary()
  expect(outcomes).toMatchObject({ won: 1, lost: 0 })
})

test('what is accepted in Stripe’s own dashboard is told as accepted', async () => {
  const desk = await listening()
  const id = await newDispute(desk)
  await eventually(() => stateIn(desk, id, 'open'))
  await desk.sandbox.stripe.disputes.close(id)
  expect(await eventually(() => stateIn(desk, id, 'closed'))).toBe('accepted')
})

test('a refund changes what an early fraud warning can still be settled with', async () => {
  const desk = await listening()
  const made = await desk.sandbox.control('POST', '/scenarios/early-fraud-warning', {})
  const refundable = async () => (await listOf(desk, 'warnings')).data[0]?.refundable
  await eventually(async () => (await refundable()) === 4_200)
  await desk.sandbox.stripe.refunds.create({ payment_intent: String(made.paymentIntent), amount: 1_000 })
  await eventually(async () => (await refundable()) === 3_200)
  expect((await listOf(desk, 'open')).counts.warnings).toBe(1)
})
