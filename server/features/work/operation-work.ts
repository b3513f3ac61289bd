import type { OperationView } from '#server/operations/port.ts'
import type { WorkRow } from '#shared/api/work.ts'
import { sumByCurrency } from '#shared/domain/money.ts'
import type { Operation, OperationState } from '#shared/domain/operation.ts'
import { countedInWords, listInWords } from './list-in-words.ts'
import type { WorkDeps } from './work-deps.ts'

/** More than anybody reads at once; the count is exact, sums and names are of these. */
const looked = 100

export async function operationRows({ operations }: WorkDeps, userId: string): Promise<WorkRow[]> {
  const waiting = (view: OperationView, state: OperationState) =>
    operations.list({ view, state, userId, limit: looked })
  const [toApprove, toDecide, unknown] = await Promise.all([
    waiting('to_decide', 'awaiting_approval'),
    waiting('needs_review', 'needs_review'),
    waiting('all', 'unknown'),
  ])
  return [
    {
      ...rowOf('refunds_to_approve', toApprove),
      who: `Asked for by ${countedInWords(toApprove.data.map(({ requestedBy }) => requestedBy.name))}`,
    },
    {
      ...rowOf('operations_to_decide', toDecide),
      who: `Stripe never answered and no trace was found: ${titles(toDecide.data)}`,
    },
    { ...rowOf('operations_unknown', unknown), who: `Being checked: ${titles(unknown.data)}` },
  ]
}

const titles = (operations: readonly Operation[]): string =>
  listInWords(
    operations.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1)),
    '; ',
  )

const rowOf = (kind: WorkRow['kind'], { data, total }: { data: Operation[]; total: number }): WorkRow => ({
  kind,
  count: total,
  who: '',
  sums: sumByCurrency(data.map(({ money }) => money).filter(money => money !== null)),
  oldestAt: data.length === 0 ? null : Math.min(...data.map(({ requestedAt }) => requestedAt)),
  dueBy: null,
  opens: null,
})
