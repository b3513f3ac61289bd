import type { Context } from '#server/context.ts'
import { type CustomerRef, maskEmail } from '#shared/domain/customer.ts'
import type { DisputeCase, DisputeSummary } from '#shared/domain/dispute.ts'
import { may } from '#shared/domain/permissions.ts'

const withheld = '•••'
const personal = new Set(['billing_address', 'shipping_address', 'customer_purchase_ip'])
const emails = /[^\s@<>()"',;:]+@[^\s@<>()"',;:]+\.[A-Za-z]{2,}/g

/** Without the permission, email addresses, postal addresses and IP addresses are masked, in running text too. */
export const maskedSummary = (summary: DisputeSummary, { user }: Context): DisputeSummary =>
  may(user.role, 'pii:read') ? summary : { ...summary, customer: maskedCustomer(summary.customer) }

export function maskedCase(one: DisputeCase, { user }: Context): DisputeCase {
  if (may(user.role, 'pii:read')) return one
  return {
    ...one,
    customer: maskedCustomer(one.customer),
    evidence: maskedFields(one.evidence),
    fromPayment: maskedFields(one.fromPayment),
    draft: { ...one.draft, fields: maskedFields(one.draft.fields) },
  }
}

const maskedCustomer = (customer: CustomerRef | null): CustomerRef | null =>
  customer?.email ? { ...customer, email: maskEmail(customer.email) } : customer

const maskedFields = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, text]) => [
      name,
      personal.has(name) && text !== '' ? withheld : text.replace(emails, maskEmail),
    ]),
  )
