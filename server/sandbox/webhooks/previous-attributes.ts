type Fields = Readonly<Record<string, unknown>>

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** Whether any property differs; what was carried over unchanged costs no look inside. */
export function differs(before: object, after: object): boolean {
  const was: Fields = { ...before }
  return Object.entries(after).some(([key, is]) => !same(was[key], is))
}

/**
 * The old values of the properties that changed, each whole, because the SDK promises a `Partial<T>`: what it calls
 * required inside a hash is there. A property that did not exist before has no old value to tell.
 */
export function previousAttributes(before: object, after: object): Record<string, unknown> {
  const is: Fields = { ...after }
  return Object.fromEntries(Object.entries(before).filter(([key, was]) => !same(was, is[key])))
}
