import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import {
  type CheckoutPlan,
  checkoutPlans,
  type Session,
} from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { buildCustomer, customers } from '#server/sandbox/resources/customers/customer.ts'
import type { Submission } from './submission.ts'

/** Whether completing the session makes a customer, by `customer_creation` and by what only a customer can have. */
function needsCustomer(session: Session, plan: CheckoutPlan, { savesCard }: Submission): boolean {
  const saves = plan.paymentIntent?.setup_future_usage ?? plan.cardOptions?.setup_future_usage
  return (
    session.mode === 'subscription' ||
    session.customer_creation === 'always' ||
    saves !== undefined ||
    savesCard ||
    (session.invoice_creation?.enabled ?? false)
  )
}

/** What the customer said that the company wants kept on a customer it already has. */
function keep(work: Work, customer: Stripe.Customer, plan: CheckoutPlan, given: Submission): void {
  const { address, name, shipping } = plan.customerUpdate ?? {}
  const changes: Partial<Stripe.Customer> = {
    ...(address === 'auto' && given.address ? { address: given.address } : {}),
    ...(name === 'auto' && given.name ? { name: given.name } : {}),
    ...(shipping === 'auto' && given.shipping
      ? { shipping: { ...given.shipping, phone: given.phone ?? null } }
      : {}),
    ...(customer.email === null && given.email ? { email: given.email } : {}),
  }
  if (Object.keys(changes).length > 0) work.update(customers, customer, changes, 'customer.updated')
}

/**
 * The customer of this purchase: the session's own, the one that an earlier try made, a new one where the rules ask for
 * it, and otherwise nobody.
 */
export function buyerFor(
  work: Work,
  session: Session,
  plan: CheckoutPlan,
  given: Submission,
): Stripe.Customer | undefined {
  const known = work.get(customers, idOf(session.customer) ?? plan.made.customer ?? '')
  if (known) {
    if (session.customer) keep(work, known, plan, given)
    return known
  }
  if (!needsCustomer(session, plan, given)) return undefined
  const made = buildCustomer(work, {
    address: given.address ?? null,
    email: given.email ?? session.customer_details?.email ?? null,
    name: given.individualName ?? given.name ?? null,
    phone: given.phone ?? null,
    shipping: given.shipping ? { ...given.shipping, phone: given.phone ?? null } : null,
  })
  const customer = work.create(customers, made, 'customer.created')
  work.put(checkoutPlans, { ...plan, made: { ...plan.made, customer: customer.id } })
  return customer
}
