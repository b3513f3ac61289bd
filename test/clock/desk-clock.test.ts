import { expect, test } from 'vitest'
import { DeskClock } from '#server/clock.ts'
import { OwnClock } from '#test/own-clock.ts'

const dayMs = 24 * 60 * 60 * 1000
const noon = Date.UTC(2026, 10, 24, 12)

function clocks() {
  const real = new OwnClock(noon)
  return { real, desk: new DeskClock(real) }
}

test('a day that was skipped is over for what waited for it', async () => {
  const { real, desk } = clocks()
  const done: string[] = []
  desk.after(dayMs, () => done.push('tomorrow'))
  desk.after(3 * dayMs, () => done.push('in three days'))
  desk.travel(2 * dayMs)
  expect(desk.now()).toBe(noon + 2 * dayMs)
  await real.advance(0)
  expect(done).toEqual(['tomorrow'])
  await real.advance(dayMs)
  expect(done).toEqual(['tomorrow', 'in three days'])
})

test('a wait for an answer is as long as it was', async () => {
  const { real, desk } = clocks()
  let over = false
  desk.after(10_000, () => {
    over = true
  })
  desk.travel(dayMs)
  await real.advance(9_999)
  expect(over).toBe(false)
  await real.advance(1)
  expect(over).toBe(true)
})

test('what was called off stays so, over any journey', async () => {
  const { real, desk } = clocks()
  const cancel = desk.after(dayMs, () => expect.unreachable())
  desk.travel(dayMs / 2)
  cancel()
  desk.travel(2 * dayMs)
  await real.advance(3 * dayMs)
})

test('going back makes the rest of a wait longer again', async () => {
  const { real, desk } = clocks()
  let done = false
  desk.travel(5 * dayMs)
  desk.after(dayMs, () => {
    done = true
  })
  desk.travel(0)
  await real.advance(5 * dayMs)
  expect(done).toBe(false)
  await real.advance(dayMs)
  expect(done).toBe(true)
})
