import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { problemNotice } from '#server/sandbox/pages/form-parts.ts'
import { attribute, type Html, html } from '#server/sandbox/pages/html.ts'
import type { Problem } from '#server/sandbox/pages/page-route.ts'
import type { Session } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { needsMethod } from '#server/sandbox/resources/checkout-sessions/complete/confirm-session.ts'
import { shippingRates } from '#server/sandbox/resources/shipping-rates/shipping-rate.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { cardFields } from './card-fields.ts'
import { contactFields, customFields, type Entry, shippingFields, tickBox } from './entry-fields.ts'
import { merchantOf, sessionPage, sessionUrl } from './page-frame.ts'
import { type Words, wordsOf } from './session-words.ts'
import { orderSummary } from './summary.ts'

/** The ways to ship, where there is a choice; changing it changes the total, so it is a form of its own. */
function shippingChoice(work: Work, session: Session): Html | false {
  if (session.shipping_options.length < 2) return false
  const chosen = idOf(session.shipping_cost?.shipping_rate)
  const options = session.shipping_options.map(option => {
    const id = idOf(option.shipping_rate) ?? ''
    const name = work.get(shippingRates, id)?.display_name ?? 'Shipping'
    const cost =
      option.shipping_amount === 0
        ? 'Free'
        : formatMoney({ amount: option.shipping_amount, currency: session.currency ?? 'usd' })
    return html`<label class="choice"><input type="radio" name="shipping_rate" value="${id}"${attribute('checked', id === chosen)}><span><bdi>${name}</bdi> <span class="hint">${cost}</span></span></label>`
  })
  return html`<form class="shipping" method="post" action="${sessionUrl(work, session, '/shipping')}" data-submit-on-change><fieldset><legend>Shipping method</legend>${options}<button>Use this shipping</button></fieldset></form>`
}

function consents(entry: Entry, merchant: string): (Html | false)[] {
  const { consent_collection: asked, custom_text: text } = entry.session
  const terms =
    text.terms_of_service_acceptance?.message ??
    `I agree to the terms of service and the privacy policy of ${merchant}.`
  return [
    asked?.promotions === 'auto' &&
      tickBox(
        'consent[promotions]',
        'opt_in',
        `Keep me up to date with news and offers from ${merchant}`,
        entry,
      ),
    asked?.terms_of_service === 'required' && tickBox('consent[terms_of_service]', 'accepted', terms, entry),
  ]
}

/** What stands about the button: everything wrong with the whole, the button, and what it agrees to. */
function payButton({ session, problems }: Entry, words: Words): Html {
  const message = session.custom_text.submit?.message
  return html`${problemNotice(problems.filter(({ field }) => field === undefined))}${message && html`<p class="hint">${message}</p>`}<button class="primary whole">${words.button}</button>${words.footnote && html`<p class="hint">${words.footnote}</p>`}`
}

function paymentForm(work: Work, entry: Entry, words: Words): Html {
  const { session } = entry
  return html`<form class="panel" method="post" action="${sessionUrl(work, session)}" novalidate>
<input type="hidden" name="expected_amount" value="${session.amount_total ?? 0}">
${contactFields(entry)}${shippingFields(entry)}${customFields(entry)}${needsMethod(session) && cardFields(work, entry)}<div class="consents">${consents(entry, merchantOf(session))}</div>
${payButton(entry, words)}
</form>`
}

interface Shown {
  readonly problems?: readonly Problem[]
  /** What was typed before; the card's fields are never among it. */
  readonly typed?: URLSearchParams
}

/** The page of an open session: what is bought at one side, how it is paid at the other. */
export function checkoutPage(
  work: Work,
  session: Session,
  { problems = [], typed }: Shown = {},
): SandboxResponse {
  const merchant = merchantOf(session)
  const words = wordsOf(work, session, merchant)
  const entry: Entry = { session, problems, typed: name => typed?.get(name) ?? undefined }
  const target = (path: string) => sessionUrl(work, session, path)
  const back =
    session.cancel_url !== null &&
    html`<p class="back"><a href="${session.cancel_url}">Back to <bdi>${merchant}</bdi></a></p>`
  return sessionPage(session, {
    title: `${words.title}: ${words.headline}`,
    status: problems.length > 0 ? 422 : 200,
    body: html`<div class="columns"><div class="order">${back}${orderSummary(work, { session, words, target, problems })}${shippingChoice(work, session)}</div><div>${paymentForm(work, entry, words)}</div></div>`,
  })
}
