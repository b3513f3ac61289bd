import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { State } from '#server/sandbox/core/state.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { disputes } from '#server/sandbox/resources/disputes/dispute.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { baseTimeMs, dayMs, everything, worldAt } from './seeded-world.ts'

let state: State
let twin: State
let later: State
let other: State
beforeAll(() => {
  state = worldAt(baseTimeMs)
  twin = worldAt(baseTimeMs)
  later = worldAt(baseTimeMs + 97 * dayMs + 12_345)
  other = worldAt(baseTimeMs, 'elsewhere')
}, 240_000)

describe('the same seed', () => {
  test('gives the same world to the byte, ids included', () => {
    const digestsOf = (of: State) =>
      [...of.collections()].map(({ kind, all }) => {
        const hash = createHash('sha256')
        for (const { item } of all.entries) hash.update(JSON.stringify(item))
        return `${kind.name} ${all.entries.length} ${hash.digest('hex')}`
      })
    expect(digestsOf(twin)).toEqual(digestsOf(state))
  })

  test('gives the same people, payments and ids at another time', () => {
    const shape = (of: State) =>
      [
        everything(of, customers).map(({ id, email }) => [id, email]),
        everything(of, charges).map(({ id, amount, description }) => [
          id,
          amount,
          description?.replace(/, \d.*/, ''),
        ]),
        everything(of, refunds).map(({ id, status }) => [id, status]),
        everything(of, disputes).map(({ id, status }) => [id, status]),
        everything(of, subscriptions).map(({ id, status }) => [id, status]),
      ].map(rows =>
        rows
          .map(row => row.join(' '))
          .sort()
          .join('\n'),
      )
    expect(shape(later)).toEqual(shape(state))
  })

  test('and another seed gives another', () => {
    expect(everything(other, customers)[0]?.id).not.toBe(everything(state, customers)[0]?.id)
  })
})

test('an empty world has nobody', () => {
  expect(everything(worldAt(baseTimeMs, 'empty'), customers)).toEqual([])
})
