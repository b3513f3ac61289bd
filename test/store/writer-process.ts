import { openEmbeddedStore } from '#server/store/embedded/open.ts'
import { keptLog, stillClock } from './quiet-ports.ts'
import { counters } from './sample-documents.ts'
import { arrival, processed } from './sample-events.ts'

/** Writes as fast as it can, eight at a time, and prints the number of each write that was acknowledged, until it is killed. */
const [directory = '', first = '1'] = process.argv.slice(2)
const store = await openEmbeddedStore({
  ...{ directory, clock: stillClock, log: keptLog() },
  onFatal: () => process.exit(1),
})

let next = Number(first)
const write = async (): Promise<void> => {
  for (;;) {
    const number = next
    next += 1
    await Promise.all([store.events.receive(arrival(number)), store.events.receive(arrival(number))])
    await store.transact(async tx => {
      await tx.put(counters, { id: `n_${number}`, value: number })
      await tx.updateEvent(arrival(number).id, processed())
    })
    process.stdout.write(`${number}\n`)
  }
}
await Promise.all(Array.from({ length: 8 }, write))
