import type Stripe from 'stripe'
import { ApiFailure, invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { behaviourOf, noteBehind } from './behaviour.ts'
import { paymentMethods } from './payment-method.ts'

/** @throws {ApiFailure} 400 for a payment method that was used up without a customer, or taken from one. */
export function checkUnspent(work: Work, method: Stripe.PaymentMethod): void {
  if (idOf(method.customer) !== null || !behaviourOf(work, method.id).spent) return
  throw invalid(
    'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
  )
}

/**
 * Gives a payment method to a customer, and tells of it.
 * @throws {ApiFailure} 402 for a card that declines when it is attached, 400 for one that is another customer's.
 */
export function attachTo(work: Work, method: Stripe.PaymentMethod, customer: string): Stripe.PaymentMethod {
  const owner = idOf(method.customer)
  if (owner === customer) return method
  if (owner !== null) {
    throw invalid('The payment method you provided has already been attached to a customer.')
  }
  checkUnspent(work, method)
  const { declines, declinesAttach } = behaviourOf(work, method.id)
  if (declines && declinesAttach) {
    throw new ApiFailure(402, {
      type: 'card_error',
      code: declines.code ?? 'card_declined',
      message: declines.message,
      ...(declines.declineCode ? { decline_code: declines.declineCode } : {}),
    })
  }
  return work.update(paymentMethods, method, { customer }, 'payment_method.attached')
}

/** Takes a payment method from its customer for good. @throws {ApiFailure} 400 when it is nobody's. */
export function detach(work: Work, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  const owner = idOf(method.customer)
  if (owner === null) {
    throw invalid(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    )
  }
  const customer = work.get(customers, owner)
  if (customer && idOf(customer.invoice_settings.default_payment_method) === method.id) {
    const invoice_settings = { ...customer.invoice_settings, default_payment_method: null }
    work.update(customers, customer, { invoice_settings }, 'customer.updated')
  }
  noteBehind(work, method.id, { spent: true })
  return work.update(paymentMethods, method, { customer: null }, 'payment_method.detached')
}
