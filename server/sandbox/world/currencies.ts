import { smallestStep, stripeDecimals } from '#shared/domain/money.ts'

/** What one euro is worth, and to what its prices are rounded, both in the currency's major unit. */
const rates = {
  eur: { rate: 1, step: 0.1 },
  usd: { rate: 1.08, step: 0.1 },
  gbp: { rate: 0.86, step: 0.1 },
  jpy: { rate: 162, step: 100 },
  kwd: { rate: 0.333, step: 0.25 },
  isk: { rate: 148, step: 10 },
  brl: { rate: 5.9, step: 0.1 },
  cad: { rate: 1.48, step: 0.1 },
  aud: { rate: 1.63, step: 0.1 },
  sgd: { rate: 1.45, step: 0.1 },
  try: { rate: 36, step: 5 },
  vnd: { rate: 27_000, step: 5000 },
} as const

export type ShopCurrency = keyof typeof rates
export const shopCurrencies = Object.keys(rates).filter((code): code is ShopCurrency => code in rates)

/** A price in euro cents as it stands in the shop of another currency, in Stripe's minor unit. */
export function priceIn(currency: ShopCurrency, euroCents: number): number {
  if (currency === 'eur') return euroCents
  const { rate, step } = rates[currency]
  const major = Math.max(step, Math.round(((euroCents / 100) * rate) / step) * step)
  const unit = smallestStep(currency)
  return Math.round((major * 10 ** stripeDecimals(currency)) / unit) * unit
}
