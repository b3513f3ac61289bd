import { QueryClient } from '@tanstack/react-query'
import { describe, expect, test, vi } from 'vitest'
import { connectLive } from '#client/lib/live.ts'
import type { Change } from '#shared/api/stream.ts'

/** The page's own end of the stream; a test says what comes. */
class OwnEventSource {
  static last: OwnEventSource | undefined
  onopen: (() => void) | undefined
  onmessage: ((message: { data: string }) => void) | undefined
  onerror: (() => void) | undefined
  constructor() {
    OwnEventSource.last = this
  }
  close(): void {}
}

/** Which of these queries are read again after the changes. */
function readAgain(keys: readonly (readonly unknown[])[], changes: readonly Change[]): unknown[] {
  vi.stubGlobal('EventSource', OwnEventSource)
  const client = new QueryClient()
  for (const key of keys) client.setQueryData(key, 'as it was')
  const close = connectLive(client, () => undefined)
  OwnEventSource.last?.onmessage?.({ data: JSON.stringify({ changes }) })
  close()
  vi.unstubAllGlobals()
  return keys.filter(key => client.getQueryState(key)?.isInvalidated).map(([name]) => name)
}

describe('a change of a payment', () => {
  const change: Change = { topic: 'payment', id: 'pi_1' }

  test('refreshes its own page and not that of another payment', () => {
    expect(readAgain([['getPayment', { id: 'pi_1' }, null]], [change])).toEqual(['getPayment'])
    expect(readAgain([['getPayment', { id: 'pi_2' }, null]], [change])).toEqual([])
  })

  test('refreshes the page that was opened by a charge’s id', () => {
    expect(readAgain([['getPayment', { id: 'ch_1' }, null]], [change])).toEqual(['getPayment'])
  })

  test('refreshes every list, and what is summed or told of a customer', () => {
    const keys = [
      ['listPayments', null, { customer: 'cus_1' }, 'pages'],
      ['getCustomerFigures', { id: 'cus_1' }, null],
      ['getCustomerTimeline', { id: 'cus_1' }, null],
      ['listCustomers', null, null],
    ]
    expect(readAgain(keys, [change])).toEqual(['listPayments', 'getCustomerFigures', 'getCustomerTimeline'])
  })
})

test('a change without an id refreshes whatever its topic holds', () => {
  const keys = [
    ['getPayment', { id: 'pi_1' }, null],
    ['getInvoice', { id: 'in_1' }, null],
  ]
  expect(readAgain(keys, [{ topic: 'payment', id: null }])).toEqual(['getPayment'])
})

test('a burst is read again at once and then in company, and its last change is not lost', () => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', OwnEventSource)
  const client = new QueryClient()
  const invalidated = vi.spyOn(client, 'invalidateQueries').mockResolvedValue()
  const close = connectLive(client, () => undefined)
  const tell = () =>
    OwnEventSource.last?.onmessage?.({ data: JSON.stringify({ changes: [{ topic: 'event', id: null }] }) })
  for (let sent = 0; sent < 20; sent += 1) tell()
  expect(invalidated).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(250)
  expect(invalidated).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(10_000)
  expect(invalidated).toHaveBeenCalledTimes(2)
  tell()
  expect(invalidated).toHaveBeenCalledTimes(3)
  close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
