import { afterEach, describe, expect, it } from 'vitest'
import type { EventHandler } from '#server/inbox/handler.ts'
import type { Collection } from '#server/store/port.ts'
import { engineer, handlerOf, type RunningInbox, runInbox } from './running-inbox.ts'
import { eventBody } from './signed-event.ts'

let running: RunningInbox
afterEach(() => running.dispose())

const ticket = async (handlers: readonly EventHandler[], id = 'evt_a', parts = {}) => {
  running = await runInbox(handlers)
  await running.take(eventBody({ id, ...parts }))
}

interface Note {
  id: string
  times: number
}
const notes: Collection<Note> = {
  name: 'test-notes',
  id: note => note.id,
  sortKey: note => note.id,
  indexes: {},
}

const minutes = 60_000

describe('processing', () => {
  it('retries what fails after 5 s, 30 s, 2 m … and calls it dead after the eighth try', async () => {
    let tries = 0
    const broken = handlerOf('broken', () => {
      tries += 1
      throw new Error(`Refused for kim@example.com with sk_test_12345 at 4242 4242 4242 4242`)
    })
    await ticket([broken, handlerOf('fine', () => {})])
    const waits = [5_000, 30_000, 2 * minutes, 10 * minutes, 60 * minutes, 360 * minutes, 1440 * minutes]
    for (const [index, wait] of waits.entries()) {
      const { handlers } = await running.until('evt_a', 'retrying')
      const [run] = handlers
      expect(run).toMatchObject({ state: 'retrying', attempts: index + 1 })
      const delay = (run?.nextAttemptAt ?? 0) - running.clock.now()
      expect(delay).toBeGreaterThanOrEqual(wait * 0.8)
      expect(delay).toBeLessThanOrEqual(wait * 1.2)
      await running.clock.advance(delay - 1)
      expect(tries).toBe(index + 1)
      await running.clock.advance(1)
      await expect.poll(() => tries).toBe(index + 2)
    }
    const dead = await running.until('evt_a', 'dead')
    expect(dead.handlers).toMatchObject([
      { handler: 'broken', state: 'dead', attempts: 8, nextAttemptAt: null },
      { handler: 'fine', state: 'processed', attempts: 1 },
    ])
    const said = dead.handlers[0]?.error ?? ''
    expect(said).toContain('Refused')
    expect(said).not.toMatch(/kim@|sk_test|4242/)
  })

  it('does not run again on a retry what was done', async () => {
    let fine = 0
    let tries = 0
    const once = handlerOf('once', () => {
      tries += 1
      if (tries === 1) throw new Error('Not yet')
    })
    await ticket([
      handlerOf('fine', () => {
        fine += 1
      }),
      once,
    ])
    await running.until('evt_a', 'retrying')
    await running.clock.advance(6_000)
    const event = await running.until('evt_a', 'processed')
    expect(fine).toBe(1)
    expect(event.handlers[1]).toMatchObject({ attempts: 2, effect: 'once ran', error: 'Not yet' })
  })

  it('is mended by Replay once the cause is gone, and the audit tells who', async () => {
    let broken = true
    const handler = handlerOf('broken', () => {
      if (broken) throw new Error('Down')
    })
    await ticket([handler])
    const stateAfterADay = async () => {
      await running.clock.advance(30 * 60 * minutes)
      return (await running.event('evt_a')).state
    }
    await expect.poll(stateAfterADay, { timeout: 15_000 }).toBe('dead')
    broken = false
    await running.inbox.replay(engineer, 'evt_a', 'broken')
    expect(await running.until('evt_a', 'processed')).toMatchObject({ handlers: [{ attempts: 9 }] })
  })

  it('replays one handler alone, and refuses what cannot be replayed', async () => {
    const ran: string[] = []
    await ticket([handlerOf('one', () => void ran.push('one')), handlerOf('two', () => void ran.push('two'))])
    await running.until('evt_a', 'processed')
    await running.inbox.replay(engineer, 'evt_a', 'two')
    await expect.poll(() => ran).toEqual(['one', 'two', 'two'])
    await running.until('evt_a', 'processed')
    await expect(running.inbox.replay(engineer, 'evt_a', 'three')).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(running.inbox.replay(engineer, 'evt_none', undefined)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('writes the effect and the mark together, or neither', async () => {
    const count: EventHandler = {
      ...handlerOf('count', () => {}),
      run: async event => ({
        effect: 'Counted',
        commit: async tx => {
          const note = await tx.get(notes, 'all')
          await tx.put(notes, { id: 'all', times: (note?.times ?? 0) + 1 })
          if (event.id === 'evt_bad') throw new Error('A limit of ours')
        },
      }),
    }
    running = await runInbox([count])
    await running.take(eventBody({ id: 'evt_bad' }))
    const failed = await running.until('evt_bad', 'retrying')
    expect(failed.handlers).toMatchObject([{ error: 'A limit of ours', effect: null }])
    expect(await running.store.get(notes, 'all')).toBeUndefined()
    await running.take(eventBody({ id: 'evt_good' }))
    await running.until('evt_good', 'processed')
    expect(await running.store.get(notes, 'all')).toMatchObject({ times: 1 })
  })

  it('keeps the events of one object apart, and lets other objects pass', async () => {
    const active = new Set<string>()
    const order: string[] = []
    let letGo = (): void => {}
    const gate = new Promise<void>(resolve => {
      letGo = resolve
    })
    const slow = handlerOf('slow', async event => {
      if (active.has(event.objectId ?? '')) throw new Error('Two at once')
      active.add(event.objectId ?? '')
      if (event.objectId === 'ch_slow') await gate
      order.push(event.id)
      active.delete(event.objectId ?? '')
    })
    running = await runInbox([slow])
    for (const id of ['evt_1', 'evt_2', 'evt_3']) await running.take(eventBody({ id, objectId: 'ch_slow' }))
    await running.take(eventBody({ id: 'evt_4', objectId: 'ch_quick' }))
    await running.until('evt_4', 'processed')
    expect(order).toEqual(['evt_4'])
    letGo()
    await running.until('evt_3', 'processed')
    expect(order).toEqual(['evt_4', 'evt_1', 'evt_2', 'evt_3'])
  })

  it('gives up a run that hangs, so that its object goes on', async () => {
    await ticket([handlerOf('hangs', () => new Promise(() => {}))])
    await running.until('evt_a', 'processing')
    await expect
      .poll(async () => {
        await running.clock.advance(61_000)
        return running.event('evt_a')
      })
      .toMatchObject({ handlers: [{ error: 'It did not end within 60 s' }] })
  })

  it('goes on after a restart with what was not done', async () => {
    let down = true
    const ran: string[] = []
    const handler = handlerOf('count', event => {
      if (down) throw new Error('Down')
      ran.push(event.id)
    })
    await ticket([handler])
    await running.take(eventBody({ id: 'evt_b' }))
    await running.until('evt_a', 'retrying')
    await running.until('evt_b', 'retrying')
    down = false
    await running.restart()
    await expect
      .poll(async () => {
        await running.clock.advance(1_000)
        return (await running.store.events.counts()).processed
      })
      .toBe(2)
    expect(ran.sort()).toEqual(['evt_a', 'evt_b'])
  })

  it('keeps what nobody wants, and runs it when a handler came that does', async () => {
    await ticket([handlerOf('count', () => {})], 'evt_price', { type: 'price.updated' })
    await running.until('evt_price', 'no_handler')
    await running.restart([{ ...handlerOf('prices', () => {}), wants: () => true }])
    await running.inbox.replay(engineer, 'evt_price', undefined)
    expect(await running.until('evt_price', 'processed')).toMatchObject({ handlers: [{ handler: 'prices' }] })
  })

  it('keeps events of the other mode and of other accounts, and does nothing with them', async () => {
    let ran = 0
    running = await runInbox([
      handlerOf('count', () => {
        ran += 1
      }),
    ])
    await running.take(eventBody({ id: 'evt_live', livemode: true }))
    await running.take(eventBody({ id: 'evt_other', account: 'acct_theirs' }))
    await running.take(eventBody({ id: 'evt_ours', account: 'acct_ours' }))
    expect((await running.until('evt_live', 'ignored')).note).toContain('test mode')
    expect((await running.until('evt_other', 'ignored')).note).toContain('acct_theirs')
    await running.until('evt_ours', 'processed')
    expect(ran).toBe(1)
    await expect(running.inbox.replay(engineer, 'evt_live', undefined)).rejects.toMatchObject({
      code: 'wrong_state',
    })
  })

  it('works through a backlog of a thousand events', async () => {
    let ran = 0
    running = await runInbox([
      handlerOf('count', () => {
        ran += 1
      }),
    ])
    const bodies = Array.from({ length: 1_000 }, (_, n) => eventBody({ objectId: `ch_${n % 40}` }))
    await Promise.all(bodies.map(body => running.take(body)))
    await expect
      .poll(async () => (await running.store.events.counts()).processed, { timeout: 15_000 })
      .toBe(1_000)
    expect(ran).toBe(1_000)
  })
})
