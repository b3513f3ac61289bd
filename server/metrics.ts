import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Operations } from '#server/operations/port.ts'
import type { Store } from '#server/store/port.ts'

/** What Prometheus reads at `/metrics`: the process, the operations and the events by state. */
export function createMetrics({
  store,
  operations,
}: {
  store: Store
  operations: Operations
}): () => Promise<string> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  new Gauge({
    name: 'counterfoil_events',
    help: 'Events by state',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const [state, count] of Object.entries(await store.events.counts())) this.set({ state }, count)
    },
  })
  new Gauge({
    name: 'counterfoil_operations',
    help: 'Operations by state',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const [state, count] of Object.entries(await operations.counts())) this.set({ state }, count)
    },
  })
  return () => registry.metrics()
}
