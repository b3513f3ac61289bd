import { expect, test } from 'vitest'
import { previousAttributes } from '#server/sandbox/webhooks/previous-attributes.ts'
import { startTestSandbox } from './sandbox-client.ts'

test.each([
  ['a value that changed', { name: 'Ada', age: 1 }, { name: 'Grace', age: 1 }, { name: 'Ada' }],
  ['an old null', { name: null }, { name: 'Ada' }, { name: null }],
  ['nothing for what is new', {}, { name: 'Ada' }, {}],
  ['what is gone', { name: 'Ada' }, {}, { name: 'Ada' }],
  [
    'a whole hash',
    { address: { city: 'Paris', line: { one: 'a', two: 'b' } } },
    { address: { city: 'Paris', line: { one: 'a', two: 'c' } } },
    { address: { city: 'Paris', line: { one: 'a', two: 'b' } } },
  ],
  ['a whole array', { items: [1, { a: 1 }] }, { items: [1, { a: 2 }] }, { items: [1, { a: 1 }] }],
  ['a hash that was set', { address: null }, { address: { city: 'Paris' } }, { address: null }],
  [
    'a hash that was unset',
    { address: { city: 'Paris' } },
    { address: null },
    { address: { city: 'Paris' } },
  ],
  ['nothing when nothing changed', { a: [1], b: { c: null } }, { a: [1], b: { c: null } }, {}],
])('%s is told', (_, before, after, told) => {
  expect(previousAttributes(before, after)).toEqual(told)
})

test('an update tells what its metadata and address were', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await stripe.customers.create({
    metadata: { tier: 'gold', since: '2020' },
    address: { city: 'Paris', country: 'FR' },
  })
  await stripe.customers.update(id, {
    metadata: { tier: 'silver', ticket: '7', since: '' },
    address: { city: 'Lyon', country: 'FR' },
  })
  const [event] = (await stripe.events.list({ type: 'customer.updated' })).data
  expect(event!.data.previous_attributes).toEqual({
    metadata: { tier: 'gold', since: '2020' },
    address: { city: 'Paris', country: 'FR', line1: null, line2: null, postal_code: null, state: null },
  })
})
