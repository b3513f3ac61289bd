import type { Log } from '#server/ports.ts'
import { type Book, bySystem, operationLock, targetLock } from './book.ts'
import { findOut, lookAt } from './find-out.ts'
import { type Job, unlessOvertaken, type Write } from './job.ts'
import { leaseMs } from './schedule.ts'
import { checkAndSend, sendOnce } from './send.ts'
import { append, step } from './steps.ts'
import type { StoredOperation } from './stored-operation.ts'
import { afterCrash, changed, isInterrupted } from './transitions.ts'

/** Does what an operation has to have done next, under a lease: at most one call, its outcome written down. */
export type Worker = (id: string) => Promise<void>

export function createWorker(book: Book, now: () => number, log: Log): Worker {
  const lease = (id: string): Promise<StoredOperation | undefined> =>
    book.write([operationLock(id)], async entry => {
      const before = await entry.find(id)
      const dueAt = before?.leaseUntil ?? before?.dueAt ?? null
      if (before === undefined || dueAt === null || dueAt > now()) return undefined
      const sound = isInterrupted(before) ? afterCrash(before, now()) : before
      const leased = { ...sound, fence: before.fence + 1, leaseUntil: now() + leaseMs }
      await entry.save(before, leased, bySystem)
      return leased
    })

  /** Only while the lease is ours: a worker that was held up may not write over its successor. */
  const writeOf =
    ({ operation, fence }: StoredOperation): Write =>
    (change, { guard, keeps } = {}) =>
      book.write([operationLock(operation.id), targetLock(operation.targetId)], async entry => {
        const before = await entry.find(operation.id)
        if (before?.fence !== fence) {
          log.warn({ operationId: operation.id, fence }, 'a late worker was refused')
          return undefined
        }
        await guard?.(entry)
        const next = change(before)
        if (next === null) {
          await entry.save(before, { ...before, leaseUntil: null }, bySystem)
          return undefined
        }
        const after = { ...next, leaseUntil: keeps?.(next) ? now() + leaseMs : null }
        await entry.save(before, after, bySystem)
        return after
      })

  return async id => {
    const leased = await lease(id)
    if (leased === undefined) return
    const kind = book.kindOf(leased.operation.kind)
    await advance({ kind, leased, now, log, write: writeOf(leased) })
  }
}

async function advance(job: Job): Promise<void> {
  switch (job.leased.operation.state) {
    case 'awaiting_approval':
      await job.write(unlessOvertaken(job, stored => lapse(stored, job.now())))
      return
    case 'requested':
    case 'approved':
      return await checkAndSend(job)
    case 'sending':
      return await sendOnce(job)
    case 'unknown':
      return await findOut(job)
    case 'pending':
      return await lookAt(job)
    default:
      await job.write(stored => ({ ...stored, dueAt: null }))
  }
}

function lapse(stored: StoredOperation, now: number): StoredOperation {
  const steps = append(stored.operation.steps, step(now, 'expired', 'Nobody decided in time'))
  return { ...changed(stored, now, { state: 'expired', steps }), dueAt: null }
}
