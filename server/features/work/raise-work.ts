import type { EventHandler, ReceivedEvent } from '#server/inbox/handler.ts'
import type { Changes } from '#server/ports.ts'
import { isProblem } from '#server/problem.ts'
import type { Reader } from '#server/store/port.ts'
import type { StripeReader } from '#server/stripe/port.ts'
import { holdsAmount } from '#shared/domain/refund.ts'
import { type RaisedKind, type WorkItem, workItemId, workItems } from './work-item.ts'

type Reads = Pick<StripeReader, 'payment' | 'subscription'>

interface Deps {
  readonly store: Reader
  readonly reader: Reads
  readonly changes: Changes
}

/** What the object says now: what is to be raised, and what it was about that is over. */
interface Findings {
  readonly raise: readonly WorkItem[]
  readonly close: readonly Pick<WorkItem, 'kind' | 'objectId'>[]
}

const paymentEnds = new Set(['payment_failed', 'succeeded', 'canceled'].map(end => `payment_intent.${end}`))
const nothing: Findings = { raise: [], close: [] }
const now = { fresh: true, lane: 'background' } as const

/**
 * Raises what somebody must look at (a refund that the bank sent back, a declined payment, a subscription past due) and
 * closes it when the object says that it is over. Disputes and warnings wait in their own queue.
 */
export function raiseWork(deps: Deps): EventHandler {
  return {
    name: 'raise-work',
    label: 'Raise work',
    wants: type => /^(refund|customer\.subscription)\./.test(type) || paymentEnds.has(type),
    async run(event) {
      // Most events tell of nothing to do and of nothing that waits: Stripe is not asked for those.
      if (!hintsAtWork(event) && !(await isAboutWork(deps.store, event))) return { effect: null }
      const { raise, close } = await look(deps.reader, event)
      return {
        effect: raise.length > 0 ? `Raised ${raise.map(({ kind }) => effects[kind]).join(', ')}` : null,
        async commit(tx) {
          for (const item of close) await tx.delete(workItems, workItemId(item))
          for (const item of raise) {
            const known = await tx.get(workItems, workItemId(item))
            await tx.put(workItems, { ...item, since: known?.since ?? item.since })
          }
        },
        committed: () => deps.changes.publish({ topic: 'work', id: null }),
      }
    },
  }
}

const overdueStates = new Set<unknown>(['past_due', 'unpaid'])

const hintsAtWork = ({ type, object: { status } }: ReceivedEvent): boolean =>
  type === 'payment_intent.payment_failed' ||
  (type.startsWith('customer.subscription.') ? overdueStates.has(status) : status === 'failed')

async function isAboutWork(store: Reader, { objectId, relatedIds }: ReceivedEvent): Promise<boolean> {
  for (const id of [objectId, ...relatedIds]) {
    if (id !== null && (await store.count(workItems, { by: 'about', is: id })) > 0) return true
  }
  return false
}

const effects: Record<RaisedKind, string> = {
  refunds_failed_later: 'a refund that failed',
  payments_failed: 'a declined payment',
  subscriptions_past_due: 'a subscription past due',
}

async function look(reader: Reads, event: ReceivedEvent): Promise<Findings> {
  try {
    if (event.type.startsWith('customer.subscription.')) return await lookAtSubscription(reader, event)
    const paymentId = event.type.startsWith('payment_intent.') ? event.objectId : paymentOf(event)
    return paymentId === null ? nothing : await lookAtPayment(reader, paymentId, event)
  } catch (error) {
    // Gone at Stripe: there is nothing left to do about it.
    if (isProblem(error, 'not_found')) return gone(event)
    throw error
  }
}

const paymentOf = ({ relatedIds }: ReceivedEvent): string | null =>
  relatedIds.find(id => id.startsWith('pi_')) ?? relatedIds.find(id => id.startsWith('ch_')) ?? null

const gone = ({ objectId }: ReceivedEvent): Findings => ({
  raise: [],
  close: objectId === null ? [] : (Object.keys(effects) as RaisedKind[]).map(kind => ({ kind, objectId })),
})

async function lookAtPayment(reader: Reads, id: string, event: ReceivedEvent): Promise<Findings> {
  const payment = await reader.payment(id, now)
  const about = {
    paymentId: payment.id,
    customerName: payment.customer?.name ?? null,
    currency: payment.currency,
    since: event.createdAt,
    eventId: event.id,
  }
  const declined = { kind: 'payments_failed', objectId: payment.id } as const
  const isDeclined = payment.state === 'declined'
  const failed = payment.refunds.filter(refund => refund.state.startsWith('failed'))
  // A later refund that holds is the answer to one that failed.
  const isAnswered = (createdAt: number): boolean =>
    payment.refunds.some(other => holdsAmount(other.state) && other.createdAt >= createdAt)
  const failedItem = (refundId: string) => ({ kind: 'refunds_failed_later', objectId: refundId }) as const
  return {
    raise: [
      ...(isDeclined ? [{ ...declined, ...about, amount: payment.amount }] : []),
      ...failed
        .filter(({ createdAt }) => !isAnswered(createdAt))
        .map(({ id: refundId, amount }) => ({ ...failedItem(refundId), ...about, amount })),
    ],
    close: [
      ...(isDeclined ? [] : [declined]),
      ...failed
        .filter(({ createdAt }) => isAnswered(createdAt))
        .map(({ id: refundId }) => failedItem(refundId)),
    ],
  }
}

async function lookAtSubscription(reader: Reads, event: ReceivedEvent): Promise<Findings> {
  if (event.objectId === null) return nothing
  const { id, state, customer, amount, currency } = await reader.subscription(event.objectId, now)
  const item = { kind: 'subscriptions_past_due', objectId: id } as const
  if (!overdueStates.has(state)) return { raise: [], close: [item] }
  const customerName = customer?.name ?? null
  return {
    raise: [
      { ...item, paymentId: null, customerName, amount, currency, since: event.createdAt, eventId: event.id },
    ],
    close: [],
  }
}
