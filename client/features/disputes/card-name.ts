import type { PaymentMethodRef } from '#shared/domain/customer.ts'

const brands: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
}

/** In a letter to a bank: "Visa ending 1881". */
export function cardName({ type, brand, last4 }: PaymentMethodRef): string {
  const name = brand ? (brands[brand] ?? brand) : type.replaceAll('_', ' ')
  return last4 ? `${name} ending ${last4}` : name
}
