import { allowedAround, formatMoney, shownDecimals, stripeDecimals } from './money.ts'

/** What a person typed is not one amount; `message` says why and what would be. */
export class AmountError extends Error {
  override readonly name = 'AmountError'
}

export interface Separators {
  readonly decimal: string
  readonly group: string
}

export function separatorsOf(locale: string): Separators {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(12345.6)
  const find = (type: string) => parts.find(part => part.type === type)?.value
  return { decimal: find('decimal') ?? '.', group: find('group') ?? ',' }
}

// Arabic-Indic, Eastern Arabic-Indic, Devanagari, Bengali, Thai and full-width digits: each block starts at its zero.
const digitZeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10]

function plainDigits(text: string): string {
  return [...text.normalize('NFC')]
    .map(character => {
      const code = character.codePointAt(0) ?? 0
      const zero = digitZeros.find(start => code >= start && code < start + 10)
      return zero === undefined ? character : String(code - zero)
    })
    .join('')
    .replaceAll('٫', '.')
    .replaceAll('٬', '')
}

/**
 * Reads an amount as typed in the person's locale into minor units: `1.000,50` where the comma is the decimal mark.
 * Both marks present decides by their order; one mark before three digits that the locale does not group by is refused.
 * @throws {AmountError} on anything that could mean two amounts, or an amount the currency does not have.
 */
export function parseAmount(text: string, currency: string, separators: Separators): number {
  const plain = plainDigits(text).replace(/[\s\u00a0\u202f'’_]/g, '')
  if (plain === '') throw new AmountError('Enter an amount.')
  if (/^[-−]/.test(plain)) throw new AmountError('Enter an amount above zero.')
  if (!/^[\d.,]+$/.test(plain) || !/\d/.test(plain))
    throw new AmountError('Enter digits only, such as 42.00.')
  const { whole, fraction } = split(plain, separators)
  return toMinorUnits(whole, fraction, currency)
}

function split(text: string, separators: Separators): { whole: string; fraction: string } {
  const decimal = decimalMark(text, separators)
  const at = decimal === undefined ? -1 : text.lastIndexOf(decimal)
  const whole = at < 0 ? text : text.slice(0, at)
  const fraction = at < 0 ? '' : text.slice(at + 1)
  if (/[.,]/.test(whole) && !/^\d{1,3}([.,]\d{3})+$/.test(whole)) {
    throw new AmountError(`${text} can be read in more than one way. Write it without thousands marks.`)
  }
  return { whole: whole.replace(/[.,]/g, ''), fraction }
}

function decimalMark(text: string, separators: Separators): '.' | ',' | undefined {
  const dot = text.lastIndexOf('.')
  const comma = text.lastIndexOf(',')
  if (dot < 0 && comma < 0) return undefined
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ','
  const mark = dot >= 0 ? '.' : ','
  const once = text.indexOf(mark) === text.lastIndexOf(mark)
  if (!once) return undefined
  return mark === separators.decimal || !/^\d{1,3}[.,]\d{3}$/.test(text) ? mark : undefined
}

function toMinorUnits(whole: string, fraction: string, currency: string): number {
  const code = currency.toUpperCase()
  const scale = stripeDecimals(currency)
  if (fraction.length > scale) {
    const digits = shownDecimals(currency)
    throw new AmountError(
      digits === 0
        ? `${code} has no decimals.`
        : `${code} has ${digits} decimals; ${fraction.length} were entered.`,
    )
  }
  const amount = Number(whole + fraction.padEnd(scale, '0'))
  if (!Number.isSafeInteger(amount) || amount > 99_999_999_999)
    throw new AmountError('This amount is too large.')
  if (amount === 0) throw new AmountError('Enter an amount above zero.')
  refuseUnknownCoin(amount, currency)
  return amount
}

function refuseUnknownCoin(amount: number, currency: string): void {
  const allowed = allowedAround(amount, currency)
  if (allowed === null) return
  const [below, above] = allowed.map(value => formatMoney({ amount: value, currency }))
  throw new AmountError(
    shownDecimals(currency) === 0
      ? `${currency.toUpperCase()} has no decimals: use ${below} or ${above}.`
      : `The last decimal of ${currency.toUpperCase()} must be 0: use ${below} or ${above}.`,
  )
}
