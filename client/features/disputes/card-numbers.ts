/**
 * The last four digits of what passes for a whole card number: 13 to 19 digits with Luhn's check digit. Digits within a
 * longer word, such as a tracking number in groups, are none.
 */
export function cardNumbersIn(text: string): string[] {
  return [...text.matchAll(/(?<!\d[ -]?)(?<![A-Za-z_])\d(?:[ -]?\d){12,18}(?!\d)/g)]
    .map(([found]) => found.replace(/\D/g, ''))
    .filter(passesLuhn)
    .map(digits => digits.slice(-4))
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
