const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `op_` and a ULID: ten characters of time, sixteen of chance. */
export function mintOperationId(now: number): string {
  const time = Array.from({ length: 10 }, (_, place) => alphabet[Math.floor(now / 32 ** (9 - place)) % 32])
  const chance = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => alphabet[byte % 32])
  return `op_${[...time, ...chance].join('')}`
}

const keyOf = (purpose: string): string => `operation:${purpose}`

/**
 * The id of one intended change, made when its dialog opens and kept over a reload, a retry and a second click.
 * `purpose` names the change: `submit du_1 v3`.
 */
export function operationIdFor(purpose: string): string {
  const kept = sessionStorage.getItem(keyOf(purpose))
  if (kept !== null) return kept
  const made = mintOperationId(Date.now())
  sessionStorage.setItem(keyOf(purpose), made)
  return made
}

/** Once the change has an end, so that the next one is another. */
export const forgetOperationId = (purpose: string): void => sessionStorage.removeItem(keyOf(purpose))
