import { Link } from '@tanstack/react-router'
import Ellipsis from 'lucide-react/icons/ellipsis'
import RotateCw from 'lucide-react/icons/rotate-cw'
import { useState } from 'react'
import { ForbiddenButton } from '#client/kit/forbidden-button.tsx'
import { IdChip } from '#client/kit/id-chip.tsx'
import { ObjectLink } from '#client/kit/object-link.tsx'
import { EventStatus } from '#client/kit/status/event-status.tsx'
import { nowMs } from '#client/lib/now.ts'
import { objectPath } from '#client/lib/object-path.ts'
import { useMay } from '#client/lib/session.ts'
import { clockTimeWithSeconds, fullDate } from '#client/lib/times.ts'
import { showToast } from '#client/lib/toasts.ts'
import { Button } from '#client/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#client/ui/dropdown-menu.tsx'
import type { EventDetail } from '#shared/domain/event.ts'
import { whyForbidden } from '#shared/domain/permissions.ts'
import type { EventFilters } from './events-search.ts'
import { ReprocessDialog } from './reprocess-dialog.tsx'

/** Type and state, whose it is, how it came; at the right what can be done. */
export function EventHead({ event, closed }: { event: EventDetail; closed: EventFilters }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <header className="px-6 pt-4 pb-1 max-sm:px-4">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2">
        <h2 className="text-base font-semibold break-all">{event.type}</h2>
        <EventStatus state={event.state} />
        <span className="ml-auto flex gap-2">
          <ReprocessButton event={event} onAsk={() => setAsking(true)} />
          <More event={event} closed={closed} />
        </span>
      </div>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <IdChip id={event.id} />
        {event.customerId ? (
          <Link
            to={objectPath('customer', event.customerId)}
            className="text-muted-foreground hover:text-foreground hover:underline"
          >
            <bdi>{event.customerName ?? 'Customer'}</bdi>
          </Link>
        ) : null}
        {event.objectId && event.objectId !== event.customerId ? <ObjectLink id={event.objectId} /> : null}
      </div>
      <p className="mt-1.5 text-xs text-muted-foreground">{howItCame(event)}</p>
      <ReprocessDialog event={event} open={isAsking} onOpenChange={setAsking} />
    </header>
  )
}

/** "Created 12:04:57, received 12:04:58, signature verified, 1 delivery, by Stripe itself" */
function howItCame({
  createdAt,
  receivedAt,
  source,
  deliveryCount,
  requestId,
  operationId,
}: EventDetail): string {
  const sameDay = fullDate(createdAt) === fullDate(receivedAt)
  const created = clockTimeWithSeconds(createdAt)
  const received = clockTimeWithSeconds(receivedAt)
  return [
    sameDay && fullDate(receivedAt) === fullDate(nowMs())
      ? `Created ${created}`
      : `Created ${fullDate(createdAt)}, ${created}`,
    `received ${sameDay ? '' : `${fullDate(receivedAt)}, `}${received}`,
    source === 'backfill' ? 'listed from Stripe' : 'signature verified',
    deliveryCount === 1 ? '1 delivery' : `${deliveryCount} deliveries`,
    operationId ? 'by an operation of ours' : requestId ? 'by an API request' : 'by Stripe itself',
  ].join(', ')
}

function ReprocessButton({ event, onAsk }: { event: EventDetail; onAsk: () => void }) {
  const may = useMay('event:replay')
  const why = may ? whyNot(event) : whyForbidden('event:replay')
  if (why) return <ForbiddenButton why={why}>Reprocess…</ForbiddenButton>
  return (
    <Button onClick={onAsk}>
      <RotateCw aria-hidden />
      Reprocess…
    </Button>
  )
}

function whyNot({ state }: EventDetail): string | undefined {
  if (state === 'processing') return 'It is being processed right now.'
  return state === 'ignored' ? 'It is not of this account and mode.' : undefined
}

function More({ event, closed }: { event: EventDetail; closed: EventFilters }) {
  const copy = (what: string, text: string): void =>
    void navigator.clipboard.writeText(text).then(
      () => showToast({ title: `${what} copied`, tone: 'success' }),
      () => showToast({ title: 'The browser did not allow copying', tone: 'warning' }),
    )
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        render={
          <Button icon aria-label="More about this event">
            <Ellipsis aria-hidden />
          </Button>
        }
      />
      <DropdownMenuContent align="end">
        <DropdownMenuItem onClick={() => copy('Event id', event.id)}>Copy event id</DropdownMenuItem>
        {event.requestId ? (
          <DropdownMenuItem onClick={() => copy('Request id', event.requestId ?? '')}>
            Copy request id
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuItem onClick={() => copy('Link', location.href)}>Copy link</DropdownMenuItem>
        <DropdownMenuItem
          render={<Link to="/events" search={{ ...closed, event: event.id, type: event.type }} />}
        >
          Show only this type
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
