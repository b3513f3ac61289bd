import type { PaymentMethod } from '#shared/domain/customer.ts'

/** A card holds to the end of its month. `null`: for longer than the next month, or it does not expire. */
export function expiryWords(
  { expMonth, expYear }: Pick<PaymentMethod, 'expMonth' | 'expYear'>,
  now: number,
): 'Expired' | 'Expires this month' | 'Expires next month' | null {
  if (expMonth === null || expYear === null) return null
  const today = new Date(now)
  const months = (expYear - today.getFullYear()) * 12 + (expMonth - 1 - today.getMonth())
  if (months < 0) return 'Expired'
  if (months === 0) return 'Expires this month'
  return months === 1 ? 'Expires next month' : null
}
