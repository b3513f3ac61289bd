import { AmountError, parseAmount, type Separators } from '#shared/domain/amount-entry.ts'
import { currencySymbol, type Money } from '#shared/domain/money.ts'

const currencies = Intl.supportedValuesOf('currency').map(code => code.toLowerCase())
/** Whoever pastes an amount may come from either habit. */
const habits: readonly Separators[] = [
  { decimal: '.', group: ',' },
  { decimal: ',', group: '.' },
]

/**
 * Every amount that the text can mean, in minor units: `42.00` in all currencies that have cents, `¥500` in yen and yuan,
 * `5.120 KWD` in dinars. Empty when it is no amount.
 */
export function amountsIn(text: string): Money[] {
  const number = text.replace(/[^\d.,'’\s]/g, '').trim()
  if (!/\d/.test(number)) return []
  const sign = text.replace(/[\d.,'’\s]/g, '').toLowerCase()
  const found = new Map<string, Money>()
  for (const currency of currenciesOf(sign)) {
    for (const amount of readings(number, currency)) found.set(`${amount} ${currency}`, { amount, currency })
  }
  return [...found.values()]
}

/** `$` is many currencies; a code is one; letters that are no code make it no amount. */
function currenciesOf(sign: string): readonly string[] {
  if (sign === '') return currencies
  if (currencies.includes(sign)) return [sign]
  return currencies.filter(code => currencySymbol(code)?.toLowerCase().endsWith(sign))
}

function readings(number: string, currency: string): number[] {
  return habits.flatMap(habit => {
    try {
      return [parseAmount(number, currency, habit)]
    } catch (error) {
      if (error instanceof AmountError) return []
      throw error
    }
  })
}
