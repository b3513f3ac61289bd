import type { Store } from '#server/store/port.ts'
import type { WorkRow } from '#shared/api/work.ts'
import { sumByCurrency } from '#shared/domain/money.ts'
import { listInWords } from './list-in-words.ts'
import { type RaisedKind, raisedKinds, type WorkItem, workItems } from './work-item.ts'

const looked = 100

export const raisedRows = (store: Store): Promise<WorkRow[]> =>
  Promise.all(raisedKinds.map(kind => raisedRow(store, kind)))

async function raisedRow(store: Store, kind: RaisedKind): Promise<WorkRow> {
  const [{ data }, count] = await Promise.all([
    store.list(workItems, { by: 'kind', is: kind, limit: looked, order: 'ascending' }),
    store.count(workItems, { by: 'kind', is: kind }),
  ])
  const names = new Set(data.map(({ customerName }) => customerName ?? 'Unknown customer'))
  return {
    kind,
    count,
    who: listInWords([...names], ', '),
    sums: sumByCurrency(data.flatMap(moneyOf)),
    oldestAt: data[0]?.since ?? null,
    dueBy: null,
    opens: data[0] ? pageOf(data[0]) : null,
  }
}

/** A refund has no page of its own: it is seen on its payment's. */
function pageOf({ kind, objectId, paymentId }: WorkItem): WorkRow['opens'] {
  if (kind === 'subscriptions_past_due') return { target: 'subscription', id: objectId }
  return paymentId == null ? null : { target: 'payment', id: paymentId }
}

const moneyOf = ({ amount, currency }: WorkItem) => (amount === null ? [] : [{ amount, currency }])
