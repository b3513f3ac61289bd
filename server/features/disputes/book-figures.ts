import type { Reader } from '#server/store/port.ts'
import type { DisputeSummary } from '#shared/domain/dispute.ts'
import type { Freshness } from './dispute-book.ts'
import { type DisputeRecord, disputeRecords } from './dispute-record.ts'

export interface BookFigures extends Freshness {
  readonly open: number
  /** Not past due, and due within 48 hours; the nearest first. */
  readonly dueIn48Hours: DisputeSummary[]
  readonly pastDue: DisputeSummary[]
  /** Early fraud warnings that a refund can still settle; the newest first. */
  readonly warnings: DisputeSummary[]
  /** The next deadlines that are not past, at most eight. */
  readonly deadlines: DisputeSummary[]
  /** Chargebacks and inquiries that are open, without warnings: what the bank may keep or take. */
  readonly atStake: Pick<DisputeSummary, 'amount' | 'currency'>[]
  /** Chargebacks decided within 90 days. `notAnswered`: lost without an answer or a decision. */
  readonly outcomes: { won: number; lost: number; accepted: number; notAnswered: number }
}

const hourMs = 60 * 60_000
const outcomesOverMs = 90 * 24 * hourMs
const scanSize = 200
const deadlinesShown = 8

export async function figuresOf(
  reader: Reader,
  now: number,
  summarise: (records: readonly DisputeRecord[]) => Promise<DisputeSummary[]>,
): Promise<Omit<BookFigures, keyof Freshness>> {
  const open: DisputeRecord[] = []
  for await (const record of inOrder(reader, 'open')) open.push(record)
  const isPast = ({ dueBy }: DisputeRecord) => dueBy !== null && dueBy <= now
  const ahead = open.filter(record => record.dueBy !== null && !isPast(record))
  const soon = ahead.filter(({ dueBy }) => dueBy !== null && dueBy - now < 48 * hourMs)
  const [dueIn48Hours, pastDue, warnings, deadlines] = await Promise.all([
    summarise(soon),
    summarise(open.filter(isPast)),
    summarise(open.filter(({ kind }) => kind === 'early_fraud_warning')),
    summarise(ahead.slice(0, deadlinesShown)),
  ])
  return {
    ...{ open: open.length, dueIn48Hours, pastDue, warnings, deadlines },
    atStake: open.filter(({ kind }) => kind !== 'early_fraud_warning'),
    outcomes: await outcomesSince(reader, now - outcomesOverMs),
  }
}

async function outcomesSince(reader: Reader, since: number): Promise<BookFigures['outcomes']> {
  const outcomes = { won: 0, lost: 0, accepted: 0, notAnswered: 0 }
  for await (const record of inOrder(reader, 'closed')) {
    if (record.closedAt !== null && record.closedAt < since) break
    if (record.status === 'won') outcomes.won += 1
    if (record.status === 'lost') outcomes[howLost(record)] += 1
  }
  return outcomes
}

function howLost({ accepted, submissionCount }: DisputeRecord): 'accepted' | 'lost' | 'notAnswered' {
  if (accepted) return 'accepted'
  return submissionCount > 0 ? 'lost' : 'notAnswered'
}

async function* inOrder(reader: Reader, view: string): AsyncGenerator<DisputeRecord> {
  let cursor: string | undefined
  do {
    const page = await reader.list(disputeRecords, {
      by: 'view',
      is: view,
      limit: scanSize,
      cursor,
      order: 'ascending',
    })
    yield* page.data
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
