import type { Context } from '#server/context.ts'
import { type CustomerRef, maskCustomer, maskText } from '#shared/domain/customer.ts'
import { may } from '#shared/domain/permissions.ts'

/** Whether this person may see emails, phone numbers and addresses in clear. */
export const seesPersonalData = ({ user }: Context): boolean => may(user.role, 'pii:read')

/** The customer as this person may see them. */
export const shownCustomer = (context: Context, customer: CustomerRef): CustomerRef =>
  seesPersonalData(context) ? customer : maskCustomer(customer)

/** A payment, a subscription or an invoice with its customer and its free text as this person may see them. */
export function shown<T extends { customer: CustomerRef | null; description?: string | null }>(
  context: Context,
  object: T,
): T {
  if (seesPersonalData(context)) return object
  const { customer, description } = object
  return {
    ...object,
    ...(customer ? { customer: maskCustomer(customer) } : {}),
    ...(typeof description === 'string' ? { description: maskText(description) } : {}),
  }
}
