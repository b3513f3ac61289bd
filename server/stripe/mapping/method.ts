import type Stripe from 'stripe'
import type { PaymentMethod, PaymentMethodRef } from '#shared/domain/customer.ts'

/** What Stripe tells of a method both on the method itself and on a charge made with it. */
interface Details {
  readonly type: string
  readonly card?: {
    readonly brand: string | null
    readonly last4: string | null
    readonly exp_month: number
    readonly exp_year: number
    readonly country: string | null
  }
  readonly sepa_debit?: BankDetails
  readonly us_bank_account?: BankDetails
  readonly bacs_debit?: BankDetails
  readonly au_becs_debit?: BankDetails
  readonly acss_debit?: BankDetails
}

interface BankDetails {
  readonly last4?: string | null
  readonly country?: string | null
  readonly bank_name?: string | null
  readonly bank_code?: string | null
}

export function methodRefOf(details: Details | null | undefined): PaymentMethodRef | null {
  if (!details) return null
  const { card } = details
  if (card) {
    return {
      type: details.type,
      brand: card.brand,
      last4: card.last4,
      expMonth: card.exp_month,
      expYear: card.exp_year,
      country: card.country,
    }
  }
  const bank = bankOf(details)
  return {
    type: details.type,
    brand: bank?.bank_name ?? bank?.bank_code ?? null,
    last4: bank?.last4 ?? null,
    expMonth: null,
    expYear: null,
    country: bank?.country ?? null,
  }
}

const bankOf = (details: Details): BankDetails | undefined =>
  details.sepa_debit ??
  details.us_bank_account ??
  details.bacs_debit ??
  details.au_becs_debit ??
  details.acss_debit

export function paymentMethodOf(method: Stripe.PaymentMethod, defaultId: string | null): PaymentMethod {
  const ref = methodRefOf(method)
  return {
    type: method.type,
    brand: ref?.brand ?? null,
    last4: ref?.last4 ?? null,
    expMonth: ref?.expMonth ?? null,
    expYear: ref?.expYear ?? null,
    country: ref?.country ?? null,
    id: method.id,
    isDefault: method.id === defaultId,
  }
}
