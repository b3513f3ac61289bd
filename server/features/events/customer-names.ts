import type { Changes, Clock } from '#server/ports.ts'
import type { EventRecord } from '#server/store/port.ts'
import type { StripeReader } from '#server/stripe/port.ts'

export interface NamedCustomer {
  readonly id: string
  readonly name: string | null
}

/** Whose event it is, as far as it is known now. */
export interface CustomerNames {
  /** By event id. Waits a moment for names that are not known yet; those that come later are told to the pages. */
  of(events: readonly EventRecord[]): Promise<ReadonlyMap<string, NamedCustomer>>
}

interface Deps {
  readonly reader: Pick<StripeReader, 'customer' | 'payment'>
  readonly clock: Clock
  readonly changes: Changes
}

const waitMs = 300
const keptMs = 10 * 60_000
const mostKept = 5_000

interface Kept {
  readonly customer: NamedCustomer | null
  readonly until: number
}

/** An event names its customer by id at most; the name, and whose refund it is, is read from Stripe in the background. */
export function createCustomerNames({ reader, clock, changes }: Deps): CustomerNames {
  const kept = new Map<string, Kept>()
  const asked = new Map<string, Promise<void>>()

  const ask = (source: string): Promise<void> => {
    const running = asked.get(source)
    if (running !== undefined) return running
    const read = lookUp(reader, source)
      // A name is an extra: without it the row shows the id, and the next page asks again.
      .catch(() => undefined)
      .then(customer => {
        asked.delete(source)
        if (customer === undefined) return
        if (kept.size >= mostKept) kept.clear()
        kept.set(source, { customer, until: clock.now() + keptMs })
      })
    asked.set(source, read)
    return read
  }

  return {
    async of(events) {
      const sources = new Map(events.map(event => [event.id, sourceOf(event)]))
      const missing = [...new Set(sources.values())].filter(
        source => source !== null && (kept.get(source)?.until ?? 0) <= clock.now(),
      )
      if (missing.length > 0) {
        const all = Promise.all(missing.map(source => ask(source ?? '')))
        const inTime = await Promise.race([all.then(() => true), pause(clock, waitMs).then(() => false)])
        if (!inTime) void all.then(() => changes.publish({ topic: 'event', id: null }))
      }
      const found = new Map<string, NamedCustomer>()
      for (const { id, customerId } of events) {
        const customer = kept.get(sources.get(id) ?? '')?.customer
        if (customer) found.set(id, customer)
        else if (customerId !== null) found.set(id, { id: customerId, name: null })
      }
      return found
    },
  }
}

const pause = (clock: Clock, ms: number): Promise<void> =>
  new Promise(resolve => {
    clock.after(ms, resolve)
  })

/** The customer if the event names one; else the payment, by which a refund and a dispute have one. */
function sourceOf({ customerId, relatedIds }: EventRecord): string | null {
  const isPayment = (id: string): boolean => id.startsWith('pi_') || id.startsWith('ch_')
  return customerId ?? relatedIds.find(id => id.startsWith('cus_')) ?? relatedIds.find(isPayment) ?? null
}

async function lookUp(reader: Deps['reader'], source: string): Promise<NamedCustomer | null> {
  if (!source.startsWith('cus_')) {
    const { customer } = await reader.payment(source, { lane: 'background' })
    return customer && { id: customer.id, name: customer.name }
  }
  const { id, name } = await reader.customer(source, { lane: 'background' })
  return { id, name }
}
