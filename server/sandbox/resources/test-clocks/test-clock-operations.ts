import type Stripe from 'stripe'
import type { JobHandlers } from '#server/sandbox/core/job.ts'
import { page, pageParams } from '#server/sandbox/core/list.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { integer, type Parsed, required, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import { testClocks } from '#server/sandbox/core/test-clock.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { advanceClock, checkReady } from './advance-clock.ts'
import { attachCustomer, removeCustomers } from './clock-customers.ts'

const livesSeconds = 30 * 24 * 60 * 60

const createParams = {
  customer: string(),
  frozen_time: required(integer({ min: 0 })),
  name: string({ max: 300 }),
} satisfies ShapeOf<Stripe.TestHelpers.TestClockCreateParams>

const advanceParams = {
  frozen_time: required(integer({ min: 0 })),
} satisfies ShapeOf<Stripe.TestHelpers.TestClockAdvanceParams>

function create(work: Work, params: Parsed<typeof createParams>): Stripe.TestHelpers.TestClock {
  const { customer, frozen_time, name = null } = params
  const clock: Stripe.TestHelpers.TestClock = {
    id: work.id('clock'),
    object: 'test_helpers.test_clock',
    created: work.now,
    deletes_after: work.now + livesSeconds,
    frozen_time,
    livemode: false,
    name,
    status: 'ready',
    status_details: {},
  }
  work.later(livesSeconds * 1000, 'test_clock.delete', clock.id)
  const made = work.create(testClocks, clock, 'test_helpers.test_clock.created')
  if (customer !== undefined) attachCustomer(work, customer, clock.id)
  return made
}

function remove(work: Work, clock: Stripe.TestHelpers.TestClock): void {
  removeCustomers(work, clock.id)
  work.remove(testClocks, clock.id)
  work.emit('test_helpers.test_clock.deleted', clock)
}

const clockJobs: JobHandlers = {
  'test_clock.delete': (work, id) => {
    const clock = work.get(testClocks, id)
    if (clock) remove(work, clock)
  },
}

export const testClockResource: Resource = {
  kinds: [],
  jobs: clockJobs,
  operations: [
    operation({
      method: 'POST',
      path: '/v1/test_helpers/test_clocks',
      params: createParams,
      run: create,
    }),
    operation({
      method: 'GET',
      path: '/v1/test_helpers/test_clocks',
      params: pageParams,
      run: (work, params) => page(work, testClocks, params, { url: '/v1/test_helpers/test_clocks' }),
    }),
    operation({
      method: 'GET',
      path: '/v1/test_helpers/test_clocks/:test_clock',
      params: {},
      run: (work, _, id) => work.need(testClocks, id, 'test_clock'),
    }),
    operation({
      method: 'POST',
      path: '/v1/test_helpers/test_clocks/:test_clock/advance',
      params: advanceParams,
      run: (work, { frozen_time }, id) => advanceClock(work, frozen_time, id),
    }),
    operation({
      method: 'DELETE',
      path: '/v1/test_helpers/test_clocks/:test_clock',
      params: {},
      run(work, _, id): Stripe.TestHelpers.DeletedTestClock {
        const clock = work.need(testClocks, id, 'test_clock')
        checkReady(clock)
        remove(work, clock)
        return { id, object: 'test_helpers.test_clock', deleted: true }
      },
    }),
  ],
}
