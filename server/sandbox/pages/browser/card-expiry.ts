import { digitsOf } from './card-number.ts'

/** `12 / 34`, whichever way it is typed: `1234`, `12/34`, `12/2034`, or `5` for May. */
export function formatExpiry(text: string): string {
  const slashed = /^\s*(\d{1,2})\s*\/\s*(?:20)?(\d{0,2})/.exec(text)
  const digits = slashed ? `${(slashed[1] ?? '').padStart(2, '0')}${slashed[2]}` : digitsOf(text)
  const padded = (/^[2-9]/.test(digits) ? `0${digits}` : digits).slice(0, 4)
  return padded.length >= 2 ? `${padded.slice(0, 2)} / ${padded.slice(2)}` : padded
}

export function readExpiry(text: string): { month: number; year: number } {
  const digits = digitsOf(formatExpiry(text))
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2)) }
}

type ExpiryProblem =
  | 'incomplete_expiry'
  | 'invalid_expiry_month'
  | 'invalid_expiry_month_past'
  | 'invalid_expiry_year_past'

export function expiryProblem(text: string, today: Date): ExpiryProblem | null {
  const digits = digitsOf(text)
  if (digits.length < 4) return 'incomplete_expiry'
  const { month, year } = readExpiry(text)
  if (month < 1 || month > 12) return 'invalid_expiry_month'
  if (year < today.getFullYear()) return 'invalid_expiry_year_past'
  return year === today.getFullYear() && month < today.getMonth() + 1 ? 'invalid_expiry_month_past' : null
}
