import { expect, vi } from 'vitest'
import { does, type Row, refuses, type Scene } from './row.ts'

const frozen_time = Date.UTC(2030, 0, 1) / 1000

const clockIn = ({ stripe }: Scene) =>
  stripe.testHelpers.testClocks.create({ frozen_time, name: 'a year on' })

const notFound = {
  class: 'StripeInvalidRequestError',
  status: 404,
  code: 'resource_missing',
  param: 'test_clock',
  message: /^No such test_helpers.test_clock: 'clock_none'$/,
} as const

export const testClockRows: readonly Row[] = [
  does('testHelpers.testClocks.create', 'makes a clock that stands still', async scene => {
    const clock = await clockIn(scene)
    expect(clock).toMatchObject({ frozen_time, name: 'a year on', status: 'ready', status_details: {} })
    expect(clock.deletes_after).toBe(clock.created + 30 * 24 * 60 * 60)
  }),
  does('testHelpers.testClocks.create', 'puts an existing customer on it', async ({ stripe }) => {
    const { id } = await stripe.customers.create()
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time, customer: id })
    expect(await stripe.customers.retrieve(id)).toMatchObject({ test_clock: clock.id })
  }),
  refuses(
    'testHelpers.testClocks.create',
    'refuses a customer that is on another clock',
    async scene => {
      const clock = await clockIn(scene)
      const customer = await scene.stripe.customers.create({ test_clock: clock.id })
      return await scene.stripe.testHelpers.testClocks.create({ frozen_time, customer: customer.id })
    },
    { class: 'StripeInvalidRequestError', status: 400, param: 'customer' },
  ),
  refuses(
    'customers.create',
    'refuses a test clock that does not exist',
    ({ stripe }) => stripe.customers.create({ test_clock: 'clock_none' }),
    { class: 'StripeInvalidRequestError', status: 400, code: 'resource_missing', param: 'test_clock' },
  ),
  does('testHelpers.testClocks.retrieve', 'finds one by its id', async scene => {
    const clock = await clockIn(scene)
    expect(await scene.stripe.testHelpers.testClocks.retrieve(clock.id)).toMatchObject({ id: clock.id })
  }),
  refuses(
    'testHelpers.testClocks.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.testHelpers.testClocks.retrieve('clock_none'),
    notFound,
  ),
  does('testHelpers.testClocks.list', 'lists the newest first', async scene => {
    const [first, second] = [await clockIn(scene), await clockIn(scene)]
    const { data } = await scene.stripe.testHelpers.testClocks.list()
    expect(data.map(({ id }) => id)).toEqual([second.id, first.id])
  }),
  refuses(
    'testHelpers.testClocks.list',
    'refuses a cursor that names nothing',
    ({ stripe }) => stripe.testHelpers.testClocks.list({ starting_after: 'clock_none' }),
    { class: 'StripeInvalidRequestError', status: 400, code: 'resource_missing', param: 'starting_after' },
  ),
  does('testHelpers.testClocks.advance', 'sets out, and is ready when it has arrived', async scene => {
    const { testClocks } = scene.stripe.testHelpers
    const { id } = await clockIn(scene)
    const target = frozen_time + 60
    const advancing = await testClocks.advance(id, { frozen_time: target })
    expect(advancing).toMatchObject({ status: 'advancing', frozen_time })
    await vi.waitFor(async () => {
      expect(await testClocks.retrieve(id)).toMatchObject({ status: 'ready', frozen_time: target })
    })
  }),
  refuses(
    'testHelpers.testClocks.advance',
    'refuses to go back or to stand still',
    async scene => {
      const { id } = await clockIn(scene)
      return await scene.stripe.testHelpers.testClocks.advance(id, { frozen_time })
    },
    { class: 'StripeInvalidRequestError', status: 400, param: 'frozen_time' },
  ),
  refuses(
    'testHelpers.testClocks.advance',
    'refuses more than two years for a clock without subscriptions',
    async scene => {
      const { id } = await clockIn(scene)
      const target = Date.UTC(2032, 0, 1) / 1000 + 1
      return await scene.stripe.testHelpers.testClocks.advance(id, { frozen_time: target })
    },
    { class: 'StripeInvalidRequestError', status: 400, param: 'frozen_time', message: /two years/ },
  ),
  does('testHelpers.testClocks.del', 'deletes it with its customers', async scene => {
    const { id } = await clockIn(scene)
    const customer = await scene.stripe.customers.create({ test_clock: id })
    expect(await scene.stripe.testHelpers.testClocks.del(id)).toEqual({
      id,
      object: 'test_helpers.test_clock',
      deleted: true,
    })
    expect(await scene.stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true })
  }),
  refuses(
    'testHelpers.testClocks.del',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.testHelpers.testClocks.del('clock_none'),
    notFound,
  ),
]
