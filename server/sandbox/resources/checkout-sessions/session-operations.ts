import type Stripe from 'stripe'
import { missing } from '#server/sandbox/core/api-failure.ts'
import { embeddedPage } from '#server/sandbox/core/embedded-page.ts'
import { createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
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
      run(work, params, id) {
        work.need(checkoutSessions, id, 'session')
        return embeddedPage(work.get(checkoutPlans, id)?.items ?? [], params, `${url}/${id}/line_items`)
      },
    }),
    ...pageOperations,
  ],
  pages: checkoutPages,
}
