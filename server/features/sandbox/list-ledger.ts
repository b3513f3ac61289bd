import { Problem } from '#server/problem.ts'
import type { LedgerEntry } from '#shared/api/sandbox.ts'
import { controlOf, type SandboxDeps } from './sandbox-deps.ts'

interface LedgerPage {
  readonly data: LedgerEntry[]
  readonly nextCursor: string | null
  readonly total: number
}

/** One page of the ledger, the newest first. The cursor is the place of the entry to go on below. */
export async function listLedger(
  deps: SandboxDeps,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<LedgerPage> {
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) {
    throw new Problem('invalid_request', 'The cursor is not one of this list.', {
      issues: [{ path: 'cursor', message: 'not a cursor of this list' }],
    })
  }
  const { data } = await controlOf(deps).ledger()
  const end = Math.min(data.length, cursor === undefined ? data.length : Number(cursor) - 1)
  const start = Math.max(0, end - limit)
  const entries = data.slice(start, end).map(({ amount, currency, ...entry }, index) => ({
    ...entry,
    sequence: start + index + 1,
    money: amount === undefined || currency === undefined ? null : { amount, currency },
  }))
  return { data: entries.reverse(), nextCursor: start > 0 ? String(start + 1) : null, total: data.length }
}
