import { AmountError, parseAmount, type Separators, separatorsOf } from '#shared/domain/amount-entry.ts'
import { formatMoney, type Money, shownDecimals, stripeDecimals } from '#shared/domain/money.ts'

/** How this person writes numbers. */
export const ownSeparators = (): Separators => separatorsOf(navigator.language)

/** The amount as this person would type it: no thousands marks, their own decimal mark. */
export function amountText({ amount, currency }: Money, { decimal }: Separators): string {
  const scale = stripeDecimals(currency)
  const digits = String(amount).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  return shownDecimals(currency) === 0 ? whole : `${whole}${decimal}${digits.slice(-scale)}`
}

/** What was typed, read: an amount, or the sentence that says why it is none. */
export interface ReadAmount {
  readonly amount: number | null
  readonly error: string | null
}

export function readAmount(text: string, currency: string, most: number, separators: Separators): ReadAmount {
  try {
    const amount = parseAmount(text, currency, separators)
    if (amount <= most) return { amount, error: null }
    const [asked, left] = [amount, most].map(value => formatMoney({ amount: value, currency }))
    return { amount: null, error: `Read as ${asked}; only ${left} is left` }
  } catch (error) {
    if (error instanceof AmountError) return { amount: null, error: error.message }
    throw error
  }
}

/** Half of what is left, rounded down to an amount that the currency has. */
export function half(left: number, step: number): number {
  const exact = Math.floor(left / 2)
  return exact - (exact % step)
}
