import { type Money, shownDecimals, stripeDecimals } from './money.ts'

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const scales: readonly [number, string][] = [
  [1_000_000_000, 'billion'],
  [1_000_000, 'million'],
  [1_000, 'thousand'],
  [100, 'hundred'],
]

/** A whole number from 0 up in English words: `two hundred forty-eight`. */
export function numberInWords(value: number): string {
  if (value < 20) return ones[value] ?? String(value)
  if (value < 100) {
    const rest = value % 10
    return `${tens[Math.floor(value / 10)]}${rest === 0 ? '' : `-${ones[rest]}`}`
  }
  for (const [size, name] of scales) {
    if (value < size) continue
    const rest = value % size
    return `${numberInWords(Math.floor(value / size))} ${name}${rest === 0 ? '' : ` ${numberInWords(rest)}`}`
  }
  return String(value)
}

const minorNames: Readonly<Record<string, readonly [one: string, many: string]>> = {
  gbp: ['penny', 'pence'],
  brl: ['centavo', 'centavos'],
  mxn: ['centavo', 'centavos'],
  try: ['kuruş', 'kuruş'],
  inr: ['paisa', 'paise'],
  kwd: ['fils', 'fils'],
  bhd: ['fils', 'fils'],
  jod: ['fils', 'fils'],
}

function majorName(count: number, currency: string): string {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: currency.toUpperCase(),
    currencyDisplay: 'name',
    maximumFractionDigits: 0,
    minimumFractionDigits: 0,
  })
  return format.formatToParts(count).find(part => part.type === 'currency')?.value ?? currency.toUpperCase()
}

/** The amount as one would say it, so that a slip of a digit is heard: `forty-two euros and five cents`. */
export function amountInWords({ amount, currency }: Money): string {
  const perMajor = 10 ** stripeDecimals(currency)
  const major = Math.floor(amount / perMajor)
  const minor = amount % perMajor
  const whole = `${numberInWords(major)} ${majorName(major, currency)}`
  if (minor === 0 || shownDecimals(currency) === 0) return whole
  const [one, many] = minorNames[currency] ?? ['cent', 'cents']
  return `${whole} and ${numberInWords(minor)} ${minor === 1 ? one : many}`
}
