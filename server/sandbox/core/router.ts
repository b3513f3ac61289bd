import type { Operation } from './operation.ts'

interface Node {
  readonly literals: Map<string, Node>
  parameter: Node | undefined
  readonly operations: Map<string, Operation>
}

const node = (): Node => ({ literals: new Map(), parameter: undefined, operations: new Map() })

export interface Match {
  readonly operation: Operation
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
export class Router {
  readonly #root = node()

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) this.#add(operation)
  }

  #add(operation: Operation): void {
    let at = this.#root
    for (const segment of segmentsOf(operation.path)) {
      if (segment.startsWith(':')) {
        at.parameter ??= node()
        at = at.parameter
      } else {
        const next = at.literals.get(segment) ?? node()
        at.literals.set(segment, next)
        at = next
      }
    }
    if (at.operations.has(operation.method)) {
      throw new Error(`Two operations answer ${operation.method} ${operation.path}`)
    }
    at.operations.set(operation.method, operation)
  }

  match(method: string, path: string): Match | undefined {
    return this.#walk(this.#root, segmentsOf(path), method, [])
  }

  #walk(at: Node, segments: readonly string[], method: string, ids: readonly string[]): Match | undefined {
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
