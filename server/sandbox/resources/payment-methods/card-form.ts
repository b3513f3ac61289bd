import type Stripe from 'stripe'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { publishableKey } from '#server/sandbox/core/authenticate.ts'
import { Work } from '#server/sandbox/core/work.ts'
import { textField } from '#server/sandbox/pages/form-parts.ts'
import { type Html, html } from '#server/sandbox/pages/html.ts'
import { FormRefusal, type Problem } from '#server/sandbox/pages/page-route.ts'
import { createMethod, type MethodData } from './method-params.ts'

/** Number, expiry and code. They come back empty: what was typed into them is never written anywhere. */
export const cardFields = (problems: readonly Problem[]): Html =>
  html`${textField(
    {
      name: 'card[number]',
      label: 'Card number',
      autocomplete: 'cc-number',
      inputmode: 'numeric',
      placeholder: '1234 1234 1234 1234',
      maxlength: 32,
    },
    problems,
  )}<div class="fields">${textField(
    {
      name: 'card[expiry]',
      label: 'Expiry',
      autocomplete: 'cc-exp',
      inputmode: 'numeric',
      placeholder: 'MM / YY',
      maxlength: 9,
    },
    problems,
  )}${textField(
    {
      name: 'card[cvc]',
      label: 'Security code',
      autocomplete: 'cc-csc',
      inputmode: 'numeric',
      placeholder: 'CVC',
      maxlength: 4,
    },
    problems,
  )}</div>`

const typedIn = (form: URLSearchParams, name: string): string | undefined =>
  form.get(name)?.trim() || undefined

function expiryIn(form: URLSearchParams): { exp_month: number; exp_year: number } | undefined {
  const [, month, year] =
    /^(\d{2}|\d(?=\s*\/))\s*\/?\s*(\d{4}|\d{2})$/.exec(typedIn(form, 'card[expiry]') ?? '') ?? []
  return month === undefined ? undefined : { exp_month: Number(month), exp_year: Number(year) }
}

/** What is missing of the typed card. */
export function cardProblems(form: URLSearchParams): Problem[] {
  const missing = (field: string, what: string): Problem => ({
    field,
    message: `Your card’s ${what} is incomplete.`,
  })
  return [
    ...(typedIn(form, 'card[number]') ? [] : [missing('card[number]', 'number')]),
    ...(expiryIn(form) ? [] : [missing('card[expiry]', 'expiry date')]),
    ...(typedIn(form, 'card[cvc]') ? [] : [missing('card[cvc]', 'security code')]),
  ]
}

const fieldOf: Readonly<Record<string, string>> = {
  cvc: 'card[cvc]',
  exp_month: 'card[expiry]',
  exp_year: 'card[expiry]',
  number: 'card[number]',
}

/**
 * A new payment method of the typed card, by the function that browsers' calls go through.
 * @throws {FormRefusal} at the field that is wrong; {ApiFailure} 402 for a card that is declined.
 */
export function methodIn(
  work: Work,
  form: URLSearchParams,
  billing: NonNullable<MethodData['billing_details']>,
): Stripe.PaymentMethod {
  const problems = cardProblems(form)
  if (problems.length > 0) throw new FormRefusal(problems)
  const caller = { kind: 'publishable', key: publishableKey } as const
  const customer = new Work(work.core, { ...work.origin, caller }, work.changes)
  const card = {
    number: typedIn(form, 'card[number]') ?? '',
    cvc: typedIn(form, 'card[cvc]') ?? '',
    ...expiryIn(form),
  }
  try {
    return createMethod(customer, { type: 'card', card, billing_details: billing }, '')
  } catch (error) {
    const field = error instanceof ApiFailure ? fieldOf[error.body.param ?? ''] : undefined
    if (field === undefined || !(error instanceof ApiFailure)) throw error
    throw new FormRefusal([{ field, message: error.message }])
  }
}
