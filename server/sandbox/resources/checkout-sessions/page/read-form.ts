import type Stripe from 'stripe'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { publishableKey } from '#server/sandbox/core/authenticate.ts'
import { buildAddress } from '#server/sandbox/core/shared-params.ts'
import { Work } from '#server/sandbox/core/work.ts'
import { FormRefusal, type Problem } from '#server/sandbox/pages/page-route.ts'
import type { Session } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { needsMethod } from '#server/sandbox/resources/checkout-sessions/complete/confirm-session.ts'
import type { Submission } from '#server/sandbox/resources/checkout-sessions/complete/submission.ts'
import { problemsOf } from '#server/sandbox/resources/checkout-sessions/complete/submission-problems.ts'
import { createMethod } from '#server/sandbox/resources/payment-methods/method-params.ts'
import { savedCards } from './card-fields.ts'

type Form = URLSearchParams

const typedIn = (form: Form, name: string): string | undefined => form.get(name)?.trim() || undefined

function addressIn(form: Form, at: string): Stripe.Address | undefined {
  const part = (name: string) => typedIn(form, `${at}[${name}]`)
  if (part('country') === undefined) return undefined
  const parts = ['city', 'country', 'line1', 'line2', 'postal_code', 'state']
  return buildAddress(Object.fromEntries(parts.map(name => [name, part(name)])))
}

/** What the customer typed, beside the card. */
export function submissionIn(form: Form, session: Session): Submission {
  const shipping = addressIn(form, 'shipping[address]')
  const answers = session.custom_fields.flatMap(({ key }) => {
    const answer = typedIn(form, `custom_fields[${key}]`)
    return answer === undefined ? [] : [[key, answer] as const]
  })
  return {
    address: addressIn(form, 'billing_details[address]'),
    businessName: typedIn(form, 'business_name'),
    email: typedIn(form, 'email'),
    fields: Object.fromEntries(answers),
    individualName: typedIn(form, 'individual_name'),
    name: typedIn(form, 'billing_details[name]'),
    phone: typedIn(form, 'phone'),
    savesCard: form.get('save_payment_method') === 'true',
    shipping: shipping ? { address: shipping, name: typedIn(form, 'shipping[name]') ?? '' } : undefined,
    termsAccepted: form.get('consent[terms_of_service]') === 'accepted',
    wantsPromotions: form.get('consent[promotions]') === 'opt_in',
  }
}

const wantsPostalCode: ReadonlySet<string> = new Set(['CA', 'GB', 'US'])

function expiryIn(form: Form): { month: number; year: number } | undefined {
  const [, month, year] =
    /^(\d{2}|\d(?=\s*\/))\s*\/?\s*(\d{4}|\d{2})$/.exec(typedIn(form, 'card[expiry]') ?? '') ?? []
  return month === undefined ? undefined : { month: Number(month), year: Number(year) }
}

function cardProblems(form: Form): Problem[] {
  const missing = (field: string, what: string): Problem => ({
    field,
    message: `Your card’s ${what} is incomplete.`,
  })
  const { country, postal_code } = addressIn(form, 'billing_details[address]') ?? {}
  return [
    ...(typedIn(form, 'card[number]') ? [] : [missing('card[number]', 'number')]),
    ...(expiryIn(form) ? [] : [missing('card[expiry]', 'expiry date')]),
    ...(typedIn(form, 'card[cvc]') ? [] : [missing('card[cvc]', 'security code')]),
    ...(country && wantsPostalCode.has(country) && !postal_code
      ? [{ field: 'billing_details[address][postal_code]', message: 'Your postal code is incomplete.' }]
      : []),
  ]
}

const cardFieldOf: Readonly<Record<string, string>> = {
  cvc: 'card[cvc]',
  exp_month: 'card[expiry]',
  exp_year: 'card[expiry]',
  number: 'card[number]',
}

/** A new payment method of the typed card, by the function that browsers' calls go through. */
function typedCard(work: Work, form: Form, submission: Submission): Stripe.PaymentMethod {
  const { month, year } = expiryIn(form) ?? {}
  const customer = new Work(
    work.core,
    { ...work.origin, caller: { kind: 'publishable', key: publishableKey } },
    work.changes,
  )
  const { address, email, name, phone } = submission
  const card = {
    number: typedIn(form, 'card[number]') ?? '',
    cvc: typedIn(form, 'card[cvc]') ?? '',
    ...(month === undefined || year === undefined ? {} : { exp_month: month, exp_year: year }),
  }
  const billing_details = {
    ...(address ? { address } : {}),
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
  }
  try {
    return createMethod(customer, { type: 'card', card, billing_details }, '')
  } catch (error) {
    const field = error instanceof ApiFailure ? cardFieldOf[error.body.param ?? ''] : undefined
    if (field === undefined || !(error instanceof ApiFailure)) throw error
    throw new FormRefusal([{ field, message: error.message }])
  }
}

interface Reading {
  readonly submission: Submission
  readonly method: () => Stripe.PaymentMethod | undefined
  readonly expectedAmount: number | undefined
}

/** Reads the whole form. @throws {FormRefusal} with everything that must be mended in it. */
export function readForm(work: Work, form: Form, session: Session): Reading {
  const submission = submissionIn(form, session)
  const saved = savedCards(work, session).find(({ id }) => id === form.get('payment_method'))
  const asksCard = needsMethod(session) && !saved
  const problems = [...problemsOf(session, submission), ...(asksCard ? cardProblems(form) : [])]
  if (problems.length > 0) throw new FormRefusal(problems)
  const shown = form.get('expected_amount')
  return {
    submission,
    method: () => saved ?? typedCard(work, form, submission),
    expectedAmount: shown !== null && /^\d+$/.test(shown) ? Number(shown) : undefined,
  }
}
