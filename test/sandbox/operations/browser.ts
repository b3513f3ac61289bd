import type Stripe from 'stripe'
import { clientOf } from '#test/sandbox/sandbox-client.ts'
import type { Scene } from './row.ts'

/** The SDK with the key that browsers have. */
export const browserOf = ({ url }: Pick<Scene, 'url'>): Stripe => clientOf(url, {}, 'pk_test_sandbox')

/** A card as the customer types it; the SDK's types know no numbers, because servers must not have them. */
export const typed = (number: string, more: object = {}): object => ({
  type: 'card',
  card: { number, exp_month: 12, exp_year: 2040, cvc: '123', ...more },
})

/** Makes a payment method of a typed card, as Stripe.js does. */
export const typeCard = async (scene: Scene, number: string, more: object = {}): Promise<{ id: string }> => {
  const made = await browserOf(scene).rawRequest('POST', '/v1/payment_methods', { ...typed(number, more) })
  return { id: String(Object(made).id) }
}
