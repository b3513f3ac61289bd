import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Kind } from '#server/sandbox/core/kind.ts'
import type { State } from '#server/sandbox/core/state.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { disputes } from '#server/sandbox/resources/disputes/dispute.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { events } from '#server/sandbox/webhooks/event.ts'
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
})

describe('the same seed', () => {
  test('gives the same world', () => {
    const digest = (of: State, kind: Kind) => {
      const hash = createHash('sha256')
      for (const item of everything(of, kind)) hash.update(JSON.stringify(item))
      return hash.digest('hex')
    }
    for (const kind of [customers, charges, refunds, disputes, subscriptions, invoices, events]) {
      expect(digest(twin, kind), kind.name).toBe(digest(state, kind))
    }
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
