import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { choiceField, textField } from '#server/sandbox/pages/form-parts.ts'
import { attribute, type Html, html } from '#server/sandbox/pages/html.ts'
import type { Session } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { cardFields as numberFields } from '#server/sandbox/resources/payment-methods/card-form.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { countries } from './countries.ts'
import { addressFields, type Entry, tickBox } from './entry-fields.ts'

/** The customer's cards that may be offered again, the newest first. */
export function savedCards(work: Work, session: Session): Stripe.PaymentMethod[] {
  const filters = session.saved_payment_method_options?.allow_redisplay_filters ?? []
  return work
    .by(paymentMethods, 'customer', idOf(session.customer) ?? '')
    .filter(method => method.card && filters.includes(method.allow_redisplay ?? 'unspecified'))
}

const brandNames: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
}

export function cardLabel({ card }: Stripe.PaymentMethod): string {
  const brand = brandNames[card?.brand ?? ''] ?? 'Card'
  return `${brand} •••• ${card?.last4 ?? ''}, expires ${card?.exp_month}/${card?.exp_year}`
}

function savedChoice(cards: readonly Stripe.PaymentMethod[], { typed }: Entry): Html | false {
  const [first] = cards
  if (!first) return false
  const chosen = typed('payment_method') ?? first.id
  const option = (value: string, label: string) =>
    html`<label class="choice"><input type="radio" name="payment_method" value="${value}"${attribute('checked', chosen === value)}><span>${label}</span></label>`
  return html`<div class="saved">${cards.map(card => option(card.id, cardLabel(card)))}${option('new', 'Another card')}</div>`
}

function billingFields(entry: Entry): Html {
  const { session, typed, problems } = entry
  const at = 'billing_details[address]'
  if (session.billing_address_collection === 'required') return addressFields(entry, { at, kind: 'billing' })
  return html`<div class="fields">${choiceField(
    {
      name: `${at}[country]`,
      label: 'Country or region',
      autocomplete: 'billing country',
      value: typed(`${at}[country]`) ?? 'US',
    },
    countries(),
    problems,
  )}${textField(
    {
      name: `${at}[postal_code]`,
      label: 'Postal code',
      autocomplete: 'billing postal-code',
      value: typed(`${at}[postal_code]`),
    },
    problems,
  )}</div>`
}

/** The card to pay with: one that is saved, or a new one. */
export function cardFields(work: Work, entry: Entry): Html {
  const { session, typed, problems } = entry
  const saved = savedCards(work, session)
  const keeps = session.saved_payment_method_options?.payment_method_save === 'enabled'
  return html`<fieldset><legend>Payment method</legend>${savedChoice(saved, entry)}<div class="new-card">${numberFields(problems)}${textField(
    {
      name: 'billing_details[name]',
      label: 'Name on card',
      autocomplete: 'cc-name',
      value: typed('billing_details[name]'),
    },
    problems,
  )}${billingFields(entry)}${keeps && tickBox('save_payment_method', 'true', 'Save this card for future purchases', entry)}</div></fieldset>`
}
