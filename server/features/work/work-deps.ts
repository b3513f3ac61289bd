import type { Operations } from '#server/operations/port.ts'
import type { Clock } from '#server/ports.ts'
import type { Store } from '#server/store/port.ts'
import type { HistoryReads } from '#server/stripe/history-port.ts'
import type { DisputeSummary } from '#shared/domain/dispute.ts'

/** What the front page asks of our copy of disputes. */
export interface DisputeFigures {
  readonly open: number
  /** The nearest deadline first. */
  readonly dueIn48Hours: readonly DisputeSummary[]
  readonly pastDue: readonly DisputeSummary[]
  readonly warnings: readonly DisputeSummary[]
  readonly deadlines: readonly DisputeSummary[]
  readonly outcomes: { won: number; lost: number; accepted: number; notAnswered: number }
}

export interface WorkDeps {
  readonly store: Store
  readonly clock: Clock
  readonly operations: Pick<Operations, 'list' | 'counts'>
  readonly disputes: { summary(): Promise<DisputeFigures> }
  readonly history: Pick<HistoryReads, 'refundsSince'>
}
