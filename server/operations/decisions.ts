import type { Context } from '#server/context.ts'
import { Problem } from '#server/problem.ts'
import type { Operation, OperationState } from '#shared/domain/operation.ts'
import { type Book, bySystem, byUser, operationLock } from './book.ts'
import { append, step } from './steps.ts'
import type { StoredOperation } from './stored-operation.ts'
import { changed, keyOf, learn } from './transitions.ts'

/** What a person decides about an operation: on a request for approval, and on an outcome that stayed unknown. */
export interface Decisions {
  approve(context: Context, id: string, note: string | null): Promise<Operation>
  reject(context: Context, id: string, note: string | null): Promise<Operation>
  withdraw(context: Context, id: string): Promise<Operation>
  resolve(context: Context, id: string, decision: Resolution, note: string): Promise<Operation>
}

export type Resolution = 'happened' | 'did_not_happen' | 'try_again'

interface Change {
  readonly id: string
  readonly context: Context
  readonly from: OperationState
  readonly decide: (stored: StoredOperation) => StoredOperation
}

export function createDecisions(book: Book, now: () => number): Decisions {
  const apply = ({ id, context, from, decide }: Change): Promise<Operation> =>
    book.write([operationLock(id)], async entry => {
      const before = await entry.find(id)
      if (before === undefined) throw notFound()
      assertState(before.operation, from)
      const after = decide(before)
      await entry.save(before, after, byUser(context))
      return after.operation
    })

  /** Four eyes: whoever asked does not decide. */
  const decideForAnother = async (context: Context, id: string, action: string): Promise<void> => {
    await book.allow(context, 'refund:approve', id)
    const { requestedBy } = (await known(book, id)).operation
    if (requestedBy.id !== context.user.id) return
    const sentence = 'Another person must decide this: you asked for it yourself.'
    await book.deny(context, action, id, new Problem('own_request', sentence, { operationId: id }))
  }

  return {
    async approve(context, id, note) {
      await decideForAnother(context, id, 'refund.approve')
      const decide = (stored: StoredOperation) => {
        const at = now()
        assertNotLapsed(stored.operation, at)
        return { ...decided(stored, context, note, at, 'approved'), dueAt: at }
      }
      return await apply({ id, context, from: 'awaiting_approval', decide })
    },
    async reject(context, id, note) {
      await decideForAnother(context, id, 'refund.reject')
      const decide = (stored: StoredOperation) => decided(stored, context, note, now(), 'rejected')
      return await apply({ id, context, from: 'awaiting_approval', decide })
    },
    async withdraw(context, id) {
      const { requestedBy } = (await known(book, id)).operation
      if (requestedBy.id !== context.user.id) {
        const problem = new Problem('forbidden', 'Only whoever asked can take a request back.', {
          permission: 'refund:create',
        })
        await book.deny(context, 'refund.withdraw', id, problem)
      }
      const decide = (stored: StoredOperation) => ended(stored, context, now(), 'withdrawn', 'Withdrawn')
      return await apply({ id, context, from: 'awaiting_approval', decide })
    },
    async resolve(context, id, decision, note) {
      await book.allow(context, 'operation:resolve', id)
      const stored = await look(book, id, now)
      if (stored.operation.state !== 'needs_review') return stored.operation
      const decide = (before: StoredOperation) => resolved(before, context, decision, note, now())
      return await apply({ id, context, from: 'needs_review', decide })
    },
  }
}

const notFound = (): Problem => new Problem('not_found', 'There is no such operation.', {})

async function known(book: Book, id: string): Promise<StoredOperation> {
  const stored = await book.find(id)
  if (stored === undefined) throw notFound()
  return stored
}

function assertState({ state }: Operation, from: OperationState): void {
  if (state === from) return
  const sentence = `This was decided meanwhile: it is ${state.replaceAll('_', ' ')} now.`
  throw new Problem('wrong_state', sentence, { state })
}

function assertNotLapsed({ approval }: Operation, now: number): void {
  if (approval === null || now < approval.lapsesAt) return
  throw new Problem('wrong_state', 'This request has lapsed. It must be asked for again.', {
    state: 'expired',
  })
}

function ended(
  stored: StoredOperation,
  { user }: Context,
  now: number,
  state: 'rejected' | 'withdrawn',
  text: string,
): StoredOperation {
  const steps = append(stored.operation.steps, step(now, state, text, { by: user }))
  return { ...changed(stored, now, { state, steps, nextAttemptAt: null }), dueAt: null }
}

function decided(
  stored: StoredOperation,
  context: Context,
  note: string | null,
  now: number,
  state: 'approved' | 'rejected',
): StoredOperation {
  const { approval, steps } = stored.operation
  const decision = { decidedBy: context.user, decidedAt: now, decisionNote: note }
  const told = changed(stored, now, { approval: approval === null ? null : { ...approval, ...decision } })
  if (state === 'rejected') return ended(told, context, now, state, 'Rejected')
  return changed(told, now, {
    state,
    steps: append(steps, step(now, state, 'Approved', { by: context.user })),
  })
}

const resolutionTexts: Record<Resolution, string> = {
  happened: 'Decided: it happened',
  did_not_happen: 'Decided: it did not happen',
  try_again: 'Decided: it did not happen, send it again with a new key',
}

function resolved(
  stored: StoredOperation,
  { user }: Context,
  decision: Resolution,
  note: string,
  now: number,
): StoredOperation {
  const text = `${resolutionTexts[decision]}. “${note}”`
  const steps = append(stored.operation.steps, step(now, 'decided', text, { by: user }))
  if (decision === 'happened') return changed(stored, now, { state: 'succeeded', failure: null, steps })
  if (decision === 'did_not_happen') {
    const failure = { code: null, message: `${user.name} decided that it did not happen.`, requestId: null }
    return changed(stored, now, { state: 'failed', failure, steps })
  }
  return {
    ...changed(stored, now, { state: 'approved', failure: null, steps }),
    generation: stored.generation + 1,
    keySpent: false,
    cleanLooks: 0,
    dueAt: now,
  }
}

/** A last look at Stripe before a person decides: what is found there decides by itself. @throws {Problem} `stripe_unavailable`. */
async function look(book: Book, id: string, now: () => number): Promise<StoredOperation> {
  const stored = await known(book, id)
  assertState(stored.operation, 'needs_review')
  const options = { operationId: id, idempotencyKey: keyOf(stored) }
  const found = await book.kindOf(stored.operation.kind).find(stored.input, options)
  if (found.type === 'absent') return stored
  if (found.type === 'unreadable') {
    const sentence = 'Stripe cannot be read now. Decide when it can be looked at.'
    throw new Problem('stripe_unavailable', sentence, { retryAfterMs: 5_000 })
  }
  return await book.write([operationLock(id)], async entry => {
    const before = (await entry.find(id)) ?? stored
    const after = learn(before, found.outcome, now())
    if (after !== before) await entry.save(before, after, bySystem)
    return after
  })
}
