import Ban from 'lucide-react/icons/ban'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleMinus from 'lucide-react/icons/circle-minus'
import Clock from 'lucide-react/icons/clock'
import Inbox from 'lucide-react/icons/inbox'
import LoaderCircle from 'lucide-react/icons/loader-circle'
import RotateCw from 'lucide-react/icons/rotate-cw'
import Skull from 'lucide-react/icons/skull'
import type { EventState, HandlerState } from '#shared/domain/event.ts'
import { StatusBadge } from './status-badge.tsx'
import { filled, lookOf, plain, type StatusLook } from './status-look.ts'

const processing = plain('Processing', LoaderCircle, 'info')
const processed = plain('Processed', CircleCheck, 'success')
const retrying = filled('Retrying', RotateCw, 'warning')
const dead = filled('Dead', Skull, 'destructive')

export const eventLooks: Record<EventState, StatusLook> = {
  received: plain('Received', Inbox, 'info'),
  processing,
  processed,
  retrying,
  dead,
  no_handler: plain('No handler', CircleMinus),
  ignored: plain('Ignored', Ban),
}

export const handlerLooks: Record<HandlerState, StatusLook> = {
  waiting: plain('Waiting', Clock, 'info'),
  processing,
  processed,
  retrying,
  dead,
}

export function EventStatus({ state }: { state: string }) {
  return <StatusBadge look={lookOf(eventLooks, state)} />
}

export function HandlerStatus({ state }: { state: string }) {
  return <StatusBadge look={lookOf(handlerLooks, state)} />
}
