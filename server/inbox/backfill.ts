import type { Clock, Log } from '#server/ports.ts'
import type { Collection, Store } from '#server/store/port.ts'
import type { HistoryReads } from '#server/stripe/history-port.ts'
import { readArrival } from './envelope.ts'
import type { Inbox } from './inbox-port.ts'

/** Between these two times every event that Stripe lists is known to be here, but for the gaps. */
interface CoverageRecord {
  readonly id: 'coverage'
  readonly since: number
  readonly until: number
  /** Longer ago than Stripe keeps events, and so not to be had again. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[]
}

const coverageRecords: Collection<CoverageRecord> = {
  name: 'event-coverage',
  id: record => record.id,
  sortKey: record => record.id,
  indexes: {},
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const everyMs = 5 * minuteMs
/** Stripe's list may still change behind its head, and `created` is in whole seconds. */
const overlapMs = 10 * minuteMs
/** What is younger is on its way as a webhook. */
const settlesMs = minuteMs
const keptByStripeMs = 30 * dayMs
const atFirstMs = dayMs

export interface Backfill {
  /** Lists what Stripe has since the last look and takes what is missing. @throws {Problem} when Stripe cannot be read. */
  run(): Promise<{ listed: number; added: number }>
  coverage(): Promise<{ since: number; gaps: number } | undefined>
  /** Looks now and every five minutes. */
  start(): void
  stop(): Promise<void>
}

interface Deps {
  readonly inbox: Inbox
  readonly history: Pick<HistoryReads, 'eventsBetween'>
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
}

export function createBackfill(deps: Deps): Backfill {
  const { store, clock, log } = deps
  let running: Promise<{ listed: number; added: number }> | undefined
  let cancelTimer = (): void => {}
  let stopped = true

  const run = () => {
    running ??= fill(deps).finally(() => {
      running = undefined
    })
    return running
  }
  // At the start it is what came while the desk was down; later it is what webhooks failed to bring.
  const lookAndAgain = async (level: 'info' | 'warn'): Promise<void> => {
    try {
      const { listed, added } = await run()
      if (added > 0) log[level]({ listed, added }, 'events that no webhook brought were listed and taken')
    } catch (error) {
      log.warn({ error }, 'Stripe’s events could not be listed')
    }
    if (!stopped) cancelTimer = clock.after(everyMs, () => void lookAndAgain('warn'))
  }

  return {
    run,
    async coverage() {
      const record = await store.get(coverageRecords, 'coverage')
      return record && { since: record.since, gaps: record.gaps.length }
    },
    start() {
      stopped = false
      void lookAndAgain('info')
    },
    async stop() {
      stopped = true
      cancelTimer()
      await running?.catch(() => {})
    },
  }
}

async function fill({ inbox, history, store, clock }: Deps): Promise<{ listed: number; added: number }> {
  const known = await store.get(coverageRecords, 'coverage')
  const until = clock.now() - settlesMs
  const oldest = clock.now() - keptByStripeMs
  const from = known === undefined ? clock.now() - atFirstMs : Math.max(known.until - overlapMs, oldest)
  let listed = 0
  let added = 0
  for await (const payload of history.eventsBetween(from, until)) {
    const arrival = readArrival(payload, { receivedAt: clock.now(), source: 'backfill' })
    if (arrival === undefined) continue
    listed += 1
    if ((await store.events.get(arrival.id)) !== undefined) continue
    if ((await inbox.addMissing(payload)) === 'stored') added += 1
  }
  const hole = known !== undefined && known.until < oldest ? [{ from: known.until, to: oldest }] : []
  const gaps = [...(known?.gaps ?? []), ...hole]
  const since = known?.since ?? from
  await store.transact(tx => tx.put(coverageRecords, { id: 'coverage', since, until, gaps }))
  return { listed, added }
}
