import type { Context } from '#server/context.ts'
import { Problem } from '#server/problem.ts'
import type { Reader } from '#server/store/port.ts'
import { approvalLapsesAfterMs, checkLimit, type LimitCheck, limitWindowMs } from '#shared/domain/limits.ts'
import { formatMoney, type Money } from '#shared/domain/money.ts'
import { type Operation, type OperationState, operationId } from '#shared/domain/operation.ts'
import { type Book, byUser, type Entry, operationLock, targetLock } from './book.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Checked, OperationKind } from './port.ts'
import { recordedText, step } from './steps.ts'
import { every, heldOn, type StoredOperation } from './stored-operation.ts'

export interface Wish {
  readonly context: Context
  readonly kind: OperationKind<unknown>
  readonly id: string
  readonly input: unknown
  readonly fingerprint: string
}

export const wishOf = <Input>(
  context: Context,
  kind: OperationKind<Input>,
  id: string,
  input: Input,
): Wish => ({
  context,
  kind,
  id: operationId.parse(id),
  input,
  fingerprint: fingerprintOf(kind.kind, input),
})

/** What was asked for under this id before. @throws {Problem} when it is another's, or something else. */
export function sameWish(wish: Wish, known: StoredOperation | undefined): Operation | undefined {
  if (known === undefined) return undefined
  const isSame =
    known.fingerprint === wish.fingerprint && known.operation.requestedBy.id === wish.context.user.id
  if (isSame) return known.operation
  throw new Problem(
    'operation_mismatch',
    'This form was sent before with other content. Nothing more was sent. Open it anew.',
    { operationId: wish.id },
  )
}

/**
 * Checks and records an operation, and holds its amount back, in one durable step.
 * @throws {Problem} what the kind's check throws, `stale`, `exceeds_refundable`; nothing is then recorded.
 */
export async function record(book: Book, wish: Wish, now: () => number): Promise<Operation> {
  const { kind, id, input, context } = wish
  const checked = await kind.check(input, { operationId: id, rerun: false })
  const person = context.user.id
  const locks = [operationLock(id), targetLock(checked.targetId), `operation-limit:${person}`]
  return await book.write(locks, async entry => {
    const known = sameWish(wish, await entry.find(id))
    if (known !== undefined) return known
    const available = await assertAvailable(entry, checked, id)
    const stored = await newOperation(entry, wish, checked, available, now())
    await entry.save(undefined, stored, byUser(context))
    return stored.operation
  })
}

/** What is left before this operation. @throws {Problem} `stale`, `exceeds_refundable`. */
async function assertAvailable(entry: Entry, checked: Checked, id: string): Promise<number | null> {
  const { available, exposure, targetId } = checked
  if (available === null || exposure === null) return null
  const { currency } = exposure
  const left = Math.max(0, available.amount - (await heldOn(entry.tx, targetId, available.counted, id)))
  if (left !== available.expected) {
    const now = formatMoney({ amount: left, currency })
    throw new Problem(
      'stale',
      `This payment changed while you were writing. Refundable is now ${now}. Nothing was sent.`,
      { current: left, currency },
    )
  }
  assertWithin(exposure, left)
  return left
}

/** @throws {Problem} `exceeds_refundable`. */
export function assertWithin({ amount, currency }: Money, left: number): void {
  if (amount <= left) return
  const [asked, most] = [amount, left].map(value => formatMoney({ amount: value, currency }))
  throw new Problem(
    'exceeds_refundable',
    `${asked} is more than the ${most} that can be refunded. Nothing was sent.`,
    { refundable: left, currency },
  )
}

async function newOperation(
  { tx }: Entry,
  wish: Wish,
  checked: Checked,
  available: number | null,
  now: number,
): Promise<StoredOperation> {
  const { kind, context, id, input, fingerprint } = wish
  const { exposure } = checked
  const counts = kind.limited && exposure !== null
  const limit = counts ? await limitOf(tx, context, exposure, now) : null
  const approval = limit?.needsApproval ? approvalOf(limit, available, now) : null
  const state = approval === null ? 'requested' : 'awaiting_approval'
  const asked = {
    kind: kind.kind,
    title: checked.title,
    money: exposure,
    targetId: checked.targetId,
    customerId: checked.customerId,
    customerName: checked.customerName,
    ...kind.describe(input),
  }
  const steps = [step(now, 'recorded', recordedText(asked), { by: context.user })]
  if (approval !== null) steps.push(step(now, 'awaiting_approval', 'Waiting for another person’s approval'))
  const dueAt = approval?.lapsesAt ?? now
  return {
    operation: {
      ...asked,
      id,
      state,
      requestedBy: context.user,
      requestedAt: now,
      updatedAt: now,
      resultId: null,
      resultStatus: null,
      confirmedByEventId: null,
      confirmedAt: null,
      failure: null,
      attempts: 0,
      nextAttemptAt: null,
      approval,
      steps,
    },
    input,
    fingerprint,
    generation: 1,
    tries: [],
    spender: counts ? spenderOf(context.user.id, exposure.currency) : null,
    fence: 0,
    leaseUntil: null,
    dueAt,
    keySpent: false,
    cleanLooks: 0,
  }
}

const approvalOf = (
  { limit, used }: LimitCheck,
  refundableThen: number | null,
  now: number,
): Operation['approval'] => ({
  lapsesAt: now + approvalLapsesAfterMs,
  refundableThen,
  limit,
  used,
  decidedBy: null,
  decidedAt: null,
  decisionNote: null,
})

async function limitOf(
  reader: Reader,
  { user }: Context,
  { amount, currency }: Money,
  now: number,
): Promise<LimitCheck> {
  const used = await usedBy(reader, user.id, currency, now)
  return checkLimit(user.role, { amount: used, currency }, amount)
}

const spenderOf = (personId: string, currency: string): string => `${personId}:${currency}`

/** Sent, or about to be; what waits for approval spends nothing yet, and what failed gave it back. */
const spends = new Set<OperationState>([
  'requested',
  'approved',
  'sending',
  'pending',
  'succeeded',
  'unknown',
  'needs_review',
])

/** What the person spent of their limit within its window, in minor units. */
export async function usedBy(
  reader: Reader,
  personId: string,
  currency: string,
  now: number,
): Promise<number> {
  let used = 0
  for await (const { operation } of every(reader, 'spender', spenderOf(personId, currency))) {
    if (operation.requestedAt <= now - limitWindowMs) break
    if (spends.has(operation.state)) used += operation.money?.amount ?? 0
  }
  return used
}
