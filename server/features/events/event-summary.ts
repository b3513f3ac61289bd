import type { EventRecord } from '#server/store/port.ts'
import type { EventSummary } from '#shared/domain/event.ts'
import type { NamedCustomer } from './customer-names.ts'

export function summaryOf(event: EventRecord, customer: NamedCustomer | undefined): EventSummary {
  const { handlers } = event
  return {
    id: event.id,
    type: event.type,
    state: event.state,
    objectId: event.objectId,
    customerId: customer?.id ?? event.customerId,
    customerName: customer?.name ?? null,
    createdAt: event.createdAt,
    receivedAt: event.receivedAt,
    source: event.source,
    deliveryCount: event.deliveryCount,
    handlersDone: handlers.filter(({ state }) => state === 'processed').length,
    handlersTotal: handlers.length,
    attempts: Math.max(0, ...handlers.map(({ attempts }) => attempts)),
  }
}
