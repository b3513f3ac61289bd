import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Lane } from '#server/stripe/port.ts'
import { NotStartedError, type ReadBudget, ReadLimiter } from '#server/stripe/read-limiter.ts'
import { OwnClock } from '#test/own-clock.ts'

const budget: ReadBudget = { perSecond: 20, perEndpoint: 10, search: 5, concurrency: 4 }
const patience = 2_000

function start(given: Partial<ReadBudget> = {}) {
  const clock = new OwnClock()
  const limiter = new ReadLimiter(clock, { ...budget, ...given })
  const begun: { name: string; lane: Lane; at: number }[] = []
  const failed: unknown[] = []
  const ends: (() => void)[] = []
  /** Waits for its turn; `hold`: is under way until its end is called. */
  const call = (lane: Lane, endpoint: string, { hold = false, startWithinMs = patience } = {}) => {
    const name = `${endpoint}${begun.length}`
    void limiter
      .run({ lane, endpoint, startWithinMs }, async () => {
        begun.push({ name, lane, at: clock.now() })
        if (hold) await new Promise<void>(resolve => ends.push(resolve))
      })
      .catch(error => failed.push(error))
  }
  return { clock, limiter, begun, failed, ends, call }
}

describe('the limiter', () => {
  it('never starts more calls than Stripe grants, whatever is asked', async () => {
    const lane = fc.constantFrom<Lane>('money', 'people', 'background')
    const asked = fc.array(
      fc.record({ lane, endpoint: fc.constantFrom('charges', 'customers'), waitMs: fc.nat(300) }),
      { minLength: 30, maxLength: 120 },
    )
    await fc.assert(
      fc.asyncProperty(asked, async calls => {
        const { clock, begun, call } = start({ concurrency: 1_000 })
        for (const { lane, endpoint, waitMs } of calls) {
          call(lane, endpoint, { startWithinMs: 60_000 })
          await clock.advance(waitMs)
        }
        await clock.advance(60_000)
        expect(begun).toHaveLength(calls.length)
        for (const { at } of begun) {
          const within = begun.filter(one => one.at >= at && one.at < at + 1_000)
          // A full bucket and what a second refills: Stripe's own buckets allow as much.
          expect(within.length).toBeLessThanOrEqual(2 * budget.perSecond * 0.9)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('serves money before people before background', async () => {
    const { clock, begun, ends, call } = start({ concurrency: 1 })
    call('money', 'charges', { hold: true })
    await clock.advance(0)
    call('background', 'charges')
    call('people', 'charges')
    call('money', 'charges')
    ends[0]?.()
    await clock.advance(1_000)
    expect(begun.map(({ lane }) => lane)).toEqual(['money', 'money', 'people', 'background'])
  })

  it('background leaves room for people, and people for money', async () => {
    const { clock, begun, call } = start({ concurrency: 10 })
    for (let count = 0; count < 12; count++) call('background', `endpoint${count}`, { hold: true })
    await clock.advance(0)
    expect(begun).toHaveLength(6)
    for (let count = 0; count < 12; count++) call('people', `endpoint${count}`, { hold: true })
    await clock.advance(0)
    expect(begun).toHaveLength(9)
    call('money', 'refunds', { hold: true })
    await clock.advance(0)
    expect(begun.at(-1)).toMatchObject({ lane: 'money' })
  })

  it('a busy endpoint does not hold the others up', async () => {
    const { clock, begun, call } = start({ concurrency: 100, perEndpoint: 2 })
    for (let count = 0; count < 6; count++) call('money', 'charges')
    call('money', 'customers')
    await clock.advance(0)
    expect(begun.map(({ name }) => name.replace(/\d/g, ''))).toContain('customers')
    expect(begun.length).toBeLessThan(7)
    await clock.advance(4_000)
  })

  it('a call that could not start in time was never made', async () => {
    const { clock, begun, failed, ends, call } = start({ concurrency: 1 })
    call('money', 'charges', { hold: true })
    call('money', 'charges')
    await clock.advance(patience)
    expect(failed[0]).toBeInstanceOf(NotStartedError)
    ends[0]?.()
    await clock.advance(1_000)
    expect(begun).toHaveLength(1)
  })

  it('rests for as long as Stripe asked', async () => {
    const { clock, begun, limiter, call } = start()
    limiter.pause(1_500)
    call('money', 'charges')
    await clock.advance(1_499)
    expect(begun).toHaveLength(0)
    await clock.advance(1)
    expect(begun).toHaveLength(1)
  })
})
