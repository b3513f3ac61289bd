import { type Collection, sortableTime } from '#server/store/port.ts'

export interface Ticket {
  readonly id: string
  readonly openedAt: number
  readonly state: 'open' | 'closed'
  readonly tags?: readonly string[]
  readonly note?: string
}

export const tickets: Collection<Ticket> = {
  name: 'tickets',
  id: ticket => ticket.id,
  sortKey: ticket => sortableTime(ticket.openedAt),
  indexes: { state: ticket => ticket.state, tag: ticket => ticket.tags },
}

export const counters: Collection<{ id: string; value: number }> = {
  name: 'counters',
  id: counter => counter.id,
  sortKey: counter => counter.id,
  indexes: {},
}

export const ticket = (number: number, more: Partial<Ticket> = {}): Ticket => ({
  id: `tk_${String(number).padStart(4, '0')}`,
  openedAt: 1_700_000_000_000 + number,
  state: 'open',
  ...more,
})
