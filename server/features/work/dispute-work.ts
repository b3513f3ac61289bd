import type { WorkRow } from '#shared/api/work.ts'
import type { DisputeSummary } from '#shared/domain/dispute.ts'
import { reasonWords } from '#shared/domain/dispute-words.ts'
import { sumByCurrency } from '#shared/domain/money.ts'
import { listInWords } from './list-in-words.ts'
import type { DisputeFigures } from './work-deps.ts'

/** "Sofia Rossi, never arrived; 佐藤 美咲, not as described" */
const claimOf = ({ customer, reason }: DisputeSummary): string => {
  const { claim } = reasonWords(reason)
  return `${customer?.name ?? 'Unknown customer'}, ${claim.charAt(0).toLowerCase()}${claim.slice(1)}`
}

export function disputeRows({ dueIn48Hours, pastDue, warnings }: DisputeFigures): WorkRow[] {
  return [
    {
      ...rowOf('disputes_due', dueIn48Hours),
      who: listInWords(dueIn48Hours.map(claimOf), '; '),
      dueBy: dueIn48Hours[0]?.dueBy ?? null,
    },
    {
      ...rowOf('disputes_past_due', pastDue),
      who: listInWords(pastDue.map(claimOf), '; '),
      oldestAt: oldest(pastDue.map(({ dueBy }) => dueBy)),
    },
    {
      ...rowOf('early_fraud_warnings', warnings),
      who: listInWords(
        [...new Set(warnings.map(({ customer }) => customer?.name ?? 'Unknown customer'))],
        ', ',
      ),
      oldestAt: oldest(warnings.map(({ createdAt }) => createdAt)),
    },
  ]
}

const rowOf = (kind: WorkRow['kind'], disputes: readonly DisputeSummary[]): WorkRow => ({
  kind,
  count: disputes.length,
  who: '',
  sums: sumByCurrency(disputes.map(({ amount, currency }) => ({ amount, currency }))),
  oldestAt: null,
  dueBy: null,
  opens: null,
})

function oldest(times: readonly (number | null)[]): number | null {
  const known = times.filter(time => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}
