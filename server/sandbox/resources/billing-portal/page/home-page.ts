import type Stripe from 'stripe'
import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { type Html, html } from '#server/sandbox/pages/html.ts'
import { merchantOf } from '#server/sandbox/pages/merchant.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { ended, subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { dayInWords, planInWords, standing } from './plan-words.ts'
import { type Done, doneWords, portalPage, portalUrl, type Visit } from './portal-visit.ts'

const isDone = (word: string): word is Done => Object.hasOwn(doneWords, word)

/** What was just done, if anything. */
export const doneNotice = (word: string | null): Html | null =>
  word !== null && isDone(word)
    ? html`<div class="notice plain" role="status"><p>${doneWords[word]}</p></div>`
    : null

/** The portal's first page: plans, payment methods, details and invoices, as far as they are offered. */
export function homePage(visit: Visit, done: string | null): SandboxResponse {
  const { work, session, features, profile } = visit
  const back =
    session.return_url !== null &&
    html`<p><a href="${session.return_url}">Back to <bdi>${merchantOf(work)}</bdi></a></p>`
  return portalPage(visit, {
    title: `Billing: ${merchantOf(work)}`,
    body: html`${back}${doneNotice(done)}<h1>${profile.headline ?? 'Your subscriptions and billing'}</h1>
${plansSection(visit)}
${features.payment_method_update.enabled && methodsSection(visit)}
${features.customer_update.enabled && detailsSection(visit)}
${features.invoice_history.enabled && invoicesSection(visit)}`,
  })
}

const section = (id: string, title: string, content: Html): Html =>
  html`<section class="panel" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`

function plansSection(visit: Visit): Html {
  const { work, customer } = visit
  const live = work.by(subscriptions, 'customer', customer.id).filter(({ status }) => !ended.has(status))
  const content =
    live.length === 0
      ? html`<p class="lead">You have no subscription.</p>`
      : html`${live.map(subscription => planItem(visit, subscription))}`
  return section('plans', live.length > 1 ? 'Current plans' : 'Current plan', content)
}

function planItem(visit: Visit, subscription: Stripe.Subscription): Html {
  const { features } = visit
  const { id, cancel_at: cancelAt } = subscription
  const path = (what: string) => portalUrl(visit, `/subscriptions/${id}/${what}`)
  const cancels = cancelAt !== null
  return html`<div class="stack"><p><strong><bdi>${planInWords(visit.work, subscription)}</bdi></strong></p><p class="lead">${standing(subscription)}</p><div class="row">
${features.subscription_update.enabled && !cancels && html`<a class="button" href="${path('plan')}">Change plan</a>`}
${features.subscription_cancel.enabled && !cancels && html`<a class="button" href="${path('cancel')}">Cancel plan</a>`}
${features.subscription_cancel.enabled && cancels && html`<form method="post" action="${path('continue')}"><button>Keep my plan</button></form>`}
</div></div>`
}

export function cardWords({ card, type }: Stripe.PaymentMethod): string {
  if (!card) return type.replaceAll('_', ' ')
  const brand = card.brand.charAt(0).toUpperCase() + card.brand.slice(1)
  return `${brand} •••• ${card.last4}, expires ${String(card.exp_month).padStart(2, '0')}/${card.exp_year}`
}

function methodsSection(visit: Visit): Html {
  const { work, customer } = visit
  const main = idOf(customer.invoice_settings.default_payment_method)
  const methods = work.by(paymentMethods, 'customer', customer.id)
  const item = (method: Stripe.PaymentMethod) => {
    const path = (what: string) => portalUrl(visit, `/payment-methods/${method.id}/${what}`)
    const words = cardWords(method)
    return html`<li class="row apart"><span>${words}${method.id === main && html` <span class="badge">Default</span>`}</span>${
      method.id !== main &&
      html`<span class="row"><form method="post" action="${path('default')}"><button class="link" aria-label="Make ${words} the default">Make default</button></form><form method="post" action="${path('remove')}"><button class="link" aria-label="Remove ${words}">Remove</button></form></span>`
    }</li>`
  }
  const list = methods.length > 0 && html`<ul class="stack plain">${methods.map(item)}</ul>`
  return section(
    'methods',
    'Payment methods',
    html`${list}<p><a class="button" href="${portalUrl(visit, '/payment-methods/new')}">Add payment method</a></p>`,
  )
}

function detailsSection(visit: Visit): Html {
  const { customer } = visit
  const { address } = customer
  const parts = [address?.line1, address?.postal_code, address?.city, address?.country].filter(Boolean)
  const fact = (label: string, value: string | null | undefined) =>
    value ? html`<div><dt>${label}</dt><dd><bdi>${value}</bdi></dd></div>` : null
  return section(
    'details',
    'Billing information',
    html`<dl class="facts">${fact('Name', customer.name)}${fact('Email', customer.email)}${fact('Address', parts.join(', '))}${fact('Phone', customer.phone)}</dl><p><a class="button" href="${portalUrl(visit, '/details')}">Update information</a></p>`,
  )
}

const invoiceWords: Readonly<Record<string, string>> = {
  open: 'Open',
  paid: 'Paid',
  uncollectible: 'Uncollectible',
  void: 'Void',
}

const invoicesShown = 24

function invoicesSection({ work, customer }: Visit): Html {
  const all = work.by(invoices, 'customer', customer.id).filter(({ status }) => status !== 'draft')
  if (all.length === 0) return section('invoices', 'Invoices', html`<p class="lead">No invoice yet.</p>`)
  const row = ({ created, number, total, currency, status, hosted_invoice_url: url }: Stripe.Invoice) =>
    html`<tr><td>${dayInWords(created)}</td><td>${url ? html`<a href="${url}">${number}</a>` : number}</td><td>${invoiceWords[status ?? ''] ?? status}</td><td class="number">${formatMoney({ amount: total, currency })}</td></tr>`
  return section(
    'invoices',
    'Invoices',
    html`<div class="scroll"><table><thead><tr><th scope="col">Date</th><th scope="col">Number</th><th scope="col">Status</th><th scope="col" class="number">Amount</th></tr></thead><tbody>${all.slice(0, invoicesShown).map(row)}</tbody></table></div>`,
  )
}
