import type Stripe from 'stripe'

/** A payment intent confirmed with a test card, named as after `pm_card_`. */
export function pay(
  stripe: Stripe,
  { card = 'visa', ...params }: Partial<Stripe.PaymentIntentCreateParams> & { card?: string } = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 4_200,
    currency: 'usd',
    payment_method: `pm_card_${card}`,
    confirm: true,
    ...params,
  })
}

export function chargeOf(intent: Stripe.PaymentIntent): string {
  if (typeof intent.latest_charge !== 'string') throw new Error(`${intent.id} has no charge id`)
  return intent.latest_charge
}
