import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Scenario, ScenarioBody } from '#server/sandbox/core/scenario.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildCustomer, customers } from '#server/sandbox/resources/customers/customer.ts'
import { collectInvoice } from '#server/sandbox/resources/invoices/collect-invoice.ts'
import { finalizeInvoice } from '#server/sandbox/resources/invoices/finalize-invoice.ts'
import { intentOf, invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { attachTo } from '#server/sandbox/resources/payment-methods/attach.ts'
import { resolvePaymentMethod } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { buildPrice, prices, recurringEvery } from '#server/sandbox/resources/prices/price.ts'
import { buildProduct, products } from '#server/sandbox/resources/products/product.ts'
import { advanceInvoice, renew } from './bill-subscription.ts'
import { endSubscription } from './end-subscription.ts'
import { openSubscription } from './open-subscription.ts'
import { periodEnd } from './period.ts'
import { itemsList, subscriptions } from './subscription.ts'

function customerFor(work: Work, { customer: id }: ScenarioBody): Stripe.Customer {
  if (id !== undefined) return work.need(customers, id, 'customer')
  const made = buildCustomer(work, { name: 'Robin Field' })
  const email = `robin.${made.id.slice(-6).toLowerCase()}@example.com`
  return work.create(customers, { ...made, email }, 'customer.created')
}

function priceFor(work: Work, { amount = 3_800, currency = 'eur' }: ScenarioBody): Stripe.Price {
  const product = work.create(products, buildProduct(work, { name: 'Roaster’s Choice' }), 'product.created')
  const recurring = recurringEvery('month')
  const made = buildPrice(work, { currency, product: product.id, unit_amount: amount, recurring })
  return work.create(prices, made, 'price.created')
}

/** A subscription whose first month has just ended, paid by the card. */
function subscribed(work: Work, body: ScenarioBody): Stripe.Subscription {
  const customer = customerFor(work, body)
  const method = attachTo(work, resolvePaymentMethod(work, 'pm_card_visa'), customer.id)
  const price = priceFor(work, body)
  const { subscription, invoice } = openSubscription(work, {
    customer: customer.id,
    items: [{ price, quantity: 1 }],
    rest: { default_payment_method: method.id },
  })
  const open = finalizeInvoice(work, invoice)
  if (open.status === 'open') collectInvoice(work, open, { method: method.id })
  const current = work.need(subscriptions, subscription.id)
  const start = periodEnd(work.now, recurringEvery('month'), -1)
  const items = current.items.data.map(item => ({
    ...item,
    current_period_start: start,
    current_period_end: work.now,
  }))
  return work.put(subscriptions, { ...current, items: itemsList(current.id, items) })
}

function idsOf(work: Work, subscription: Stripe.Subscription) {
  const invoice = idOf(work.need(subscriptions, subscription.id).latest_invoice)
  return {
    customer: idOf(subscription.customer),
    subscription: subscription.id,
    invoice,
    paymentIntent: invoice === null ? null : (intentOf(work, invoice)?.id ?? null),
  }
}

const renewal: Scenario = (work, body) => {
  const subscription = subscribed(work, body)
  advanceInvoice(work, renew(work, subscription))
  return idsOf(work, subscription)
}

const failedRenewal: Scenario = (work, body) => {
  const subscription = subscribed(work, body)
  const owner = idOf(subscription.customer) ?? ''
  const bad = attachTo(
    work,
    resolvePaymentMethod(work, `pm_card_${body.card ?? 'chargeCustomerFail'}`),
    owner,
  )
  const broken = work.put(subscriptions, { ...subscription, default_payment_method: bad.id })
  const draft = renew(work, broken)
  advanceInvoice(work, work.need(invoices, draft.id))
  return idsOf(work, subscription)
}

const cancellation: Scenario = (work, body) => {
  const subscription = subscribed(work, body)
  endSubscription(work, subscription, { feedback: 'unused' })
  return idsOf(work, subscription)
}

/** What happens to subscriptions. */
export const subscriptionScenarios: Readonly<Record<string, Scenario>> = {
  renewal,
  'failed-renewal': failedRenewal,
  cancellation,
}
