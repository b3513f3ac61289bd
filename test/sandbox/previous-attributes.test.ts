import { expect, test } from 'vitest'
import { previousAttributes } from '#server/sandbox/webhooks/previous-attributes.ts'
import { startTestSandbox } from './sandbox-client.ts'

test.each([
  ['a value that changed', { name: 'Ada', age: 1 }, { name: 'Grace', age: 1 }, { name: 'Ada' }],
  ['an old null', { name: null }, { name: 'Ada' }, { name: null }],
  ['null for what is new', {}, { name: 'Ada' }, { name: null }],
  ['what is gone', { name: 'Ada' }, {}, { name: 'Ada' }],
  [
    'only the changed keys of a hash in a hash',
    { address: { city: 'Paris', line: { one: 'a', two: 'b' } } },
    { address: { city: 'Paris', line: { one: 'a', two: 'c' } } },
    { address: { line: { two: 'b' } } },
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

test('an update tells what its metadata and address were, key by key', async () => {
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
    metadata: { tier: 'gold', ticket: null, since: '2020' },
    address: { city: 'Paris' },
  })
})
