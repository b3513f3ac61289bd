import type Stripe from 'stripe'
import type { Verdict } from './outcome.ts'

const threeDSecure: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: 'challenge',
  electronic_commerce_indicator: '05',
  exemption_indicator: null,
  result: 'authenticated',
  result_reason: null,
  transaction_id: 'f879ea1c-aa2c-4441-806d-e30406466d79',
  version: '2.2.0',
}

/** The bank account that paid, as the charge keeps it. */
function bankDetails({ type, sepa_debit: sepa, us_bank_account: ach }: Stripe.PaymentMethod) {
  if (sepa) {
    const { bank_code, branch_code, country, fingerprint, last4 } = sepa
    return { type, sepa_debit: { bank_code, branch_code, country, fingerprint, last4, mandate: null } }
  }
  if (ach) {
    const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } = ach
    const account = { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number }
    return { type, us_bank_account: { ...account, payment_reference: null } }
  }
  return type === 'customer_balance' ? { type, customer_balance: {} } : { type }
}

/** What the charge keeps of the payment method that paid. */
export function detailsOf(
  { amount, payment_method_options: options }: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { decline, authenticated }: Verdict,
  captureBefore?: number,
): Stripe.Charge.PaymentMethodDetails {
  const { card } = method
  if (!card) return bankDetails(method)
  const grows = options?.card?.request_incremental_authorization === 'if_available'
  return {
    type: 'card',
    card: {
      amount_authorized: decline ? null : amount,
      authorization_code: null,
      brand: card.brand,
      ...(captureBefore === undefined ? {} : { capture_before: captureBefore }),
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: authenticated ? '05' : null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: 'disabled' },
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      incremental_authorization: { status: grows ? 'available' : 'unavailable' },
      installments: null,
      last4: card.last4,
      mandate: null,
      multicapture: { status: 'unavailable' },
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: decline ? null : '104102978678771',
      overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
      regulated_status: card.regulated_status,
      three_d_secure: authenticated ? threeDSecure : null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}
