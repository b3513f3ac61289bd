import type * as z from 'zod'
import type { Context } from '#server/context.ts'
import type { Page, Transaction } from '#server/store/port.ts'
import type { Money } from '#shared/domain/money.ts'
import type { Operation, OperationKindName, OperationState } from '#shared/domain/operation.ts'
import type { Permission } from '#shared/domain/permissions.ts'

/** Where every object that we make at Stripe names, in its metadata, the operation that made it. */
export const operationMetadataKey = 'counterfoil_operation'

/** What a kind found true at Stripe just now, and what the operation would do there. */
export interface Checked {
  /** "Refund €42.00 to Elif Yıldırım": kept with the operation. */
  readonly title: string
  readonly targetId: string
  readonly customerId: string | null
  readonly customerName: string | null
  /** What is at risk; null for a change that moves no money of ours. */
  readonly exposure: Money | null
  /** What Stripe would still give; operations together never exceed it. Null: no bound. */
  readonly available: Available | null
}

export interface Available {
  /** Minor units, before what our own open operations hold. */
  readonly amount: number
  /** What the requester saw as available, with everything held taken off: refused as stale when that is no longer so. */
  readonly expected: number
  /** Operations whose effect Stripe's figure already holds, so that none is taken off twice. */
  readonly counted: readonly string[]
}

/** How one try at Stripe ended, as the money gateway classified it. */
export type Outcome =
  | {
      readonly type: 'succeeded' | 'pending'
      readonly resultId: string
      readonly status: string
      readonly requestId: string | null
    }
  | {
      readonly type: 'failed'
      readonly code: string | null
      readonly message: string
      readonly requestId: string | null
      /** What Stripe made that then failed, such as a refund; null when it made nothing. */
      readonly resultId: string | null
      /** Refused at the door, by a bad or weak API key: it tells nothing of an earlier try with the same key. */
      readonly atDoor: boolean
    }
  /** Nothing was done; the same key again, later: 429, 409 in use, lock timeout, no connection. */
  | { readonly type: 'retry'; readonly afterMs: number; readonly reason: string }
  /** Nobody knows: timeout, cut or unreadable reply, 5xx, a reply that is not about us. `reason` is a sentence. */
  | {
      readonly type: 'unknown'
      readonly reason: string
      readonly requestId: string | null
      /** Stripe replayed an error that it saved under the key: the key will never answer anything else. */
      readonly saved: boolean
    }

/** What looking at Stripe showed of an operation: done, surely not there, or not to be told. */
export type Found =
  | { readonly type: 'found'; readonly outcome: Outcome }
  | { readonly type: 'absent' }
  | { readonly type: 'unreadable' }

/** One kind of change at Stripe. A kind is one file in its feature. */
export interface OperationKind<Input> {
  readonly kind: OperationKindName
  readonly input: z.ZodType<Input>
  readonly permission: Permission
  /** Reads Stripe afresh. @throws {Problem} when it is not possible now; nothing is then sent. `rerun`: at execution. */
  check(input: Input, options: { operationId: string; rerun: boolean }): Promise<Checked>
  /** Whether amounts of this kind count against the requester's limit. */
  readonly limited: boolean
  /** Words for lists: reason, our own reason, note, ticket. */
  describe(input: Input): {
    reason: string | null
    ourReason: string | null
    note: string | null
    ticket: string | null
  }
  /** Through the money gateway, with this key. Never throws: an error is an outcome. */
  send(input: Input, options: { operationId: string; idempotencyKey: string }): Promise<Outcome>
  /** Looks at Stripe whether it was done. */
  find(input: Input, options: { operationId: string; idempotencyKey: string }): Promise<Found>
  /** Local changes that belong to the end, in the same transaction: a draft that was submitted. */
  settled?(tx: Transaction, input: Input, operation: Operation): Promise<void>
}

export type OperationView = 'all' | 'to_decide' | 'mine' | 'decided' | 'needs_review' | 'reversed'

/** Every change at Stripe goes through here. */
export interface Operations {
  /**
   * Checks, reserves, records; the runner sends it. The same id with the same input gives the present state.
   * @throws {Problem} `forbidden`, `operation_mismatch`, `exceeds_refundable`, or what the kind's check throws.
   */
  request<Input>(context: Context, kind: OperationKind<Input>, id: string, input: Input): Promise<Operation>
  get(id: string): Promise<Operation | undefined>
  list(query: {
    view: OperationView
    state?: OperationState | undefined
    target?: string | undefined
    userId: string
    limit: number
    cursor?: string | undefined
  }): Promise<Page<Operation> & { total: number }>
  /** The newest operations on this object or of this customer, at most 50. */
  about(id: string): Promise<Operation[]>
  /** Minor units held on the target by our operations, but for those that Stripe's figure already `counted`. */
  reserved(targetId: string, counted?: readonly string[]): Promise<number>
  /** What the person refunded within the limit's window, in this currency: only what was sent, or is about to be. */
  usedBy(personId: string, currency: string): Promise<number>
  approve(context: Context, id: string, note: string | null): Promise<Operation>
  reject(context: Context, id: string, note: string | null): Promise<Operation>
  withdraw(context: Context, id: string): Promise<Operation>
  resolve(
    context: Context,
    id: string,
    decision: 'happened' | 'did_not_happen' | 'try_again',
    note: string,
  ): Promise<Operation>
  counts(): Promise<Record<OperationState, number>>
}
