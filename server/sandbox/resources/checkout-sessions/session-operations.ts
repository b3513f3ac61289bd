import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import type { Parsed } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { checkoutPlans, checkoutSessions, type Session } from './checkout-session.ts'
import { settleJobs } from './complete/settle.ts'
import { createSession } from './create-session.ts'
import { expireSession } from './expire-session.ts'
import { checkoutPages } from './page/checkout-routes.ts'
import { pageOperations } from './payment-page-operations.ts'
import { createParams, type ListParams, listParams, updateParams } from './session-params.ts'
import { updateSession } from './update-session.ts'

const url = '/v1/checkout/sessions'

/** The narrowest index that the filters name. */
function indexOf(params: ListParams): readonly [index: string, key: string] | undefined {
  const { payment_intent: intent, subscription, customer } = params
  if (intent !== undefined) return ['payment_intent', intent]
  if (subscription !== undefined) return ['subscription', subscription]
  return customer === undefined ? undefined : ['customer', customer]
}

function list(work: Work, params: ListParams): Stripe.ApiList<Session> {
  const { customer, customer_details: details, payment_link: link, status, subscription } = params
  if (link !== undefined) throw missing('payment_link', link, 'payment_link', 400)
  const within = createdWithin(params.created)
  return page(work, checkoutSessions, params, {
    url,
    by: indexOf(params),
    keep: session =>
      within(session) &&
      (customer === undefined || session.customer === customer) &&
      (subscription === undefined || session.subscription === subscription) &&
      (details === undefined || session.customer_details?.email === details.email) &&
      (status === undefined || session.status === status),
  })
}

/** A page of the session's items, in the order of the cart. The limit is clamped to 1..100. */
function listItems(
  work: Work,
  params: Parsed<typeof pageParams>,
  id: string,
): Stripe.ApiList<Stripe.LineItem> {
  work.need(checkoutSessions, id, 'session')
  const items = work.get(checkoutPlans, id)?.items ?? []
  const { starting_after: after, ending_before: before } = params
  if (after !== undefined && before !== undefined) {
    throw invalid('You may only specify one of these parameters: ending_before, starting_after.')
  }
  const cursor = after ?? before
  const at = items.findIndex(item => item.id === cursor)
  if (cursor !== undefined && at < 0) {
    throw missing('item', cursor, after === undefined ? 'ending_before' : 'starting_after', 400)
  }
  const limit = Math.min(100, Math.max(1, params.limit ?? 10))
  const eligible = before === undefined ? items.slice(at + 1) : items.slice(0, at)
  const data = before === undefined ? eligible.slice(0, limit) : eligible.slice(-limit)
  return { object: 'list', data, has_more: eligible.length > limit, url: `${url}/${id}/line_items` }
}

export const checkoutSessionResource: Resource = {
  kinds: [checkoutSessions, checkoutPlans],
  jobs: {
    ...settleJobs,
    'checkout_session.expire': (work, id) => {
      const session = work.get(checkoutSessions, id)
      if (session?.status === 'open') expireSession(work, session)
    },
  },
  operations: [
    operation({ method: 'POST', path: url, params: createParams, run: createSession }),
    operation({ method: 'GET', path: url, params: listParams, run: list }),
    operation({
      method: 'GET',
      path: `${url}/:session`,
      params: {},
      run: (work, _, id) => work.need(checkoutSessions, id, 'session'),
    }),
    operation({ method: 'POST', path: `${url}/:session`, params: updateParams, run: updateSession }),
    operation({
      method: 'POST',
      path: `${url}/:session/expire`,
      params: {},
      run: (work, _, id) => expireSession(work, work.need(checkoutSessions, id, 'session')),
    }),
    operation({
      method: 'GET',
      path: `${url}/:session/line_items`,
      params: pageParams,
      run: listItems,
    }),
    ...pageOperations,
  ],
  pages: checkoutPages,
}
