import { linkOptions } from '@tanstack/react-router'
import Webhook from 'lucide-react/icons/webhook'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column, TableProblem } from '#client/kit/data-table-column.ts'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { Id } from '#client/kit/id-chip.tsx'
import { EventStatus } from '#client/kit/status/event-status.tsx'
import { Explained } from '#client/kit/time.tsx'
import { useNow } from '#client/lib/now.ts'
import { clockTimeWithSeconds, shortDate } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import type { EventSummary } from '#shared/domain/event.ts'
import { lagInWords } from './event-words.ts'
import { compact, type EventsSearch, filtersOf } from './events-search.ts'

/** Today's by the second; older ones by their day too. */
export function ReceivedAt({ at }: { at: number }) {
  const now = useNow()
  const day = shortDate(at, now)
  const time = clockTimeWithSeconds(at)
  return (
    <Explained
      at={at}
      text={day === shortDate(now, now) ? time : `${day}, ${time}`}
      className="text-muted-foreground tabular-nums"
    />
  )
}

export const customerName = ({ customerName: name, customerId }: EventSummary) =>
  name === null ? customerId && <Id id={customerId} /> : <bdi>{name}</bdi>

const customer: Column<EventSummary> = {
  id: 'customer',
  head: 'Customer',
  cell: customerName,
  narrow: 'detail',
  className: 'max-w-40 truncate',
  skeleton: 'w-24',
}

const narrow: readonly Column<EventSummary>[] = [
  {
    id: 'received',
    head: 'Received',
    cell: ({ receivedAt }) => <ReceivedAt at={receivedAt} />,
    narrow: 'amount',
    skeleton: 'w-14',
  },
  {
    id: 'status',
    head: 'Status',
    cell: ({ state }) => <EventStatus state={state} />,
    narrow: 'status',
    skeleton: 'w-20',
  },
  {
    id: 'type',
    head: 'Type',
    cell: ({ type }) => type,
    isName: true,
    slack: true,
    narrow: 'title',
    className: 'font-medium',
  },
  { ...customer, className: 'max-w-28 truncate' },
  {
    id: 'lag',
    head: 'Lag',
    cell: ({ receivedAt, createdAt, source }) =>
      source === 'backfill' ? 'listed' : lagInWords(receivedAt - createdAt),
    align: 'right',
    className: 'text-muted-foreground',
    skeleton: 'w-8',
  },
  {
    id: 'handlers',
    head: 'Handlers',
    cell: ({ handlersDone, handlersTotal }) => (
      <span className={handlersDone < handlersTotal ? 'text-foreground' : 'text-muted-foreground'}>
        {handlersTotal === 0 ? '0' : `${handlersDone}/${handlersTotal}`}
      </span>
    ),
    align: 'right',
    skeleton: 'w-8',
  },
]

const wide: readonly Column<EventSummary>[] = [
  ...narrow.slice(0, 3),
  { id: 'object', head: 'Object', cell: ({ objectId }) => (objectId ? <Id id={objectId} /> : null) },
  customer,
  ...narrow.slice(4),
  {
    id: 'attempts',
    head: 'Attempts',
    cell: ({ attempts }) => (attempts === 0 ? '' : attempts),
    align: 'right',
    className: 'text-muted-foreground',
  },
]

export interface EventsTableProps {
  rows: readonly EventSummary[] | undefined
  search: EventsSearch
  isNew: (row: EventSummary) => boolean
  isRefreshing: boolean
  problem: TableProblem | undefined
  onClear: () => void
}

/** With an event open beside it, object and attempts give way. */
export function EventsTable({ rows, search, isNew, isRefreshing, problem, onClear }: EventsTableProps) {
  const { event, tab } = search
  const filters = filtersOf(search)
  return (
    <DataTable
      label="Events"
      columns={event ? narrow : wide}
      rows={rows}
      rowKey={({ id }) => id}
      rowLink={row =>
        linkOptions({
          to: '/events',
          search: compact({ ...filters, tab, event: row.id }),
          resetScroll: false,
        })
      }
      selectedKey={event}
      isNew={isNew}
      isRefreshing={isRefreshing}
      problem={problem}
      hasKeys
      skeletonRows={16}
      empty={
        Object.keys(filters).length > 0 ? (
          <EmptyState
            icon={Webhook}
            title="No event fits the filters"
            actions={<Button onClick={onClear}>Clear</Button>}
          >
            {filterWords(filters)}
          </EmptyState>
        ) : (
          <EmptyState icon={Webhook} title="No event has come yet">
            They appear here as soon as Stripe sends them to /webhooks/stripe.
          </EmptyState>
        )
      }
    />
  )
}

function filterWords({ state, type, object, from, to }: EventsSearch): string {
  const names = [
    state && `status ${state.replaceAll('_', ' ')}`,
    type && `type ${type}`,
    object && `object ${object}`,
    (from !== undefined || to !== undefined) && 'the range',
  ].filter(Boolean)
  return `Filtered by ${names.join(', ')}.`
}
