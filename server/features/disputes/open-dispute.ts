import { Problem } from '#server/problem.ts'
import type { DisputeFacts, DisputeReads } from '#server/stripe/dispute-port.ts'
import { type DisputeSummary, isOpenDispute } from '#shared/domain/dispute.ts'
import type { DisputeBook } from './dispute-book.ts'

interface OpenDisputeDeps {
  readonly book: DisputeBook
  readonly disputeReads: DisputeReads
}

/** By our own copy, so that a draft can be kept while Stripe is away. @throws {Problem} `dispute_closed`. */
export async function openDispute(deps: OpenDisputeDeps, id: string): Promise<DisputeSummary> {
  const known = (await deps.book.get(id)) ?? (await deps.book.take(await deps.disputeReads.dispute(id)))
  if (!isOpenDispute(known.state) || known.submissionCount > 0) throw closed(known.state)
  return known
}

/** Read from Stripe now, before it is changed. @throws {Problem} `dispute_closed`. */
export async function openDisputeNow(
  deps: OpenDisputeDeps,
  id: string,
): Promise<{ facts: DisputeFacts; summary: DisputeSummary }> {
  const facts = await deps.disputeReads.dispute(id, { fresh: true, lane: 'money' })
  const summary = await deps.book.take(facts)
  if (!isOpenDispute(facts.status)) throw closed(summary.state)
  return { facts, summary }
}

const closed = (state: string): Problem =>
  new Problem('dispute_closed', 'This dispute takes no more evidence.', { state })
