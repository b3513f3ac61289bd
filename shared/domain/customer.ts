import * as z from 'zod'

/** A customer as named elsewhere. A deleted one keeps its id and has no name. */
export const customerRef = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  deleted: z.boolean(),
})
export type CustomerRef = z.infer<typeof customerRef>

/** What a payment was made with, as far as it may be shown. */
export const paymentMethodRef = z.strictObject({
  /** `card`, `sepa_debit` … as Stripe names it. */
  type: z.string(),
  /** The card's network (`visa`) or the bank's code; null when Stripe does not say. */
  brand: z.string().nullable(),
  last4: z.string().nullable(),
  expMonth: z.int().nullable(),
  expYear: z.int().nullable(),
  country: z.string().nullable(),
})
export type PaymentMethodRef = z.infer<typeof paymentMethodRef>

export const paymentMethod = paymentMethodRef.extend({ id: z.string(), isDefault: z.boolean() })
export type PaymentMethod = z.infer<typeof paymentMethod>

/** `i•••@e•••.com` stays readable as a kind of thing and names nobody. */
export function maskEmail(email: string): string {
  const [local = '', domain = ''] = email.split('@')
  return `${local.slice(0, 1)}•••@${domain.slice(0, 1)}•••${domain.slice(domain.lastIndexOf('.'))}`
}

/** `+49 ••• ••• 18`: enough to tell two numbers apart. */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)} ••• ••• ${phone.slice(-2)}`

/** Where it is, not whose: `•••, DE`. */
export const maskAddress = (address: string): string =>
  `•••, ${address.slice(address.lastIndexOf(',') + 1).trim()}`

const emailInText = /[^\s@<>()"',;]+@[^\s@<>()"',;]+\.[^\s@<>()"',;.]+/g
const phoneInText = /\+\d[\d\s().-]{6,}\d/g

/** Free text may name people too: whatever in it looks like an email or a phone number is masked. */
export const maskText = (text: string): string =>
  text.replace(emailInText, maskEmail).replace(phoneInText, maskPhone)

export const maskCustomer = (customer: CustomerRef): CustomerRef => ({
  ...customer,
  name: customer.name === null ? null : maskText(customer.name),
  email: customer.email === null ? null : maskEmail(customer.email),
})
