import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { html } from '#server/sandbox/pages/html.ts'
import { type PageRoute, redirectTo } from '#server/sandbox/pages/page-route.ts'
import type { Flow } from '#server/sandbox/resources/billing-portal/portal-session.ts'
import { cancel, cancelPage, keep } from './cancel-page.ts'
import { confirmChange, confirmPage } from './confirm-page.ts'
import { detailsPage, saveDetails } from './details-page.ts'
import { doneNotice, homePage } from './home-page.ts'
import { logIn, loginPage } from './login-page.ts'
import { addMethod, makeDefault, methodPage, removeMethod } from './method-page.ts'
import { changePlan, planPage } from './plan-page.ts'
import { portalPage, portalUrl, type Visit, visitOf } from './portal-visit.ts'

/** Where a session's flow begins. */
function startOf(flow: Flow): string {
  switch (flow.type) {
    case 'customer_update':
      return '/details'
    case 'payment_method_update':
      return '/payment-methods/new'
    case 'subscription_cancel':
      return `/subscriptions/${flow.subscription_cancel?.subscription}/cancel`
    case 'subscription_update':
      return `/subscriptions/${flow.subscription_update?.subscription}/plan`
    case 'subscription_update_confirm':
      return '/confirm'
    default:
      return ''
  }
}

function home(visit: Visit, query: URLSearchParams): SandboxResponse {
  const { flow } = visit.session
  const start = flow && !query.has('done') ? startOf(flow) : ''
  return start === '' ? homePage(visit, query.get('done')) : redirectTo(portalUrl(visit, start))
}

/** The end of a flow that says so on a page of its own. */
function done(visit: Visit, query: URLSearchParams): SandboxResponse {
  const { flow, return_url: back } = visit.session
  const message = flow?.after_completion.hosted_confirmation?.custom_message
  return portalPage(visit, {
    title: 'Done',
    body: html`${doneNotice(query.get('done'))}<h1>Done</h1>${message && html`<p class="lead">${message}</p>`}<p><a class="button" href="${back ?? `${portalUrl(visit)}?done=`}">Back</a></p>`,
  })
}

const path = '/portal/:session'

/** The customer portal, page by page. Each form is shown again with what is wrong with it. */
export const portalRoutes: readonly PageRoute[] = [
  { method: 'GET', path: '/portal/login/:configuration', run: (work, _, id) => loginPage(work, id) },
  {
    method: 'POST',
    path: '/portal/login/:configuration',
    run: (work, { form }, id) => logIn(work, id, form),
    refused: (work, _, problems, id) => loginPage(work, id, problems),
  },
  { method: 'GET', path, run: (work, { query }, id) => home(visitOf(work, id), query) },
  { method: 'GET', path: `${path}/done`, run: (work, { query }, id) => done(visitOf(work, id), query) },
  {
    method: 'GET',
    path: `${path}/subscriptions/:subscription/cancel`,
    run: (work, _, id, subscription = '') => cancelPage(visitOf(work, id), subscription),
  },
  {
    method: 'POST',
    path: `${path}/subscriptions/:subscription/cancel`,
    run: (work, { form }, id, subscription = '') => cancel(visitOf(work, id), subscription, form),
  },
  {
    method: 'POST',
    path: `${path}/subscriptions/:subscription/continue`,
    run: (work, _, id, subscription = '') => keep(visitOf(work, id), subscription),
  },
  {
    method: 'GET',
    path: `${path}/subscriptions/:subscription/plan`,
    run: (work, _, id, subscription = '') => planPage(visitOf(work, id), subscription),
  },
  {
    method: 'POST',
    path: `${path}/subscriptions/:subscription/plan`,
    run: (work, { form }, id, subscription = '') => changePlan(visitOf(work, id), subscription, form),
    refused: (work, _, problems, id, subscription = '') =>
      planPage(visitOf(work, id), subscription, problems),
  },
  { method: 'GET', path: `${path}/confirm`, run: (work, _, id) => confirmPage(visitOf(work, id)) },
  {
    method: 'POST',
    path: `${path}/confirm`,
    run: (work, _, id) => confirmChange(visitOf(work, id)),
    refused: (work, _, problems, id) => confirmPage(visitOf(work, id), problems),
  },
  {
    method: 'GET',
    path: `${path}/payment-methods/new`,
    run: (work, _, id) => methodPage(visitOf(work, id)),
  },
  {
    method: 'POST',
    path: `${path}/payment-methods/new`,
    run: (work, { form }, id) => addMethod(visitOf(work, id), form),
    refused: (work, _, problems, id) => methodPage(visitOf(work, id), problems),
  },
  {
    method: 'POST',
    path: `${path}/payment-methods/:method/default`,
    run: (work, _, id, method = '') => makeDefault(visitOf(work, id), method),
  },
  {
    method: 'POST',
    path: `${path}/payment-methods/:method/remove`,
    run: (work, _, id, method = '') => removeMethod(visitOf(work, id), method),
  },
  { method: 'GET', path: `${path}/details`, run: (work, _, id) => detailsPage(visitOf(work, id)) },
  {
    method: 'POST',
    path: `${path}/details`,
    run: (work, { form }, id) => saveDetails(visitOf(work, id), form),
    refused: (work, { form }, problems, id) => detailsPage(visitOf(work, id), { problems, typed: form }),
  },
]
