import { describe, expect, it } from 'vitest'
import { anyChange, type CachedRead, ReadCache } from '#server/stripe/read-cache.ts'
import { OwnClock } from '#test/own-clock.ts'

/** A read whose answers the test gives, in the order that it likes. */
function reads(ids: readonly string[] = ['cus_1']) {
  const answers: ((value: string) => void)[] = []
  const failures: ((error: Error) => void)[] = []
  const read: CachedRead<string> = {
    key: 'customer:cus_1',
    ids,
    idsOf: value => [`named by ${value}`],
    freshForMs: 10_000,
    load: () =>
      new Promise((resolve, reject) => {
        answers.push(resolve)
        failures.push(reject)
      }),
  }
  const clock = new OwnClock()
  return { read, answers, failures, clock, cache: new ReadCache(clock) }
}

describe('the cache', () => {
  it('answers from what was read until it is old', async () => {
    const { cache, clock, read, answers } = reads()
    const first = cache.read(read)
    answers[0]?.('Elif')
    expect(await first).toBe('Elif')
    await clock.advance(9_999)
    expect(await cache.read(read)).toBe('Elif')
    await clock.advance(1)
    void cache.read(read)
    expect(answers).toHaveLength(2)
  })

  it('callers at the same time share one read', async () => {
    const { cache, read, answers } = reads()
    const all = [cache.read(read), cache.read(read), cache.read(read)]
    answers[0]?.('Elif')
    expect(await Promise.all(all)).toEqual(['Elif', 'Elif', 'Elif'])
    expect(answers).toHaveLength(1)
  })

  it('a read that began before a change is not kept as true after it', async () => {
    const { cache, read, answers } = reads()
    const before = cache.read(read)
    cache.forget(['cus_1'])
    const after = cache.read(read)
    expect(answers).toHaveLength(2)
    answers[0]?.('old')
    answers[1]?.('new')
    expect([await before, await after, await cache.read(read)]).toEqual(['old', 'new', 'new'])
  })

  it('an older version never overwrites a newer one, however late it comes', async () => {
    const { cache, read, answers } = reads()
    const slow = cache.read(read)
    const quick = cache.readNow(read)
    answers[1]?.('new')
    await quick
    answers[0]?.('old')
    expect(await slow).toBe('old')
    expect(await cache.read(read)).toBe('new')
  })

  it('a change of an object that the value names concerns it too', async () => {
    const { cache, read, answers } = reads([])
    const first = cache.read(read)
    answers[0]?.('Elif')
    await first
    cache.forget(['named by Elif'])
    void cache.read(read)
    expect(answers).toHaveLength(2)
  })

  it('a list is read again after any change', async () => {
    const { cache, read, answers } = reads([anyChange])
    const first = cache.read(read)
    answers[0]?.('Elif')
    await first
    cache.forget(['pi_of_somebody_else'])
    void cache.read(read)
    expect(answers).toHaveLength(2)
  })

  it('keeps no failure, and still knows the last value', async () => {
    const { cache, clock, read, answers, failures } = reads()
    const first = cache.read(read)
    answers[0]?.('Elif')
    await first
    await clock.advance(20_000)
    const second = cache.read(read)
    failures[1]?.(new Error('down'))
    await expect(second).rejects.toThrow('down')
    expect(cache.last<string>(read.key)).toBe('Elif')
  })
})
