import { disputeAcceptKind } from './features/disputes/dispute-accept-kind.ts'
import { createDisputeBook, type DisputeBook } from './features/disputes/dispute-book.ts'
import { disputeSubmitKind } from './features/disputes/dispute-submit-kind.ts'
import { refreshPages } from './features/events/refresh-pages.ts'
import { createRefundKind, type RefundInput } from './features/refunds/refund-kind.ts'
import { raiseWork } from './features/work/raise-work.ts'
import { type Backfill, createBackfill } from './inbox/backfill.ts'
import type { EventHandler } from './inbox/handler.ts'
import { createInbox } from './inbox/inbox.ts'
import type { Inbox } from './inbox/inbox-port.ts'
import { createOperations } from './operations/engine.ts'
import type { OperationKind, Operations } from './operations/port.ts'
import type { World } from './world.ts'

export interface Engines {
  readonly operations: Operations
  readonly inbox: Inbox
  readonly handlers: readonly EventHandler[]
  readonly backfill: Backfill
  readonly disputes: DisputeBook
  readonly refundKind: OperationKind<RefundInput>
  readonly submitKind: ReturnType<typeof disputeSubmitKind>
  readonly acceptKind: ReturnType<typeof disputeAcceptKind>
  start(): Promise<void>
  stop(): Promise<void>
}

/** The two engines and what is plugged into each: operation kinds into the one, event handlers into the other. */
export function createEngines(world: World): Engines {
  const { reader, gateway, settings, account } = world
  const disputes = createDisputeBook({ ...world, disputeReads: reader })
  const disputeDeps = { ...world, book: disputes, disputeReads: reader, gateway }
  const refundKind = createRefundKind({ reader, gateway })
  const submitKind = disputeSubmitKind(disputeDeps)
  const acceptKind = disputeAcceptKind(disputeDeps)
  const operations = createOperations({
    ...world,
    kinds: [refundKind, submitKind, acceptKind],
    soleProcess: true,
  })
  const handlers = [operations.settle, disputes.handler, refreshPages(world), raiseWork(world)]
  const inbox = createInbox({
    ...world,
    secrets: settings.webhookSecrets,
    mode: { livemode: settings.mode === 'live', accountId: account?.id ?? null },
    handlers,
  })
  const backfill = createBackfill({ ...world, inbox, history: reader })
  return {
    operations,
    inbox,
    handlers,
    backfill,
    disputes,
    refundKind,
    submitKind,
    acceptKind,
    async start() {
      operations.start()
      await inbox.start()
      disputes.start()
      backfill.start()
    },
    async stop() {
      await backfill.stop()
      await Promise.all([inbox.stop(), operations.stop(), disputes.stop()])
    },
  }
}
