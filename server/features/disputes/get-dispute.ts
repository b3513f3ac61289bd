import type { Context } from '#server/context.ts'
import type { Operations } from '#server/operations/port.ts'
import type { Store } from '#server/store/port.ts'
import type { DisputeReads } from '#server/stripe/dispute-port.ts'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import type { DisputeBook } from './dispute-book.ts'
import { draftRecords, emptyDraft } from './draft-record.ts'
import { maskedCase } from './masking.ts'

interface GetDisputeDeps {
  readonly store: Store
  readonly book: DisputeBook
  readonly disputeReads: DisputeReads
  readonly operations: Operations
}

/** One dispute or early fraud warning as Stripe tells it now, with our draft and the operation that ends it. */
export async function getDispute(deps: GetDisputeDeps, context: Context, id: string): Promise<DisputeCase> {
  const { store, book, disputeReads, operations } = deps
  const [facts, saved, about] = await Promise.all([
    id.startsWith('issfr_') ? disputeReads.warning(id) : disputeReads.dispute(id),
    store.get(draftRecords, id),
    operations.about(id),
  ])
  const { draft: _, ...summary } = await book.take(facts)
  const { isChargeRefundable, method, paymentDescription, paymentCreatedAt, asOf } = facts
  const { disputeId: __, ...draft } = saved ?? { disputeId: id, ...emptyDraft }
  const found: DisputeCase = {
    ...summary,
    ...{ isChargeRefundable, method, paymentDescription, paymentCreatedAt, draft, asOf },
    movements: facts.movements,
    evidence: facts.evidence,
    fromPayment: facts.fromPayment,
    operationId: about.find(({ targetId }) => targetId === id)?.id ?? null,
    submission: facts.submissionCount > 0 ? { sentLate: facts.sentLate } : null,
  }
  return maskedCase(found, context)
}
