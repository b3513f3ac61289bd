export const faultKinds = [
  'cut-before',
  'cut-after',
  '500-not-applied',
  '500-applied',
  '200-truncated',
  '200-html',
  'drip',
  'hang',
  '429',
  '409',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** What goes wrong with the next `times` requests that match. `path` is exact, a prefix, or has `*` for anything. */
export interface Fault {
  readonly method: string
  readonly path: string
  readonly kind: FaultKind
  readonly times: number
  /** How long the request waits first; for `drip`, how long the answer takes. */
  readonly afterMs?: number | undefined
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== '*' && fault.method.toUpperCase() !== method) return false
  if (!fault.path.includes('*')) return path === fault.path || path.startsWith(fault.path)
  const pattern = fault.path
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${pattern}$`).test(path)
}

/** The faults that wait for their requests, first come first served. */
export class Faults {
  #waiting: Fault[] = []

  add(fault: Fault): void {
    this.#waiting.push(fault)
  }

  clear(): void {
    this.#waiting = []
  }

  list(): readonly Fault[] {
    return this.#waiting
  }

  /** The fault of this request, which uses it up once. */
  take(method: string, path: string): Fault | undefined {
    const fault = this.#waiting.find(candidate => matches(candidate, method, path))
    if (!fault) return undefined
    this.#waiting = this.#waiting.flatMap(candidate => {
      if (candidate !== fault) return [candidate]
      return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : []
    })
    return fault
  }
}
