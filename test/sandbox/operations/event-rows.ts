import { expect } from 'vitest'
import { does, type Row, refuses } from './row.ts'

export const eventRows: readonly Row[] = [
  does('events.list', 'finds by type, wildcard and time', async ({ stripe }) => {
    const { id, created } = await stripe.customers.create()
    await stripe.customers.update(id, { name: 'Ada' })
    const found = await stripe.events.list({ type: 'customer.*', created: { gte: created } })
    expect(found.data.map(({ type }) => type)).toEqual(['customer.updated', 'customer.created'])
    expect((await stripe.events.list({ types: ['customer.created'] })).data).toHaveLength(1)
    expect((await stripe.events.list({ created: { lt: created } })).data).toEqual([])
  }),
  refuses(
    'events.list',
    'refuses a type beside types',
    ({ stripe }) => stripe.events.list({ type: 'charge.*', types: ['charge.refunded'] }),
    { class: 'StripeInvalidRequestError', status: 400, message: /only specify one/ },
  ),
  does('events.retrieve', 'tells the object as it was then', async ({ stripe }) => {
    const { id } = await stripe.customers.create({ name: 'Ada' })
    const [event] = (await stripe.events.list()).data
    await stripe.customers.update(id, { name: 'Grace' })
    expect(await stripe.events.retrieve(event!.id)).toMatchObject({
      type: 'customer.created',
      data: { object: { id, name: 'Ada' } },
    })
  }),
  refuses(
    'events.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.events.retrieve('evt_none'),
    {
      class: 'StripeInvalidRequestError',
      status: 404,
      code: 'resource_missing',
      param: 'id',
    },
  ),
]
