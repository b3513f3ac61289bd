import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { type Html, html } from '#server/sandbox/pages/html.ts'
import { pageUrl } from '#server/sandbox/pages/page-url.ts'
import { showPage } from '#server/sandbox/pages/show-page.ts'
import { account } from '#server/sandbox/resources/account/account.ts'
import type { Session } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { checkoutScript, checkoutStyle } from './checkout-assets.ts'

export const isEmbedded = ({ ui_mode: ui }: Session): boolean => ui === 'embedded_page'

export const merchantOf = ({ branding_settings: branding }: Session): string =>
  branding?.display_name ?? account.business_profile?.name ?? 'Sandbox'

/** A page of the session, below `/checkout/cs_…`; in a frame it carries the secret that opened it. */
export function sessionUrl(work: Work, session: Session, path = ''): string {
  const url = new URL(pageUrl(work, `/checkout/${session.id}${path}`))
  if (isEmbedded(session) && session.client_secret)
    url.searchParams.set('client_secret', session.client_secret)
  return url.href
}

/** Where the customer goes once the session is complete, if they are sent anywhere. */
export function afterwards(session: Session): string | null {
  if (isEmbedded(session) && session.redirect_on_completion !== 'always') return null
  const url = session.success_url ?? session.return_url ?? null
  return url?.replaceAll('{CHECKOUT_SESSION_ID}', session.id) ?? null
}

interface Parts {
  readonly title: string
  readonly body: Html
  readonly status?: number
}

/**
 * The session's page, in a frame or as a page of its own. The framed page tells its host what becomes of it, by the messages of
 * `host-messages.ts`.
 */
export function sessionPage(session: Session, { title, body, status = 200 }: Parts): SandboxResponse {
  const returnUrl = session.status === 'complete' ? afterwards(session) : null
  const facts = html`<div hidden id="session" data-session="${session.id}" data-status="${session.status}" data-return-url="${returnUrl ?? ''}"></div>`
  return showPage({
    title,
    merchant: merchantOf(session),
    body: html`${facts}${body}`,
    scripts: ['/assets/form.js', checkoutScript],
    styles: [checkoutStyle],
    status,
    leadsTo: [session.success_url, session.return_url],
    ...(isEmbedded(session) ? { framedBy: 'anyone' as const } : {}),
  })
}

/** What an ended session says, instead of a form. */
export function endedPage(session: Session): SandboxResponse {
  const merchant = merchantOf(session)
  if (session.status === 'expired') {
    const back = session.cancel_url ?? null
    return sessionPage(session, {
      title: 'This page has expired',
      body: html`<section class="stack"><h1>This page has expired</h1><p class="lead">Nothing was charged. Go back to <bdi>${merchant}</bdi> to start again.</p>${back && html`<p><a class="button primary" href="${back}"><span>Back to <bdi>${merchant}</bdi></span></a></p>`}</section>`,
    })
  }
  const next = afterwards(session)
  const done =
    session.mode === 'setup'
      ? 'Your card is saved'
      : session.mode === 'subscription'
        ? 'You are subscribed'
        : 'Payment complete'
  const told =
    session.custom_text.after_submit?.message ??
    `${merchant} has everything it needs. You can close this page.`
  const target = isEmbedded(session) ? html` target="_top"` : null
  return sessionPage(session, {
    title: done,
    body: html`<section class="stack" role="status"><h1>${done}</h1><p class="lead">${told}</p>${next && html`<p><a class="button"${target} href="${next}"><span>Continue to <bdi>${merchant}</bdi></span></a></p>`}</section>`,
  })
}
