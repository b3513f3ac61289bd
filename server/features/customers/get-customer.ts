import { seesPersonalData } from '#server/access/personal-data.ts'
import type { Context } from '#server/context.ts'
import type { CustomerFacts } from '#server/stripe/port.ts'
import type { Customer } from '#shared/api/customers.ts'
import { maskAddress, maskPhone, maskText } from '#shared/domain/customer.ts'
import { type CustomerDeps, summaryOf } from './list-customers.ts'

/** One customer with their payment methods, personal data masked for who may not see it. */
export async function getCustomer({ reader }: CustomerDeps, context: Context, id: string): Promise<Customer> {
  const [facts, paymentMethods] = await Promise.all([reader.customer(id), methodsOf({ reader }, id)])
  const masked = !seesPersonalData(context)
  const { phone, address, language, balance, asOf } = facts
  return {
    ...summaryOf(context, facts),
    phone: phone !== null && masked ? maskPhone(phone) : phone,
    address: address !== null && masked ? maskAddress(address) : address,
    language,
    balance,
    masked,
    paymentMethods,
    metadata: metadataOf(facts, masked),
    asOf,
  }
}

/** A deleted customer has none, and Stripe does not list them. */
async function methodsOf({ reader }: CustomerDeps, id: string): Promise<Customer['paymentMethods']> {
  const [methods, facts] = await Promise.allSettled([reader.paymentMethods(id), reader.customer(id)])
  if (methods.status === 'fulfilled') return methods.value
  if (facts.status === 'fulfilled' && facts.value.deleted) return []
  throw methods.reason
}

const metadataOf = ({ metadata }: CustomerFacts, masked: boolean): Customer['metadata'] =>
  Object.entries(metadata).map(([key, value]) => ({ key, value: masked ? maskText(value) : value }))
