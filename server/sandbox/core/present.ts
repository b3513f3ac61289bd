import { invalidParam } from './api-failure.ts'
import type { Kind } from './kind.ts'
import type { State } from './state.ts'

const maxLevels = 4

interface Branch {
  readonly children: Map<string, Branch>
}
type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function treeOf(paths: readonly string[]): Branch {
  const root: Branch = { children: new Map() }
  for (const path of paths) {
    const names = path.split('.')
    if (names.filter(name => name !== 'data').length > maxLevels) {
      throw invalidParam(`You cannot expand more than ${maxLevels} levels of a property (${path}).`, 'expand')
    }
    let at = root
    for (const name of names) {
      const next = at.children.get(name) ?? { children: new Map() }
      at.children.set(name, next)
      at = next
    }
  }
  return root
}

/** Where the walk stands: the kind whose property this is, and the dotted path inside it. */
interface Place {
  readonly kind: Kind | undefined
  readonly inside: string
  /** The whole path, for refusals. */
  readonly path: string
}

class Presentation {
  readonly #state: State
  readonly #nowMs: number

  constructor(state: State, nowMs: number) {
    this.#state = state
    this.#nowMs = nowMs
  }

  /** The answer's own objects as they are at this moment. */
  view(fields: Fields): Fields {
    if (Array.isArray(fields.data)) return { ...fields, data: fields.data.map(item => this.#viewed(item)) }
    return this.#viewed(fields)
  }

  #viewed(fields: Fields): Fields {
    const kind = typeof fields.object === 'string' ? this.#state.named(fields.object)?.kind : undefined
    if (!kind?.view || typeof fields.id !== 'string') return fields
    return { ...kind.view({ ...fields, id: fields.id }, this.#nowMs) }
  }

  object(fields: Fields, branch: Branch, place: Place): Fields {
    const kind = typeof fields.object === 'string' ? this.#state.named(fields.object)?.kind : undefined
    const here: Place = fields.object === undefined ? place : { kind, inside: '', path: place.path }
    const entries = [...branch.children].map(([name, child]): [string, unknown] => [
      name,
      this.#property(fields, name, child, here),
    ])
    return { ...fields, ...Object.fromEntries(entries) }
  }

  #property(fields: Fields, name: string, branch: Branch, place: Place): unknown {
    const { kind } = place
    const inside = place.inside ? `${place.inside}.${name}` : name
    const next: Place = { kind, inside, path: place.path ? `${place.path}.${name}` : name }
    const value = fields[name]
    if (kind?.expandable.includes(inside)) return this.#value(value, branch, next)
    const compute = place.inside === '' && kind && Object.hasOwn(kind.computed, name) && kind.computed[name]
    const item = compute && typeof fields.id === 'string' && this.#state.find(fields.id)?.item
    if (compute && item) return this.#value(compute(item, this.#state), branch, next)
    const leads = kind?.expandable.some(path => path.startsWith(`${inside}.`)) ?? false
    const holder = fields.object === 'list' || fields.object === 'search_result'
    if ((holder && name === 'data') || (branch.children.size > 0 && (isFields(value) || leads))) {
      return this.#value(value, branch, next)
    }
    const hint = holder ? ` You may want to try expanding 'data.${name}' instead.` : ''
    throw invalidParam(`This property cannot be expanded (${next.path}).${hint}`, 'expand')
  }

  /** An id becomes its object, a list of them each; `null`, and what is gone, stays as it is. */
  #value(value: unknown, branch: Branch, place: Place): unknown {
    if (Array.isArray(value)) return value.map(item => this.#value(item, branch, place))
    const found: unknown = typeof value === 'string' ? (this.#state.find(value)?.item ?? value) : value
    if (!isFields(found)) return found
    const viewed = this.#viewed(found)
    return branch.children.size > 0 ? this.object(viewed, branch, place) : viewed
  }
}

/**
 * The answer as it is sent: what the clock decides is decided, and the asked properties are expanded, to four levels.
 * @throws {ApiFailure} 400 for a path that cannot be expanded.
 */
export function present(state: State, nowMs: number, answer: unknown, paths: readonly string[]): unknown {
  if (!isFields(answer)) return answer
  const presentation = new Presentation(state, nowMs)
  const viewed = presentation.view(answer)
  if (paths.length === 0) return viewed
  return presentation.object(viewed, treeOf(paths), { kind: undefined, inside: '', path: '' })
}
