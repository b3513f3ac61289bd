import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { html } from '#server/sandbox/pages/html.ts'
import {
  type PageRequest,
  type PageRoute,
  type Problem,
  redirectTo,
} from '#server/sandbox/pages/page-route.ts'
import { showPage } from '#server/sandbox/pages/show-page.ts'
import { changeByCustomer } from '#server/sandbox/resources/checkout-sessions/change-by-customer.ts'
import {
  checkoutSessions,
  type Session,
} from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { confirmSession } from '#server/sandbox/resources/checkout-sessions/complete/confirm-session.ts'
import {
  lastErrorOf,
  nextActionOf,
} from '#server/sandbox/resources/checkout-sessions/complete/next-action.ts'
import { checkoutAssets } from './checkout-assets.ts'
import { checkoutPage } from './checkout-page.ts'
import { afterwards, endedPage, isEmbedded, sessionUrl } from './page-frame.ts'
import { readForm } from './read-form.ts'

/** The session, if this visitor may see its page: one in a frame is for who holds its secret. */
function visible(work: Work, { query }: PageRequest, id: string): Session | undefined {
  const session = work.get(checkoutSessions, id)
  if (!session || session.ui_mode === 'elements') return undefined
  return !isEmbedded(session) || query.get('client_secret') === session.client_secret ? session : undefined
}

/** @throws {ApiFailure} 404 by `visible`. */
function sessionFor(work: Work, request: PageRequest, id: string): Session {
  const session = visible(work, request, id)
  if (session) return session
  throw missing('checkout.session', id, 'session')
}

function show(work: Work, request: PageRequest, id: string): SandboxResponse {
  const session = sessionFor(work, request, id)
  if (session.status !== 'open') return endedPage(session)
  const message = lastErrorOf(work, session)
  return checkoutPage(work, session, message === undefined ? {} : { problems: [{ message }] })
}

/** Where a customer is sent after a try: on to the seller, to a challenge, or back to the page. */
function onwards(work: Work, session: Session): SandboxResponse {
  const next = session.status === 'complete' && !isEmbedded(session) ? afterwards(session) : null
  if (next !== null) return redirectTo(next)
  return redirectTo(nextActionOf(work, session)?.redirect_to_url?.url ?? sessionUrl(work, session))
}

function pay(work: Work, request: PageRequest, id: string): SandboxResponse {
  const session = sessionFor(work, request, id)
  if (session.status !== 'open') return onwards(work, session)
  const returnUrl = sessionUrl(work, session, '/return')
  return onwards(work, confirmSession(work, session, { ...readForm(work, request.form, session), returnUrl }))
}

function change(work: Work, request: PageRequest, id: string): SandboxResponse {
  const session = sessionFor(work, request, id)
  if (session.status !== 'open') return onwards(work, session)
  const { form } = request
  const word = form.get('promotion_code')
  const item = form.get('item')
  const quantity = Number(form.get('quantity'))
  if (item !== null && !Number.isInteger(quantity)) {
    throw invalid('Choose a whole number.', { param: 'line_items' })
  }
  const changed = changeByCustomer(work, session, {
    promotionCode: word === null ? undefined : word.trim() || null,
    quantities: item === null ? undefined : [{ id: item, quantity }],
    shippingRate: form.get('shipping_rate') ?? undefined,
  })
  return redirectTo(sessionUrl(work, changed))
}

const refused = (
  work: Work,
  request: PageRequest,
  problems: readonly Problem[],
  id: string,
): SandboxResponse => {
  const session = visible(work, request, id)
  if (!session)
    return showPage({
      status: 404,
      title: 'There is no such page',
      body: html`<h1>There is no such page</h1>`,
    })
  return session.status === 'open'
    ? checkoutPage(work, session, { problems, typed: request.form })
    : endedPage(session)
}

/** A code that cannot be used is told at its own field. */
const refusedCode: NonNullable<PageRoute['refused']> = (work, request, problems, id = '') =>
  refused(
    work,
    request,
    problems.map(({ message }) => ({ field: 'promotion_code', message })),
    id,
  )

const route = (method: PageRoute['method'], path: string, run: PageRoute['run']): PageRoute => ({
  method,
  path: `/checkout/:session${path}`,
  run,
  refused: (work, request, problems, id = '') => refused(work, request, problems, id),
})

/** The page of a hosted session, and of an embedded one inside a frame. */
export const checkoutPages: readonly PageRoute[] = [
  ...checkoutAssets,
  route('GET', '', (work, request, id = '') => show(work, request, id)),
  route('POST', '', (work, request, id = '') => pay(work, request, id)),
  route('GET', '/return', (work, request, id = '') => onwards(work, sessionFor(work, request, id))),
  route('POST', '/quantity', (work, request, id = '') => change(work, request, id)),
  route('POST', '/shipping', (work, request, id = '') => change(work, request, id)),
  {
    ...route('POST', '/promotion', (work, request, id = '') => change(work, request, id)),
    refused: refusedCode,
  },
]
