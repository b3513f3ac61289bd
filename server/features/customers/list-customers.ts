import { seesPersonalData, shownCustomer } from '#server/access/personal-data.ts'
import type { Context } from '#server/context.ts'
import type { Page } from '#server/store/port.ts'
import type { CustomerFacts, StripeReader } from '#server/stripe/port.ts'
import type { CustomerSummary } from '#shared/api/customers.ts'
import { maskText } from '#shared/domain/customer.ts'

export interface CustomerDeps {
  readonly reader: StripeReader
}

/** Customers, the newest first; with `email` those who have exactly this one. */
export async function listCustomers(
  { reader }: CustomerDeps,
  context: Context,
  query: Parameters<StripeReader['customers']>[0],
): Promise<Page<CustomerSummary>> {
  const { data, nextCursor } = await reader.customers(query)
  return { data: data.map(facts => summaryOf(context, facts)), nextCursor }
}

export function summaryOf(context: Context, facts: CustomerFacts): CustomerSummary {
  const { id, name, email, deleted, createdAt, description } = facts
  const text = description !== null && !seesPersonalData(context) ? maskText(description) : description
  return { ...shownCustomer(context, { id, name, email, deleted }), createdAt, description: text }
}
