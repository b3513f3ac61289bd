import type { EventState } from '#shared/domain/event.ts'
import { eventStates } from '#shared/domain/event-states.ts'

export const eventTabs = ['summary', 'payload', 'deliveries', 'handlers', 'related'] as const
export type EventTab = (typeof eventTabs)[number]

/** The page's whole state. What is left out is its default: no filter, no event, the summary. */
export interface EventsSearch {
  /** The event that is open beside the list. */
  event?: string
  tab?: Exclude<EventTab, 'summary'>
  state?: EventState
  type?: string
  /** An id that the event's object has or names. */
  object?: string
  /** Received in `[from, to)`, ms since the epoch. */
  from?: number
  to?: number
}

export type EventFilters = Omit<EventsSearch, 'event' | 'tab'>

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find(one => one === value)
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 255) : undefined
const time = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined

/** A bad link degrades to what of it is good. What is not good is named as absent, or the router keeps it as it came. */
export function readEventsSearch(search: Record<string, unknown>): EventsSearch {
  const tab = oneOf(eventTabs, search.tab)
  return {
    event: text(search.event),
    tab: tab === 'summary' ? undefined : tab,
    state: oneOf(eventStates, search.state),
    type: text(search.type)?.slice(0, 100),
    object: text(search.object),
    from: time(search.from),
    to: time(search.to),
  }
}

export function compact(search: { [K in keyof EventsSearch]: EventsSearch[K] | undefined }): EventsSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))
}

export const filtersOf = ({ state, type, object, from, to }: EventsSearch): EventFilters =>
  compact({ state, type, object, from, to })
