import type Stripe from 'stripe'

/** A customer with a card that pays by default. */
export async function payer(stripe: Stripe, card = 'pm_card_visa'): Promise<string> {
  const { id } = await stripe.customers.create({ name: 'Nadia Osei', email: 'nadia@example.com' })
  const method = await stripe.paymentMethods.attach(card, { customer: id })
  await stripe.customers.update(id, { invoice_settings: { default_payment_method: method.id } })
  return id
}

/** A draft of €24.00 with one line. */
export async function draftOf(
  stripe: Stripe,
  customer: string,
  params: Partial<Stripe.InvoiceCreateParams> = {},
): Promise<Stripe.Invoice> {
  await stripe.invoiceItems.create({
    customer,
    amount: 2400,
    currency: 'eur',
    description: 'Grinder service',
  })
  return await stripe.invoices.create({
    customer,
    currency: 'eur',
    pending_invoice_items_behavior: 'include',
    ...params,
  })
}

export async function paidInvoice(stripe: Stripe): Promise<Stripe.Invoice> {
  return await stripe.invoices.pay((await draftOf(stripe, await payer(stripe))).id)
}

export async function openInvoice(stripe: Stripe): Promise<Stripe.Invoice> {
  return await stripe.invoices.finalizeInvoice((await draftOf(stripe, await payer(stripe))).id)
}

/** A monthly price of €38.00, unless told otherwise. */
export async function monthly(
  stripe: Stripe,
  params: Partial<Stripe.PriceCreateParams> = {},
): Promise<Stripe.Price> {
  return await stripe.prices.create({
    currency: 'eur',
    unit_amount: 3800,
    recurring: { interval: 'month' },
    product_data: { name: 'Roaster’s Choice' },
    ...params,
  })
}

/** A customer's subscription to one monthly price, paid unless told otherwise. */
export async function subscribed(
  stripe: Stripe,
  params: Partial<Stripe.SubscriptionCreateParams> = {},
): Promise<Stripe.Subscription> {
  const customer = params.customer ?? (await payer(stripe))
  const items = params.items ?? [{ price: (await monthly(stripe)).id }]
  return await stripe.subscriptions.create({ ...params, customer, items })
}

export const refused = { class: 'StripeInvalidRequestError', status: 400 } as const
export const absent = { class: 'StripeInvalidRequestError', status: 404, code: 'resource_missing' } as const
