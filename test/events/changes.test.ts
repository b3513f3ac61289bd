import { describe, expect, it } from 'vitest'
import { changesOf } from '#server/features/events/changes-of.ts'
import { headlineOf } from '#server/features/events/headline.ts'
import { readReceived } from '#server/inbox/envelope.ts'
import { eventBody } from '#test/inbox/signed-event.ts'

const received = (type: string, object: Record<string, unknown>, previous?: Record<string, unknown>) =>
  readReceived(Buffer.from(eventBody({ type, object, ...(previous && { previous }) })))

const changes = (object: Record<string, unknown>, previous: Record<string, unknown>) =>
  changesOf(received('x.updated', object, previous), { clear: true })

describe('what changed, in words', () => {
  it('tells states, times and money as what they are', () => {
    expect(
      changes(
        {
          object: 'subscription',
          currency: 'jpy',
          status: 'active',
          trial_end: null,
          items: { data: [{ current_period_end: 1_798_000_000, quantity: 2 }] },
          amount_due: 500,
        },
        {
          status: 'trialing',
          trial_end: 1_795_000_000,
          items: { data: [{ current_period_end: 1_795_000_000, quantity: 1 }] },
          amount_due: null,
        },
      ),
    ).toEqual([
      {
        label: 'Status',
        before: { type: 'state', of: 'subscription', state: 'trialing' },
        after: { type: 'state', of: 'subscription', state: 'active' },
      },
      { label: 'Trial ends', before: { type: 'time', at: 1_795_000_000_000 }, after: null },
      {
        label: 'Period ends',
        before: { type: 'time', at: 1_795_000_000_000 },
        after: { type: 'time', at: 1_798_000_000_000 },
      },
      { label: 'Quantity', before: { type: 'text', text: '1' }, after: { type: 'text', text: '2' } },
      { label: 'Due', before: null, after: { type: 'money', amount: 500, currency: 'jpy' } },
    ])
  })

  it('names metadata by its key, and ids as ids', () => {
    expect(
      changes(
        { metadata: { ticket: 'ZD-1' }, latest_charge: 'ch_2' },
        { metadata: { ticket: null }, latest_charge: 'ch_1' },
      ),
    ).toEqual([
      { label: 'Metadata: ticket', before: null, after: { type: 'text', text: 'ZD-1' } },
      { label: 'Latest charge', before: { type: 'id', id: 'ch_1' }, after: { type: 'id', id: 'ch_2' } },
    ])
  })

  it('is silent about a payload that says nothing of the past, and bounded about a huge one', () => {
    expect(changesOf(received('charge.succeeded', {}), { clear: true })).toEqual([])
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key_${n}`, n]))
    expect(changes({}, many)).toHaveLength(30)
  })

  it.each([
    ['refund.created', { amount: 4_200, currency: 'eur' }, 'Refund of €42.00 was created.'],
    ['charge.dispute.created', { amount: 500, currency: 'jpy' }, 'Dispute of ¥500 was created.'],
    [
      'payment_intent.payment_failed',
      { amount: 5_120, currency: 'kwd' },
      'Payment of 5.120 KWD was declined.',
    ],
    ['customer.created', {}, 'Customer was created.'],
    ['foo.bar_baz', {}, 'Foo bar baz.'],
  ])('says %s in one sentence', (type, object, sentence) => {
    expect(headlineOf(received(type, object))).toBe(sentence)
  })
})
