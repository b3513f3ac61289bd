import type Stripe from 'stripe'
import type { Session } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import type { Submission } from './submission.ts'

/** Something that must be mended before the session can be completed, at the field or parameter that holds it. */
export interface Problem {
  readonly field: string
  readonly message: string
}

const incomplete = (field: string, what: string): Problem => ({ field, message: `${what} is required.` })

const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

function emailProblems({ customer_details: details }: Session, { email }: Submission): Problem[] {
  if (email === undefined) return details?.email ? [] : [incomplete('email', 'Email')]
  if (emailForm.test(email)) return []
  return [{ field: 'email', message: 'Your email is invalid.' }]
}

function nameProblems({ name_collection: asked }: Session, given: Submission): Problem[] {
  const { business, individual } = asked ?? {}
  return [
    ...(business?.enabled && !business.optional && !given.businessName
      ? [incomplete('business_name', 'Business name')]
      : []),
    ...(individual?.enabled && !individual.optional && !given.individualName
      ? [incomplete('individual_name', 'Full name')]
      : []),
  ]
}

function addressProblems(address: Stripe.Address | undefined, at: string): Problem[] {
  const parts = [
    ['line1', 'Address'],
    ['city', 'City'],
    ['country', 'Country'],
  ] as const
  return parts.filter(([part]) => !address?.[part]).map(([part, what]) => incomplete(`${at}[${part}]`, what))
}

function shippingProblems(session: Session, { shipping }: Submission): Problem[] {
  const { shipping_address_collection: asked, collected_information: known } = session
  if (!asked || (!shipping && known?.shipping_details)) return []
  const country = shipping?.address.country
  return [
    ...(shipping?.name ? [] : [incomplete('shipping[name]', 'Name')]),
    ...addressProblems(shipping?.address, 'shipping[address]'),
    ...(country && !asked.allowed_countries.includes(country)
      ? [{ field: 'shipping[address][country]', message: 'This company does not ship to that country.' }]
      : []),
  ]
}

type Field = Session['custom_fields'][number]

function fieldProblem(field: Field, value: string | undefined): string | undefined {
  const label = field.label.custom ?? field.key
  if (!value) return field.optional ? undefined : `${label} is required.`
  if (field.type === 'dropdown') {
    const known = field.dropdown?.options.some(option => option.value === value)
    return known ? undefined : `${label} must be one of the options.`
  }
  const { minimum_length: least, maximum_length: most } =
    (field.type === 'numeric' ? field.numeric : field.text) ?? {}
  if (field.type === 'numeric' && !/^\d+$/.test(value)) return `${label} must be a number.`
  if (least && value.length < least) return `${label} must have at least ${least} characters.`
  if (value.length > (most ?? 255)) return `${label} can have at most ${most ?? 255} characters.`
  return undefined
}

function fieldProblems(fields: readonly Field[], { fields: given }: Submission): Problem[] {
  return fields.flatMap(field => {
    const message = fieldProblem(field, given[field.key])
    return message === undefined ? [] : [{ field: `custom_fields[${field.key}]`, message }]
  })
}

/** Everything that the customer still has to say, in the order in which the page asks for it. */
export function problemsOf(session: Session, given: Submission): readonly Problem[] {
  const terms = session.consent_collection?.terms_of_service === 'required' && !given.termsAccepted
  return [
    ...emailProblems(session, given),
    ...(session.phone_number_collection?.enabled && !given.phone
      ? [incomplete('phone', 'Phone number')]
      : []),
    ...nameProblems(session, given),
    ...shippingProblems(session, given),
    ...fieldProblems(session.custom_fields, given),
    ...(session.billing_address_collection === 'required'
      ? addressProblems(given.address, 'billing_details[address]')
      : []),
    ...(terms
      ? [{ field: 'consent[terms_of_service]', message: 'You must accept the terms of service.' }]
      : []),
  ]
}
