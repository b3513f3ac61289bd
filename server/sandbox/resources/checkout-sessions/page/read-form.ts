import type Stripe from 'stripe'
import { buildAddress } from '#server/sandbox/core/shared-params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { FormRefusal, type Problem } from '#server/sandbox/pages/page-route.ts'
import type { Session } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { needsMethod } from '#server/sandbox/resources/checkout-sessions/complete/confirm-session.ts'
import type { Submission } from '#server/sandbox/resources/checkout-sessions/complete/submission.ts'
import { problemsOf } from '#server/sandbox/resources/checkout-sessions/complete/submission-problems.ts'
import { cardProblems, methodIn } from '#server/sandbox/resources/payment-methods/card-form.ts'
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

/** Some countries' banks check the postal code, so a card there asks for it. */
function postalProblems(form: Form): Problem[] {
  const { country, postal_code } = addressIn(form, 'billing_details[address]') ?? {}
  if (!country || !wantsPostalCode.has(country) || postal_code) return []
  return [{ field: 'billing_details[address][postal_code]', message: 'Your postal code is incomplete.' }]
}

function billingOf({ address, email, name, phone }: Submission): Parameters<typeof methodIn>[2] {
  return {
    ...(address ? { address } : {}),
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
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
  const problems = [
    ...problemsOf(session, submission),
    ...(asksCard ? [...cardProblems(form), ...postalProblems(form)] : []),
  ]
  if (problems.length > 0) throw new FormRefusal(problems)
  const shown = form.get('expected_amount')
  return {
    submission,
    method: () => saved ?? methodIn(work, form, billingOf(submission)),
    expectedAmount: shown !== null && /^\d+$/.test(shown) ? Number(shown) : undefined,
  }
}
