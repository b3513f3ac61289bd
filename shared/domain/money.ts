/** An amount in Stripe's minor unit of its currency (a lower-case ISO code). Never a fraction. */
export interface Money {
  amount: number
  currency: string
}

// Stripe's own scale, which is not ISO's and not Intl's: https://docs.stripe.com/currencies
const zeroDecimal = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const threeDecimal = new Set('bhd jod kwd omr tnd'.split(' '))
/** No coin below one, and yet two decimals at Stripe, always 00. */
const wholeInHundreds = new Set(['isk', 'ugx'])

/** Decimals of the minor unit at Stripe: 0, 2 or 3. */
export function stripeDecimals(currency: string): 0 | 2 | 3 {
  if (zeroDecimal.has(currency)) return 0
  return threeDecimal.has(currency) ? 3 : 2
}

/** Decimals that a person reads and writes. ISK 15 is 1500 at Stripe. */
export const shownDecimals = (currency: string): 0 | 2 | 3 =>
  wholeInHundreds.has(currency) ? 0 : stripeDecimals(currency)

/** Every amount in this currency is a multiple of this many minor units. */
export function smallestStep(currency: string): 1 | 10 | 100 {
  if (wholeInHundreds.has(currency)) return 100
  return threeDecimal.has(currency) ? 10 : 1
}

/** The two amounts nearest to one that the currency does not have, or `null` when it has it. */
export function allowedAround(amount: number, currency: string): [number, number] | null {
  const step = smallestStep(currency)
  const below = amount - (amount % step)
  return below === amount ? null : [below, below + step]
}

const symbols: Readonly<Record<string, string>> = {
  usd: '$',
  eur: '€',
  gbp: '£',
  jpy: '¥',
  aud: 'A$',
  cad: 'CA$',
  nzd: 'NZ$',
  sgd: 'S$',
  hkd: 'HK$',
  twd: 'NT$',
  mxn: 'MX$',
  brl: 'R$',
  inr: '₹',
  krw: '₩',
  vnd: '₫',
  try: '₺',
  ils: '₪',
  php: '₱',
  ngn: '₦',
  uah: '₴',
  cny: 'CN¥',
}

export const currencySymbol = (currency: string): string | undefined => symbols[currency]

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')

/** The number alone, grouped, with the decimals a person reads: `1,284.00`. A refund's minus is a true minus sign. */
export function formatNumber({ amount, currency }: Money): string {
  const scale = stripeDecimals(currency)
  const shown = shownDecimals(currency)
  const digits = String(Math.abs(amount)).padStart(scale + 1, '0')
  const whole = group(digits.slice(0, digits.length - scale))
  // A broken remainder is shown and not rounded away: the screen never says what is not so.
  const fraction = digits.slice(digits.length - scale)
  const tail = shown === scale || /[1-9]/.test(fraction) ? fraction : ''
  return `${amount < 0 ? '−' : ''}${whole}${scale > 0 && tail ? `.${tail}` : ''}`
}

/**
 * `table`: symbol and number, as `€60.00` or `31.500`; the code stands in its own slot beside it.
 * `sentence`: `€42.00`, or `31.500 KWD` where the currency has no symbol.
 */
export function formatMoney(value: Money, style: 'table' | 'sentence' = 'sentence'): string {
  const symbol = currencySymbol(value.currency)
  const number = formatNumber({ ...value, amount: Math.abs(value.amount) })
  const minus = value.amount < 0 ? '−' : ''
  if (symbol !== undefined) return `${minus}${symbol}${number}`
  return style === 'table' ? `${minus}${number}` : `${minus}${number} ${value.currency.toUpperCase()}`
}

/** Sums by currency, the largest count first: amounts of different currencies are never added. */
export function sumByCurrency(values: readonly Money[]): Money[] {
  const sums = new Map<string, { amount: number; count: number }>()
  for (const { amount, currency } of values) {
    const sum = sums.get(currency) ?? { amount: 0, count: 0 }
    sums.set(currency, { amount: sum.amount + amount, count: sum.count + 1 })
  }
  return [...sums]
    .sort(([, one], [, other]) => other.count - one.count)
    .map(([currency, { amount }]) => ({ amount, currency }))
}

/** `€612.40 + $249.00`, and `… + 3 more` past two currencies. */
export function formatSums(sums: readonly Money[]): string {
  const [first, second, ...rest] = sums
  if (first === undefined) return ''
  if (second === undefined) return formatMoney(first)
  if (rest.length === 0) return `${formatMoney(first)} + ${formatMoney(second)}`
  return `${formatMoney(first)} + ${rest.length + 1} more`
}
