import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Backfill, createBackfill } from '#server/inbox/backfill.ts'
import { handlerOf, type RunningInbox, runInbox } from './running-inbox.ts'
import { eventBody } from './signed-event.ts'

const minute = 60_000
const day = 24 * 60 * minute

let running: RunningInbox
let backfill: Backfill
/** What Stripe has, and for which times it was asked. */
let listed: string[]
let asked: { from: number; to: number }[]

beforeEach(async () => {
  running = await runInbox([handlerOf('count', () => {})])
  listed = []
  asked = []
  backfill = createBackfill({
    ...{ inbox: running.inbox, store: running.store, clock: running.clock, log: running.log },
    history: {
      async *eventsBetween(from, to) {
        asked.push({ from, to })
        yield* listed.map(body => Buffer.from(body))
      },
    },
  })
})
afterEach(async () => {
  await backfill.stop()
  await running.dispose()
})

const count = async () => (await running.store.events.list({ limit: 100 })).data.length

describe('backfill', () => {
  it('adds what is missing and only that, and counts no delivery of what is here', async () => {
    const [here, missing] = [eventBody({ id: 'evt_here' }), eventBody({ id: 'evt_missing' })]
    await running.take(here)
    listed = [here, missing, '{"object":"v2.core.event"}']
    expect(await backfill.run()).toEqual({ listed: 2, added: 1 })
    expect(await running.event('evt_here')).toMatchObject({ source: 'webhook', deliveryCount: 1 })
    expect(await running.event('evt_missing')).toMatchObject({ source: 'backfill' })
    expect(await backfill.run()).toEqual({ listed: 2, added: 0 })
    expect(await count()).toBe(2)
  })

  it('overlaps with the look before, and leaves the last minute to the webhooks', async () => {
    await backfill.run()
    const until = running.clock.now() - minute
    expect(asked).toEqual([{ from: running.clock.now() - day, to: until }])
    await running.clock.advance(5 * minute)
    await backfill.run()
    expect(asked.at(-1)).toEqual({ from: until - 10 * minute, to: until + 5 * minute })
    expect(await backfill.coverage()).toEqual({ since: until + minute - day, gaps: 0 })
  })

  it('tells a hole that is older than Stripe remembers, and never hides it', async () => {
    await backfill.run()
    await running.clock.advance(35 * day)
    await backfill.run()
    expect(asked.at(-1)?.from).toBe(running.clock.now() - 30 * day)
    expect((await backfill.coverage())?.gaps).toBe(1)
    await backfill.run()
    expect((await backfill.coverage())?.gaps).toBe(1)
  })

  it('runs every five minutes from its start to its stop', async () => {
    backfill.start()
    await expect.poll(() => asked.length).toBe(1)
    await expect
      .poll(async () => {
        await running.clock.advance(minute)
        return asked.length
      })
      .toBeGreaterThan(2)
    await backfill.stop()
    const before = asked.length
    await running.clock.advance(day)
    expect(asked.length).toBe(before)
  })
})
