import { createHash } from 'node:crypto'

/** JSON with its keys sorted and absent members left out, so that equal inputs are equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
  return `{${members.join(',')}}`
}

/** Tells whether two requests with one id wish for the same. */
export const fingerprintOf = (kind: string, input: unknown): string =>
  createHash('sha256')
    .update(`${kind}\n${canonical(input)}`)
    .digest('hex')
