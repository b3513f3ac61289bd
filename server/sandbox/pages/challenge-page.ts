import type Stripe from 'stripe'
import { missing } from '#server/sandbox/core/api-failure.ts'
import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { answerChallenge } from '#server/sandbox/resources/setup-intents/authenticate-setup.ts'
import { setupIntents } from '#server/sandbox/resources/setup-intents/setup-intent.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { attribute, html } from './html.ts'
import { merchantOf } from './merchant.ts'
import { type PageRequest, type PageRoute, redirectTo } from './page-route.ts'
import { pageUrl } from './page-url.ts'
import { showPage } from './show-page.ts'

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent

/** @throws {ApiFailure} 404 without the intent's own secret, as for one that does not exist. */
function intentFor(work: Work, { query }: PageRequest, id: string): Intent {
  const intent = work.get(paymentIntents, id) ?? work.get(setupIntents, id)
  if (intent && query.get('client_secret') === intent.client_secret) return intent
  throw missing('payment_intent', id, 'intent')
}

/** Stripe.js wants to be told when it is over; others, such as an embedded checkout, wait to be come back to. */
const isEmbedded = ({ query }: PageRequest): boolean => query.get('embedded') === '1'

const returnUrlOf = ({ next_action: action }: Intent): string | null =>
  action?.redirect_to_url?.return_url ?? null

function cardOf(work: Work, intent: Intent): string {
  const { card } = work.get(paymentMethods, idOf(intent.payment_method) ?? '') ?? {}
  return card ? `${card.brand} •••• ${card.last4}` : 'A saved payment method'
}

const amountOf = (intent: Intent): string =>
  'amount' in intent ? formatMoney(intent) : 'Nothing now: the card is saved for later'

const frameOf = (request: PageRequest) => (request.framed ? { framedBy: 'anyone' as const } : {})

function question(work: Work, request: PageRequest, intent: Intent): SandboxResponse {
  const merchant = merchantOf(work)
  const target = `${request.path}?${request.query}`
  return showPage({
    title: '3D Secure',
    merchant,
    body: html`<section class="panel challenge">
<div class="stack"><h1>Is it you who pays?</h1>
<p class="lead">Here the customer’s bank would ask for a code or a fingerprint. In the sandbox you decide how it ends.</p></div>
<dl class="facts">
<div><dt>Seller</dt><dd><bdi>${merchant}</bdi></dd></div>
<div><dt>Amount</dt><dd>${amountOf(intent)}</dd></div>
<div><dt>Card</dt><dd class="brand">${cardOf(work, intent)}</dd></div>
</dl>
<form class="actions" method="post" action="${target}">
<button name="outcome" value="failed">Fail</button>
<button class="primary" name="outcome" value="succeeded">Complete</button>
</form></section>`,
    scripts: ['/assets/form.js', '/assets/challenge.js'],
    leadsTo: [returnUrlOf(intent)],
    ...frameOf(request),
  })
}

/** The challenge is over: a frame tells its host so, and a page of its own has nothing more to ask. */
const answered = (work: Work, request: PageRequest): SandboxResponse =>
  showPage({
    title: '3D Secure',
    merchant: merchantOf(work),
    body: html`<section class="panel challenge" role="status"${attribute('data-answered', isEmbedded(request))}><h1>The bank has its answer</h1><p class="lead">You can close this page.</p></section>`,
    scripts: ['/assets/challenge.js'],
    ...frameOf(request),
  })

/** As Stripe comes back: with the intent, its secret, and how it went. */
function comeBack(returnUrl: string, { object, id, client_secret: secret, status }: Intent): string {
  const url = new URL(returnUrl)
  url.searchParams.set(object, id)
  url.searchParams.set(`${object}_client_secret`, secret ?? '')
  const outcome =
    status === 'processing' ? 'pending' : status === 'requires_payment_method' ? 'failed' : 'succeeded'
  url.searchParams.set('redirect_status', outcome)
  return url.href
}

function decide(work: Work, request: PageRequest, id: string): SandboxResponse {
  const intent = intentFor(work, request, id)
  const again = pageUrl(work, `${request.path}?${request.query}`)
  if (intent.status !== 'requires_action') return redirectTo(again)
  const returnUrl = returnUrlOf(intent)
  const after = answerChallenge(work, id, request.form.get('outcome') === 'succeeded')
  return redirectTo(isEmbedded(request) || returnUrl === null ? again : comeBack(returnUrl, after))
}

/** Where a bank would have its customer prove who they are, for as long as an intent waits for it. */
export const challengePages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/3ds/:intent',
    run(work, request, id = '') {
      const intent = intentFor(work, request, id)
      return intent.status === 'requires_action' ? question(work, request, intent) : answered(work, request)
    },
  },
  { method: 'POST', path: '/3ds/:intent', run: (work, request, id = '') => decide(work, request, id) },
]
