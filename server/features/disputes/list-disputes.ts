import type { Context } from '#server/context.ts'
import type { DisputePage, DisputeView } from '#shared/api/disputes.ts'
import { sumByCurrency } from '#shared/domain/money.ts'
import type { DisputeBook } from './dispute-book.ts'
import { maskedSummary } from './masking.ts'

/** A page of the queue with the counts of every view. */
export async function listDisputes(
  { book }: { book: DisputeBook },
  context: Context,
  query: { view: DisputeView; limit: number; cursor?: string | undefined },
): Promise<DisputePage> {
  const [page, counts, figures] = await Promise.all([book.page(query), book.counts(), book.summary()])
  return {
    data: page.data.map(summary => maskedSummary(summary, context)),
    nextCursor: page.nextCursor,
    counts,
    dueIn48Hours: figures.dueIn48Hours.length,
    pastDue: figures.pastDue.length,
    atStake: sumByCurrency(figures.atStake),
    asOf: figures.asOf,
    complete: figures.complete,
  }
}
