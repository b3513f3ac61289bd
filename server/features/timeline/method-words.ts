import type { PaymentMethodRef } from '#shared/domain/customer.ts'

const brands: Readonly<Record<string, string>> = {
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  jcb: 'JCB',
  sepa_debit: 'SEPA debit',
  us_bank_account: 'US bank account',
}

/** `Visa •••• 4242`; a kind that we have no word for is named as Stripe names it. */
export function methodWords(
  method: Pick<PaymentMethodRef, 'type' | 'brand' | 'last4'> | null,
): string | null {
  if (method === null) return null
  const name = method.type === 'card' ? (method.brand ?? 'card') : method.type
  const words = brands[name] ?? name.replaceAll('_', ' ').replace(/^\p{L}/u, letter => letter.toUpperCase())
  return method.last4 ? `${words} •••• ${method.last4}` : words
}
