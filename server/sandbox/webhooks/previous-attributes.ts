type Hash = Readonly<Record<string, unknown>>

const isHash = (value: unknown): value is Hash =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** Whether any property differs; what was carried over unchanged costs no look inside. */
export function differs(before: object, after: object): boolean {
  const was: Hash = { ...before }
  return Object.entries(after).some(([key, is]) => !same(was[key], is))
}

/**
 * The old values of what changed, as `data.previous_attributes` tells them: of a hash within a hash only the keys that
 * changed, of an array all, and `null` for what did not exist before.
 */
export function previousAttributes(before: object, after: object): Record<string, unknown> {
  const was: Hash = { ...before }
  const is: Hash = { ...after }
  const keys = new Set([...Object.keys(was), ...Object.keys(is)])
  const told: Record<string, unknown> = {}
  for (const key of keys) {
    const [old, now] = [was[key], is[key]]
    if (same(old, now)) continue
    told[key] = isHash(old) && isHash(now) ? previousAttributes(old, now) : (old ?? null)
  }
  return told
}
