import type { QueryClient } from '@tanstack/react-query'
import { type Change, streamPath } from '#shared/api/stream.ts'

const restMs = 250

export type LiveState = 'connecting' | 'on' | 'off'

/** Which queries may hold what changed, by endpoint name. Total: a new topic without an entry does not compile. */
const queriesOf: Record<Change['topic'], readonly string[]> = {
  payment: [
    'getPayment',
    'getPaymentTimeline',
    'listPayments',
    'previewRefund',
    'getCustomerFigures',
    'getCustomerTimeline',
    'search',
  ],
  customer: ['getCustomer', 'listCustomers', 'getCustomerTimeline', 'search'],
  subscription: ['getSubscription', 'listSubscriptions', 'getCustomerTimeline'],
  invoice: ['getInvoice', 'listInvoices', 'getCustomerTimeline'],
  dispute: ['getDispute', 'listDisputes'],
  operation: ['getOperation', 'listOperations'],
  event: ['listEvents', 'getEvent', 'getEventStats'],
  work: ['getWork', 'getCharts'],
  audit: ['listAudit'],
  session: ['getSession'],
}

/** `pi` of `pi_3SWf…`. */
const kindOf = (id: string): string => id.slice(0, id.indexOf('_'))

/**
 * A query that names an object is refreshed for that object only. Where it names one of another kind, such as the
 * customer whose payments it sums, the change does not say whether it is meant, and it is read again.
 */
function concerns(queryKey: readonly unknown[], change: Change): boolean {
  const [name, params] = queryKey
  if (typeof name !== 'string' || !queriesOf[change.topic].includes(name)) return false
  if (change.id === null || typeof params !== 'object' || params === null || !('id' in params)) return true
  const id = String(params.id)
  return id === change.id || kindOf(id) !== kindOf(change.id)
}

const isChange = (value: unknown): value is Change =>
  typeof value === 'object' &&
  value !== null &&
  'topic' in value &&
  typeof value.topic === 'string' &&
  Object.hasOwn(queriesOf, value.topic) &&
  'id' in value

/** A topic that this page does not know is from a newer desk, and none of its queries hold it. */
function readChanges(text: string): Change[] {
  const message: unknown = JSON.parse(text)
  if (typeof message !== 'object' || message === null || !('changes' in message)) return []
  return Array.isArray(message.changes) ? message.changes.filter(isChange) : []
}

/**
 * Keeps the open pages true: each message names what changed, and the queries that hold it are read again.
 * After a broken connection everything is read again, because what was missed is not known.
 */
export function connectLive(client: QueryClient, onState: (state: LiveState) => void): () => void {
  const source = new EventSource(streamPath)
  let wasOpen = false
  onState('connecting')
  source.onopen = () => {
    if (wasOpen) void client.invalidateQueries()
    wasOpen = true
    onState('on')
  }
  source.onerror = () => onState('off')
  // The first change at once, then at most four times a second: each refresh breaks off a read that is under way, and
  // a burst of events would let none of them end.
  const gathered: Change[] = []
  let resting: ReturnType<typeof setTimeout> | undefined
  const refresh = (): void => {
    const changes = gathered.splice(0)
    resting = changes.length > 0 ? setTimeout(refresh, restMs) : undefined
    if (changes.length === 0) return
    void client.invalidateQueries({
      predicate: query => changes.some(change => concerns(query.queryKey, change)),
    })
  }
  source.onmessage = ({ data }) => {
    gathered.push(...readChanges(String(data)))
    if (resting === undefined) refresh()
  }
  return () => {
    clearTimeout(resting)
    source.close()
  }
}
