import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import type { EventDetail } from '#shared/domain/event.ts'
import { lagInWords, sizeInWords } from './event-words.ts'
import { ReceivedAt } from './events-table.tsx'

type Delivery = EventDetail['deliveries'][number]

/** Each arrival of the event; the first one was kept and processed. */
export function DeliveriesTab({ event }: { event: EventDetail }) {
  const columns: Column<Delivery>[] = [
    { id: 'at', head: 'Received', cell: ({ receivedAt }) => <ReceivedAt at={receivedAt} />, narrow: 'title' },
    {
      id: 'how',
      head: 'How',
      cell: delivery => (
        <>
          {delivery.source === 'backfill' ? 'Listed from Stripe' : 'Webhook, signature verified'}
          <span className="text-muted-foreground">
            {delivery === event.deliveries[0] ? ', kept' : ', counted'}
          </span>
        </>
      ),
      slack: true,
      narrow: 'detail',
    },
    {
      id: 'lag',
      head: 'After',
      cell: ({ receivedAt }) => lagInWords(receivedAt - event.createdAt),
      align: 'right',
      className: 'text-muted-foreground',
      narrow: 'amount',
    },
    {
      id: 'size',
      head: 'Size',
      cell: ({ size }) => sizeInWords(size),
      align: 'right',
      className: 'text-muted-foreground',
      narrow: 'status',
    },
  ]
  const rest = event.deliveryCount - event.deliveries.length
  return (
    <div className="pt-3 pb-5">
      <DataTable
        label="Deliveries"
        columns={columns}
        rows={event.deliveries}
        rowKey={delivery => String(event.deliveries.indexOf(delivery))}
        empty={null}
      />
      <p className="px-6 pt-3 text-xs text-muted-foreground max-sm:px-4">
        {rest > 0 ? `And ${rest.toLocaleString('en')} more. ` : ''}
        However often Stripe sends it, it is one event and is processed once.
      </p>
    </div>
  )
}
