import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'
import { createAudit } from '#server/access/audit.ts'
import type { Context } from '#server/context.ts'
import type { EventHandler, ReceivedEvent } from '#server/inbox/handler.ts'
import { createInbox } from '#server/inbox/inbox.ts'
import type { Inbox, Mode } from '#server/inbox/inbox-port.ts'
import { openEmbeddedStore } from '#server/store/embedded/open.ts'
import type { EventRecord, Store } from '#server/store/port.ts'
import type { Change } from '#shared/api/stream.ts'
import type { EventState } from '#shared/domain/event.ts'
import { OwnClock } from '#test/own-clock.ts'
import { keptLog } from '#test/store/quiet-ports.ts'
import { headerFor, secret } from './signed-event.ts'

export interface RunningInbox {
  readonly inbox: Inbox
  readonly store: Store
  readonly clock: OwnClock
  readonly log: ReturnType<typeof keptLog>
  readonly changes: Change[]
  /** Signs and hands in. */
  take(body: string): Promise<string>
  event(id: string): Promise<EventRecord>
  /** Waits until the event is in the state, and gives it. */
  until(id: string, state: EventState): Promise<EventRecord>
  /** Ends this inbox as a shutdown does, and starts another on the same data. */
  restart(handlers?: readonly EventHandler[]): Promise<void>
  dispose(): Promise<void>
}

export const engineer: Context = {
  requestId: 'req_context',
  user: { id: 'usr_engineer', name: 'Priya Raghavan', role: 'engineer' },
}

/** A handler of every event that does what it is told. */
export const handlerOf = (
  name: string,
  run: (event: ReceivedEvent) => Promise<void> | void,
): EventHandler => ({
  name,
  label: name,
  wants: type => !type.startsWith('price.'),
  run: async event => {
    await run(event)
    return { effect: `${name} ran` }
  },
})

/** An inbox over a real store in a directory of its own, with a clock that the test owns. */
export async function runInbox(
  handlers: readonly EventHandler[],
  mode: Mode = { livemode: false, accountId: 'acct_ours' },
): Promise<RunningInbox> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'counterfoil-inbox-'))
  const clock = new OwnClock()
  const log = keptLog()
  const changes: Change[] = []
  const open = () =>
    openEmbeddedStore({
      ...{ directory, clock, log },
      onFatal: error => {
        throw error
      },
    })
  const build = (on: Store, withHandlers: readonly EventHandler[]) =>
    createInbox({
      ...{ store: on, clock, log, mode, handlers: withHandlers },
      changes: { publish: (...told) => void changes.push(...told) },
      audit: createAudit({ store: on, clock, key: 'audit key of this test' }),
      secrets: [secret, 'whsec_second'],
    })
  let store = await open()
  let inbox = build(store, handlers)
  await inbox.start()
  const event = async (id: string) => {
    const record = await store.events.get(id)
    if (record === undefined) throw new Error(`No event ${id}`)
    return record
  }
  return {
    ...{ clock, log, changes, event },
    get inbox() {
      return inbox
    },
    get store() {
      return store
    },
    take: body => inbox.receive(Buffer.from(body), headerFor(body, clock.now())),
    until: (id, state) =>
      vi.waitFor(async () => {
        const record = await event(id)
        if (record.state !== state) throw new Error(`${id} is ${record.state}, not ${state}`)
        return record
      }, 5_000),
    restart: async (next = handlers) => {
      await inbox.stop()
      await store.close()
      store = await open()
      inbox = build(store, next)
      await inbox.start()
    },
    dispose: async () => {
      await inbox.stop()
      await store.close()
      await rm(directory, { recursive: true })
    },
  }
}
