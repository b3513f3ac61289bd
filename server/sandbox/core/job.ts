import { defineKind, type Stored } from './kind.ts'
import type { Work } from './work.ts'

/** Something that Stripe will do by itself: settle a refund, renew a subscription. */
export interface Job extends Stored {
  readonly name: string
  /** The id of the object that it is about. */
  readonly subject: string
  /** The connected account that it belongs to; the platform's has none. */
  readonly account?: string
  /** The test clock whose time it waits for; without one, the sandbox's. */
  readonly clock?: string
  /** Milliseconds, of that time. */
  readonly dueMs: number
}

/** The key of the jobs that wait for the sandbox's own time. */
export const sandboxTime = 'sandbox'

export const jobs = defineKind<Job>({
  name: '_job',
  shared: true,
  indexes: { subject: job => job.subject, clock: job => job.clock ?? sandboxTime },
  orderOf: job => job.dueMs,
})

/** What a job's name does. It runs once, and finds the world as it is then: the subject may be gone. */
export type JobHandlers = Readonly<Record<string, (work: Work, subject: string) => void>>
