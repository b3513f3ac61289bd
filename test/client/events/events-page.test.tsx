// @vitest-environment happy-dom
import '#test/client/in-dom.ts'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { eventOf, openEvents, runOf } from './open-events.tsx'

const table = () => screen.findByRole('table', { name: 'Events' })
const panel = () => screen.findByRole('region', { name: 'Event' })

describe('the feed', () => {
  test('tells how it does in one line', async () => {
    openEvents({ events: [eventOf('evt_a')] })
    await screen.findByText('a minute')
    const said = screen.getByRole('banner').textContent
    expect(said).toContain('Received42a minute')
    expect(said).toContain('Failed runs0.4 %of 24 h')
    expect(said).toContain('Lag p951.8 s')
    expect(said).toContain('14 waiting')
    expect(said).toContain('Gaps0since 23 Nov')
  })

  test('a row opens its event beside the list, and the address says so', async () => {
    const { user, search } = openEvents({
      events: [eventOf('evt_a'), eventOf('evt_b', { type: 'refund.failed' })],
    })
    await user.click(await screen.findByRole('link', { name: 'refund.failed' }))
    expect(search()).toEqual({ event: 'evt_b' })
    expect(await within(await panel()).findByRole('heading', { name: 'refund.failed' })).toBeInTheDocument()
    expect(within(await table()).queryByText('Object')).toBeNull()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(search()).toEqual({}))
  })

  test('while an event is read new ones wait, and Show lets them in', async () => {
    const events = [eventOf('evt_a')]
    const { user, tell } = openEvents({ events }, '/events?event=evt_a')
    await table()
    await screen.findByRole('link', { name: 'charge.updated' })
    events.unshift(eventOf('evt_b', { type: 'invoice.paid' }))
    await tell()
    expect(await screen.findByText('1 new event')).toBeInTheDocument()
    expect(screen.queryByRole('link', { name: 'invoice.paid' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Show' }))
    expect(await screen.findByRole('link', { name: 'invoice.paid' })).toBeInTheDocument()
  })

  test('with no event open new ones enter by themselves, and tint', async () => {
    const events = [eventOf('evt_a', { receivedAt: Date.now() - 60_000 })]
    const { tell } = openEvents({ events })
    await screen.findByRole('link', { name: 'charge.updated' })
    events.unshift(eventOf('evt_b', { type: 'invoice.paid', receivedAt: Date.now() + 1_000 }))
    await tell()
    const row = (await screen.findByRole('link', { name: 'invoice.paid' })).closest('tr')
    expect(row).toHaveClass('animate-new-row')
    expect(screen.getByRole('link', { name: 'charge.updated' }).closest('tr')).not.toHaveClass(
      'animate-new-row',
    )
  })

  test('a filter that leaves nothing is named, and can be cleared', async () => {
    const { user, search } = openEvents({ events: [eventOf('evt_a')] }, '/events?state=dead')
    expect(await screen.findByText('No event fits the filters')).toBeInTheDocument()
    expect(screen.getByText('Filtered by status dead.')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Clear' }))
    expect(await screen.findByRole('link', { name: 'charge.updated' })).toBeInTheDocument()
    expect(search()).toEqual({})
  })

  test('the ends of a range move by the arrow keys', async () => {
    const from = Date.UTC(2026, 10, 24, 9, 0)
    const to = Date.UTC(2026, 10, 24, 11, 0)
    const { user, search } = openEvents({ events: [eventOf('evt_a')] }, `/events?from=${from}&to=${to}`)
    const start = await screen.findByRole('slider', { name: 'Received from' })
    start.focus()
    await user.keyboard('{ArrowRight}')
    await waitFor(() => expect(search()).toMatchObject({ from: from + 20 * 60_000, to }))
    await user.click(screen.getByRole('button', { name: 'Remove filter Received' }))
    await waitFor(() => expect(search()).toEqual({}))
  })

  test('a bad link degrades to the whole list', async () => {
    const { search } = openEvents({ events: [eventOf('evt_a')] }, '/events?state=nonsense&from=soon&tab=7')
    await screen.findByRole('link', { name: 'charge.updated' })
    expect(search()).toEqual({})
  })
})

describe('an event', () => {
  test('says what changed in our words', async () => {
    const change = eventOf('evt_a', {
      changes: [
        {
          label: 'Status',
          before: { type: 'state', of: 'subscription', state: 'trialing' },
          after: { type: 'state', of: 'subscription', state: 'active' },
        },
        { label: 'Due', before: null, after: { type: 'money', amount: 3_800, currency: 'eur' } },
      ],
    })
    openEvents({ events: [change] }, '/events?event=evt_a')
    expect(await screen.findByText('Trial')).toBeInTheDocument()
    expect(await screen.findByText('Active')).toBeInTheDocument()
    expect(screen.getByText('€38.00')).toBeInTheDocument()
    expect(screen.getByText('was not set')).toBeInTheDocument()
  })

  test('tells of a failed run when it is tried again', async () => {
    const handlers = [
      runOf('Refresh pages'),
      runOf('Forward', {
        ...{ state: 'retrying', attempts: 2, error: '503 Unavailable', nextAttemptAt: Date.now() + 19_500 },
      }),
    ]
    openEvents({ events: [eventOf('evt_a', { state: 'retrying', handlers })] }, '/events?event=evt_a')
    expect(await screen.findByText(/^Try 3 of 8 at .*in \d+ s$/)).toBeInTheDocument()
    expect(screen.getByText(/503 Unavailable; the other is done/)).toBeInTheDocument()
    expect(screen.getByText('1 of 2 done')).toBeInTheDocument()
  })

  test('is reprocessed after asking once', async () => {
    const { user, replayed } = openEvents({ events: [eventOf('evt_a')] }, '/events?event=evt_a')
    await user.click(await screen.findByRole('button', { name: 'Reprocess…' }))
    expect(replayed).toEqual([])
    await user.click(await screen.findByRole('button', { name: 'Run 1 handler' }))
    await waitFor(() => expect(replayed).toEqual([{ id: 'evt_a', handler: undefined }]))
    expect(await within(await panel()).findByText('Received')).toBeInTheDocument()
  })

  test('shows who may not reprocess or read the payload why not, and asks for nothing', async () => {
    openEvents({ role: 'support', events: [eventOf('evt_a')] }, '/events?event=evt_a&tab=payload')
    expect(await screen.findByText('The payload is not shown')).toBeInTheDocument()
    expect(screen.getByText(/Only Engineers can read payloads/)).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Reprocess…' })).toHaveAttribute('aria-disabled', 'true')
    expect(screen.getByRole('button', { name: 'Backfill…' })).toHaveAttribute('aria-disabled', 'true')
  })

  test('that is not here says so', async () => {
    openEvents({ events: [] }, '/events?event=evt_gone')
    expect(await screen.findByText('There is no such event here')).toBeInTheDocument()
  })
})
