import { type Collection, sortableTime } from '#server/store/port.ts'

export const raisedKinds = ['refunds_failed_later', 'payments_failed', 'subscriptions_past_due'] as const
export type RaisedKind = (typeof raisedKinds)[number]

/** Something that Stripe told and that somebody must look at; gone once the object itself says that it is over. */
export interface WorkItem {
  readonly kind: RaisedKind
  readonly objectId: string
  /** The payment it belongs to; null for a subscription, absent in what the first version kept. */
  readonly paymentId?: string | null
  readonly customerName: string | null
  /** In the object's own currency; null where no sum is at stake. */
  readonly amount: number | null
  readonly currency: string
  readonly since: number
  readonly eventId: string
}

export const workItemId = ({ kind, objectId }: Pick<WorkItem, 'kind' | 'objectId'>): string =>
  `${kind}:${objectId}`

/** Ordered by how long it waits. */
export const workItems: Collection<WorkItem> = {
  name: 'work-items',
  id: workItemId,
  sortKey: item => sortableTime(item.since),
  indexes: {
    kind: item => item.kind,
    /** The object itself, and the payment it belongs to. */
    about: ({ objectId, paymentId }) => (paymentId == null ? objectId : [objectId, paymentId]),
  },
}
