import type { PaymentMethodRef } from './customer.ts'

type Method = Pick<PaymentMethodRef, 'type' | 'brand' | 'last4'>

const names: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
  cartes_bancaires: 'Cartes Bancaires',
  eftpos_au: 'eftpos',
  sepa_debit: 'SEPA Direct Debit',
  us_bank_account: 'US bank account',
  bacs_debit: 'Bacs Direct Debit',
  ideal: 'iDEAL',
  link: 'Link',
  card: 'Card',
}

/** `visa`, `sepa_debit`: the card's network, and else the kind of method. */
export const methodKey = ({ type, brand }: Method): string => (type === 'card' ? (brand ?? 'card') : type)

/** `Visa`; one that we have no name for is named as Stripe names it. */
export function methodName(method: Method): string {
  const key = methodKey(method)
  return (Object.hasOwn(names, key) ? names[key] : undefined) ?? key.replaceAll('_', ' ')
}

/** `Visa •••• 4242`, for sentences. */
export const methodText = (method: Method): string =>
  method.last4 ? `${methodName(method)} •••• ${method.last4}` : methodName(method)
