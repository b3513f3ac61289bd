import type { EventHandler, ReceivedEvent } from '#server/inbox/handler.ts'
import type { Reader, Transaction } from '#server/store/port.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { isSettled, type Operation, type OperationState } from '#shared/domain/operation.ts'
import { type Book, type Cause, operationLock } from './book.ts'
import { type Outcome, operationMetadataKey } from './port.ts'
import { append, step } from './steps.ts'
import { every, operations, type StoredOperation } from './stored-operation.ts'
import { changed, keyOf, learn } from './transitions.ts'

/**
 * Ends and confirms operations by what Stripe tells afterwards. The event is a hint of which operation to look at; what
 * became of it is read from Stripe.
 */
export function createSettleHandler(deps: { book: Book; reader: Reader; now: () => number }): EventHandler {
  const { book, reader, now } = deps
  return {
    name: 'settle-operations',
    label: 'Settle operations',
    wants: type =>
      type.startsWith('refund.') || type.startsWith('charge.refund') || type.startsWith('charge.dispute.'),
    async run(event) {
      const learned: Learned[] = []
      for (const stored of await concerned(reader, event)) {
        const outcome = await whatBecame(book, stored)
        if (outcome !== null) learned.push({ id: stored.operation.id, outcome })
      }
      if (learned.length === 0) return { effect: null }
      const saved: Operation[] = []
      return {
        effect: await effectOf(reader, learned),
        commit: async tx => {
          saved.length = 0
          for (const one of learned) await write(book, tx, one, event, now(), saved)
        },
        committed: () => book.announce(saved),
      }
    },
  }
}

interface Learned {
  readonly id: string
  readonly outcome: Outcome
}

/** Operations that the event may tell of: by our key, by our metadata, by what they made, by what they wait for. */
async function concerned(reader: Reader, event: ReceivedEvent): Promise<StoredOperation[]> {
  const found = new Map<string, StoredOperation>()
  const add = (stored: StoredOperation | undefined): void => {
    if (stored !== undefined) found.set(stored.operation.id, stored)
  }
  const { metadata } = event.object
  const named =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, operationMetadataKey) : null
  const keyed = /^op:([A-Za-z0-9_-]{8,64}):g\d+$/.exec(event.idempotencyKey ?? '')?.[1]
  for (const id of [named, keyed]) if (typeof id === 'string') add(await reader.get(operations, id))
  const ids = [event.objectId, ...event.relatedIds].filter(id => id !== null)
  if (event.objectId !== null) {
    for await (const stored of every(reader, 'result', event.objectId)) add(stored)
  }
  for (const id of ids) {
    for await (const stored of every(reader, 'target', id)) if (waits.has(stored.operation.state)) add(stored)
  }
  return [...found.values()].filter(({ tries }) => tries.length > 0)
}

const waits = new Set<OperationState>(['unknown', 'needs_review', 'pending'])

/** @throws when Stripe cannot be read: the event is then tried again later. */
async function whatBecame(book: Book, stored: StoredOperation): Promise<Outcome | null> {
  const { id, kind } = stored.operation
  const options = { operationId: id, idempotencyKey: keyOf(stored) }
  const found = await book.kindOf(kind).find(stored.input, options)
  if (found.type === 'unreadable') throw new Error('Stripe could not be read')
  return found.type === 'found' ? found.outcome : null
}

async function write(
  book: Book,
  tx: Transaction,
  { id, outcome }: Learned,
  event: ReceivedEvent,
  now: number,
  saved: Operation[],
): Promise<void> {
  await tx.lock(operationLock(id))
  const entry = book.entry(tx, saved)
  const before = await entry.find(id)
  if (before === undefined) return
  const after = confirmed(before, learn(before, outcome, now), event, now)
  const cause: Cause = { actor: { type: 'webhook', eventId: event.id }, requestId: event.requestId }
  if (after !== before) await entry.save(before, after, cause)
}

const toldTexts = new Map<OperationState, string>([
  ['reversed', 'Undone later'],
  ['pending', 'Still on its way'],
])

function confirmed(
  before: StoredOperation,
  learned: StoredOperation,
  event: ReceivedEvent,
  now: number,
): StoredOperation {
  const { operation } = learned
  const isEnd = isSettled(operation.state) && operation.resultId !== null
  const isNews = learned !== before
  if (!isNews && (!isEnd || operation.confirmedByEventId !== null)) return before
  const text = toldTexts.get(operation.state) ?? 'Confirmed'
  const steps = append(
    operation.steps,
    step(now, 'event', `${text}: ${event.type}`, { eventId: event.id, requestId: event.requestId }),
  )
  const confirmation = isEnd ? { confirmedByEventId: event.id, confirmedAt: now } : {}
  return changed(learned, now, { steps, ...confirmation })
}

/** In a few words for the event's page. */
async function effectOf(reader: Reader, learned: readonly Learned[]): Promise<string> {
  const parts: string[] = []
  for (const { id, outcome } of learned) {
    const operation = (await reader.get(operations, id))?.operation
    if (operation === undefined) continue
    const what =
      operation.money === null ? operation.kind : `${operation.kind} of ${formatMoney(operation.money)}`
    parts.push(`${what}: ${outcome.type}`)
  }
  return parts.join(', ')
}
