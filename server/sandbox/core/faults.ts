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

/** What goes wrong with the next `times` requests that match. */
export interface Fault {
  /** `*` for any. */
  readonly method: string
  /**
   * What the request's path is or begins with. With `:param` for one segment or `*` for anything in it, it must fit the
   * whole path.
   */
  readonly path: string
  readonly kind: FaultKind
  readonly times: number
  /** How long the request waits first; for `drip`, how long the answer takes. */
  readonly afterMs?: number | undefined
}

const isPattern = (path: string): boolean => /\*|\/:/.test(path)

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll(/\/:[^/]+/g, '/[^/]+')
  return new RegExp(`^${source}$`)
}

function matches({ method, path }: Fault, givenMethod: string, givenPath: string): boolean {
  if (method !== '*' && method.toUpperCase() !== givenMethod) return false
  return isPattern(path) ? expressionOf(path).test(givenPath) : givenPath.startsWith(path)
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

  /** Each with how many times it is left. */
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
