interface Network {
  readonly brand: string
  readonly label: string
  readonly starts: RegExp
  readonly lengths: readonly number[]
  readonly cvcLength: 3 | 4
  /** Digits of each group, as they stand on the card. */
  readonly groups: readonly number[]
}

const fours = [4, 4, 4, 4, 3]
const unknown: Network = {
  brand: 'unknown',
  label: '',
  starts: /^/,
  lengths: [16, 17, 18, 19],
  cvcLength: 3,
  groups: fours,
}

const networks: readonly Network[] = [
  { ...unknown, brand: 'visa', label: 'Visa', starts: /^4/, lengths: [16] },
  { ...unknown, brand: 'mastercard', label: 'Mastercard', starts: /^(5[1-5]|2[2-7])/, lengths: [16] },
  {
    brand: 'amex',
    label: 'Amex',
    starts: /^3[47]/,
    lengths: [15],
    cvcLength: 4,
    groups: [4, 6, 5],
  },
  { ...unknown, brand: 'discover', label: 'Discover', starts: /^6(011|4[4-9]|5)/ },
  {
    ...unknown,
    brand: 'diners',
    label: 'Diners',
    starts: /^3(0|6|8|9)/,
    lengths: [14, 16],
    groups: [4, 6, 4, 2],
  },
  { ...unknown, brand: 'jcb', label: 'JCB', starts: /^35/ },
  { ...unknown, brand: 'unionpay', label: 'UnionPay', starts: /^62|^81/ },
]

export const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')

export const networkOf = (number: string): Network =>
  networks.find(network => network.starts.test(digitsOf(number))) ?? unknown

/** As it stands on a card: `4242 4242 4242 4242`. */
export function groupNumber(number: string): string {
  const { groups, lengths } = networkOf(number)
  const digits = digitsOf(number).slice(0, Math.max(...lengths))
  const parts: string[] = []
  let from = 0
  for (const length of groups) {
    parts.push(digits.slice(from, from + length))
    from += length
  }
  return parts.filter(part => part !== '').join(' ')
}

/** The check digit's rule (ISO/IEC 7812-1, annex B), which finds most slips of a finger. */
function passesCheck(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

export function numberProblem(number: string): 'incomplete_number' | 'invalid_number' | null {
  const digits = digitsOf(number)
  const { lengths } = networkOf(digits)
  if (lengths.includes(digits.length)) return passesCheck(digits) ? null : 'invalid_number'
  return digits.length < Math.max(...lengths) ? 'incomplete_number' : 'invalid_number'
}
