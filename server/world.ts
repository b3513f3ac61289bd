import { createDirectory, type Directory } from './access/accounts.ts'
import { createAudit } from './access/audit.ts'
import type { Audit, AuditReader } from './access/audit-port.ts'
import { readAuditKey } from './audit-key.ts'
import { createIds, DeskClock, systemClock } from './clock.ts'
import { connectStripe, type StripeConnection } from './connect-stripe.ts'
import type { Settings } from './env.ts'
import { createLiveStream, type LiveStream } from './http/live-stream.ts'
import type { Ids, Log } from './ports.ts'
import { openEmbeddedStore } from './store/embedded/open.ts'
import type { Store } from './store/port.ts'
import type { StripeAccount } from './stripe/port.ts'

/** What everything stands on. */
export interface World extends StripeConnection {
  readonly settings: Settings
  /** Runs ahead with the sandbox's, where that was advanced. */
  readonly clock: DeskClock
  readonly ids: Ids
  readonly log: Log
  readonly store: Store
  readonly audit: Audit & AuditReader
  readonly changes: LiveStream
  readonly people: Directory
  /** Null when Stripe did not tell it at the start. */
  readonly account: StripeAccount | null
}

export interface WorldOptions {
  readonly log: Log
  /** A worker thread needs the built server; without it the sandbox shares this thread. */
  readonly sandboxInThread: boolean
  /** The store failed: the process must end. */
  readonly onFatal: (error: Error) => void
}

/** What says otherwise when time was skipped: deadlines, ages, and the session, which tells the clock. */
const toldOfTime = (['session', 'dispute', 'work', 'operation'] as const).map(topic => ({ topic, id: null }))

/** Opens the store, and Stripe or its sandbox. @throws in plain words when either cannot be had. */
export async function openWorld(settings: Settings, options: WorldOptions): Promise<World> {
  const { log, onFatal } = options
  const clock = new DeskClock()
  const store = await openEmbeddedStore({ directory: settings.dataDir, clock: systemClock, log, onFatal })
  try {
    const stripe = await connectStripe(settings, { clock, log, inThread: options.sandboxInThread })
    const account = await stripe.reader.account().catch(() => null)
    const audit = createAudit({ store, clock, key: readAuditKey(settings.dataDir) })
    const people = createDirectory({ store, sandbox: settings.mode === 'sandbox' })
    const changes = createLiveStream(systemClock)
    stripe.sandbox?.onTravel(aheadMs => {
      clock.travel(aheadMs)
      changes.publish(...toldOfTime)
    })
    return { ...stripe, settings, clock, ids: createIds(clock), log, store, audit, changes, people, account }
  } catch (error) {
    await store.close()
    throw error
  }
}
