/** What is found by its method and path: an operation, or a page. */
interface Route {
  readonly method: string
  readonly path: string
}

interface Node<R> {
  readonly literals: Map<string, Node<R>>
  parameter: Node<R> | undefined
  readonly operations: Map<string, R>
}

const node = <R>(): Node<R> => ({ literals: new Map(), parameter: undefined, operations: new Map() })

export interface Match<R> {
  readonly operation: R
  readonly ids: readonly string[]
}

function segmentsOf(path: string): string[] {
  return path.split('/').slice(1)
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** Finds the operation of a method and path: a literal segment wins over an id, and an id is never empty. */
export class Router<R extends Route> {
  readonly #root = node<R>()

  constructor(operations: readonly R[]) {
    for (const operation of operations) this.#add(operation)
  }

  #add(operation: R): void {
    let at = this.#root
    for (const segment of segmentsOf(operation.path)) {
      if (segment.startsWith(':')) {
        at.parameter ??= node<R>()
        at = at.parameter
      } else {
        const next = at.literals.get(segment) ?? node<R>()
        at.literals.set(segment, next)
        at = next
      }
    }
    if (at.operations.has(operation.method)) {
      throw new Error(`Two operations answer ${operation.method} ${operation.path}`)
    }
    at.operations.set(operation.method, operation)
  }

  match(method: string, path: string): Match<R> | undefined {
    return this.#walk(this.#root, segmentsOf(path), method, [])
  }

  #walk(
    at: Node<R>,
    segments: readonly string[],
    method: string,
    ids: readonly string[],
  ): Match<R> | undefined {
    const [segment, ...rest] = segments
    if (segment === undefined) {
      const operation = at.operations.get(method)
      return operation ? { operation, ids } : undefined
    }
    const literal = at.literals.get(segment)
    const found = literal && this.#walk(literal, rest, method, ids)
    if (found || !at.parameter || segment === '') return found
    return this.#walk(at.parameter, rest, method, [...ids, decodeSegment(segment)])
  }
}
