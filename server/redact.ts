const patterns: readonly [RegExp, string][] = [
  [/\b(sk|rk|pk)_(live|test)_\w+/g, '$1_$2_…'],
  [/\bwhsec_\w+/g, 'whsec_…'],
  [/\b(Bearer|Basic)\s+\S+/gi, '$1 …'],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '…@…'],
]

// Thirteen digits are a time in ms here; no card in use is that short.
const cardLike = /\b(?:\d[ -]?){13,18}\d\b/g

/** Whether the digits pass Luhn's check, as every card number does. */
export function isCardNumber(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number).reverse()
  const sum = digits.reduce((total, digit, at) => {
    const doubled = at % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return digits.length >= 14 && sum % 10 === 0
}

/** The text without keys, secrets, e-mail addresses and card numbers: what a log may hold. */
export function redact(text: string): string {
  const masked = patterns.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text)
  return masked.replace(cardLike, match => (isCardNumber(match) ? '…card…' : match))
}
