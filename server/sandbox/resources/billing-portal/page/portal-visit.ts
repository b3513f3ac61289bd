import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { type Html, html } from '#server/sandbox/pages/html.ts'
import { merchantOf } from '#server/sandbox/pages/merchant.ts'
import { redirectTo } from '#server/sandbox/pages/page-route.ts'
import { pageUrl } from '#server/sandbox/pages/page-url.ts'
import { showPage } from '#server/sandbox/pages/show-page.ts'
import { type Configuration, configurations } from '#server/sandbox/resources/billing-portal/configuration.ts'
import {
  type Flow,
  livesForSeconds,
  type PortalSession,
  portalSessions,
} from '#server/sandbox/resources/billing-portal/portal-session.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { ended, subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'

/** A customer in the portal, and what the portal offers. */
export interface Visit {
  readonly work: Work
  readonly session: PortalSession
  readonly customer: Stripe.Customer
  readonly features: Configuration['features']
  readonly profile: Configuration['business_profile']
}

/** @throws {ApiFailure} 404 for no such session, 400 for one whose time is over or whose customer is gone. */
export function visitOf(work: Work, id: string): Visit {
  const session = work.need(portalSessions, id, 'session')
  const customer = work.get(customers, session.customer)
  if (work.now >= session.created + livesForSeconds || !customer) {
    throw invalid('This link to the portal has expired. Ask for a new one.')
  }
  const { features, business_profile: profile } = work.need(
    configurations,
    idOf(session.configuration) ?? '',
    'configuration',
  )
  return { work, session, customer, features, profile }
}

/** @throws {ApiFailure} for a feature that this portal does not offer. */
export function mustOffer({ features }: Visit, feature: keyof Configuration['features']): void {
  if (!features[feature].enabled) throw invalid('This portal does not offer that.')
}

/** A subscription of this customer's that has not ended. @throws {ApiFailure} 404 for any other. */
export function needSubscription({ work, customer }: Visit, id: string): Stripe.Subscription {
  const subscription = work.get(subscriptions, id)
  const isTheirs = subscription && idOf(subscription.customer) === customer.id
  if (isTheirs && !ended.has(subscription.status)) return subscription
  return work.need(subscriptions, '', 'subscription')
}

export const portalUrl = ({ work, session }: Pick<Visit, 'work' | 'session'>, path = ''): string =>
  pageUrl(work, `/portal/${session.id}${path}`)

interface Parts {
  readonly title: string
  readonly body: Html
  readonly isRefused?: boolean
}

/** A page of the portal below its home. */
export function portalPage(visit: Visit, { title, body, isRefused = false }: Parts): SandboxResponse {
  const { work, session, profile } = visit
  return showPage({
    title,
    merchant: merchantOf(work),
    body: html`${body}${legal(profile)}`,
    scripts: ['/assets/form.js'],
    status: isRefused ? 422 : 200,
    leadsTo: [session.return_url, session.flow?.after_completion.redirect?.return_url],
  })
}

function legal({ privacy_policy_url: privacy, terms_of_service_url: terms }: Visit['profile']): Html | null {
  const links = [
    terms && html`<a href="${terms}">Terms</a>`,
    privacy && html`<a href="${privacy}">Privacy</a>`,
  ].filter(link => link instanceof Object)
  return links.length === 0 ? null : html`<p class="row hint">${links}</p>`
}

export const backLink = (visit: Visit): Html => {
  const { session, work } = visit
  if (session.flow && session.return_url !== null) {
    return html`<p><a href="${session.return_url}">Back to <bdi>${merchantOf(work)}</bdi></a></p>`
  }
  return html`<p><a href="${portalUrl(visit)}">Back</a></p>`
}

/** What was done, as the next page says it. */
export const doneWords = {
  canceled: 'Your subscription is canceled.',
  cancels: 'Your subscription will be canceled when its period ends.',
  continues: 'Your subscription goes on.',
  details: 'Your details are saved.',
  method: 'Your payment method is saved.',
  removed: 'The payment method is removed.',
  updated: 'Your plan is changed.',
} as const
export type Done = keyof typeof doneWords

/** Sends the customer where the session's flow says, or home with a word about what was done. */
export function afterDoing(visit: Visit, done: Done, ...ends: readonly Flow['type'][]): SandboxResponse {
  const { flow } = visit.session
  if (!flow || !ends.includes(flow.type)) return redirectTo(`${portalUrl(visit)}?done=${done}`)
  const { redirect, type } = flow.after_completion
  if (type === 'redirect' && redirect) return redirectTo(redirect.return_url)
  return redirectTo(portalUrl(visit, `/done?done=${done}`))
}
