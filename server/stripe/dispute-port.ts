import type { Page } from '#server/store/port.ts'
import type { DisputeCase, DisputeSummary } from '#shared/domain/dispute.ts'
import type { ListQuery, ReadOptions } from './port.ts'

/** A dispute or an early fraud warning as Stripe told it, in clear; whoever hands it out masks it. */
export interface DisputeFacts
  extends Pick<
      DisputeSummary,
      | 'id'
      | 'kind'
      | 'reason'
      | 'networkCode'
      | 'amount'
      | 'currency'
      | 'customer'
      | 'paymentId'
      | 'chargeId'
      | 'dueBy'
      | 'createdAt'
      | 'submissionCount'
      | 'refundable'
    >,
    Pick<
      DisputeCase,
      | 'isChargeRefundable'
      | 'method'
      | 'paymentDescription'
      | 'paymentCreatedAt'
      | 'movements'
      | 'evidence'
      | 'fromPayment'
    > {
  /** Stripe's own status; of an early fraud warning `early_fraud_warning` or `early_fraud_warning_over`. */
  readonly status: string
  /** Whether the evidence that was sent came after the deadline. */
  readonly sentLate: boolean
  /** The operation of ours that its metadata names. */
  readonly operationId: string | null
  /** When this was asked for, so that an older answer never replaces a newer one. */
  readonly asOf: number
}

/** Reads of disputes. Absent ones throw `not_found`, an unreachable Stripe throws `stripe_unavailable`. */
export interface DisputeReads {
  dispute(id: string, options?: ReadOptions): Promise<DisputeFacts>
  warning(id: string, options?: ReadOptions): Promise<DisputeFacts>
  /** The newest first. Reads in the background lane unless told otherwise. */
  disputes(query: ListQuery): Promise<Page<DisputeFacts>>
  warnings(query: ListQuery): Promise<Page<DisputeFacts>>
  /** These changed: what is kept of them for a moment is no longer true. */
  forget(ids: readonly string[]): void
}
