import { maskEmail } from '#shared/domain/customer.ts'

const longest = 300

const secret = /\b(?:(?:sk|rk|pk)_(?:live|test)_|whsec_)\w+/g
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
/** Thirteen digits and more, grouped or not: a card number, for all we know. */
const longNumber = /\b\d(?:[ -]?\d){12,18}\b/g

/** What went wrong in a handler, for people to read: no secret, no address, no card number, no stack. */
export function failureInWords(error: unknown): string {
  const said = error instanceof Error ? error.message || error.name : String(error)
  return said
    .replaceAll(secret, '[secret]')
    .replaceAll(email, address => maskEmail(address))
    .replaceAll(longNumber, '[number]')
    .replaceAll(/\s+/g, ' ')
    .slice(0, longest)
}
