import Stripe from 'stripe'
import type { PaymentObjects } from '#server/stripe/mapping/payment.ts'
import { idOf } from '#server/stripe/mapping/stripe-object.ts'
import type { CallOptions, StripeCalls } from '#server/stripe/stripe-calls.ts'
import { loadRefunds } from './refund-reads.ts'

/** Everything that a payment's page tells, in one round of parallel calls. */
export async function loadIntentObjects(
  calls: StripeCalls,
  id: string,
  options: CallOptions,
): Promise<PaymentObjects> {
  const [intent, charges, warnings, invoicePayment] = await Promise.all([
    calls.send(
      'payment_intents',
      stripe => stripe.paymentIntents.retrieve(id, { expand: ['customer', 'payment_method'] }),
      options,
    ),
    loadCharges(calls, id, options),
    loadWarnings(calls, { payment_intent: id }, options),
    loadInvoicePayment(calls, id, options),
  ])
  const charge = charges.find(one => one.id === idOf(intent.latest_charge)) ?? charges[0] ?? null
  const [refunds, disputes] = await Promise.all([
    refundsOfCharges(calls, id, charges, options),
    disputesOfCharges(calls, charges, options),
  ])
  return { intent, charge, charges, refunds, disputes, warnings, invoicePayment }
}

/** A charge that no intent made. */
export async function loadChargeObjects(
  calls: StripeCalls,
  charge: Stripe.Charge,
  options: CallOptions,
): Promise<PaymentObjects> {
  const charges = [charge]
  const [refunds, disputes, warnings] = await Promise.all([
    refundsOfCharges(calls, charge.id, charges, options),
    disputesOfCharges(calls, charges, options),
    loadWarnings(calls, { charge: charge.id }, options),
  ])
  return { intent: null, charge, charges, refunds, disputes, warnings, invoicePayment: null }
}

export const loadCharge = (calls: StripeCalls, id: string, options: CallOptions): Promise<Stripe.Charge> =>
  calls.send(
    'charges',
    stripe => stripe.charges.retrieve(id, { expand: ['customer', 'refunds', 'balance_transaction'] }),
    options,
  )

async function loadCharges(calls: StripeCalls, intentId: string, options: CallOptions) {
  const list = await calls.send(
    'charges',
    stripe =>
      stripe.charges.list({
        payment_intent: intentId,
        limit: 100,
        expand: ['data.refunds', 'data.balance_transaction'],
      }),
    options,
  )
  return list.data
}

async function loadWarnings(
  calls: StripeCalls,
  of: { payment_intent: string } | { charge: string },
  options: CallOptions,
) {
  const list = await calls.send(
    'early_fraud_warnings',
    stripe => stripe.radar.earlyFraudWarnings.list({ ...of, limit: 10 }),
    options,
  )
  return list.data
}

/** A key that may not read invoices must not keep anybody from the payment. */
async function loadInvoicePayment(calls: StripeCalls, intentId: string, options: CallOptions) {
  try {
    const list = await calls.send(
      'invoice_payments',
      stripe =>
        stripe.invoicePayments.list({
          payment: { type: 'payment_intent', payment_intent: intentId },
          limit: 1,
          expand: ['data.invoice'],
        }),
      options,
    )
    return list.data[0] ?? null
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && [403, 404].includes(error.statusCode ?? 0)) return null
    throw error
  }
}

/** The expanded list holds the first ten; only a payment with more of them costs calls of its own. */
async function refundsOfCharges(
  calls: StripeCalls,
  paymentId: string,
  charges: readonly Stripe.Charge[],
  options: CallOptions,
): Promise<Stripe.Refund[]> {
  const hasMore = charges.some(({ refunds }) => refunds?.has_more)
  const refunds = hasMore
    ? await loadRefunds(calls, paymentId, options)
    : charges.flatMap(charge => charge.refunds?.data ?? [])
  return refunds.sort((one, other) => other.created - one.created)
}

/** `disputed` stays true for ever, so that whoever never was disputed costs no call. */
export async function disputesOfCharges(
  calls: StripeCalls,
  charges: readonly Stripe.Charge[],
  options: CallOptions,
): Promise<Stripe.Dispute[]> {
  const lists = await Promise.all(
    charges
      .filter(({ disputed }) => disputed)
      .map(({ id }) =>
        calls.send('disputes', stripe => stripe.disputes.list({ charge: id, limit: 100 }), options),
      ),
  )
  return lists.flatMap(({ data }) => data)
}
