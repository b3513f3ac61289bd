import type { Collection, Follower } from '#server/sandbox/core/collection.ts'
import type { Stored } from '#server/sandbox/core/kind.ts'
import type { Entry } from '#server/sandbox/core/ordered-set.ts'

export type FieldValue = string | number | boolean | null | undefined
type Read<T> = { of(item: T): FieldValue }['of']

interface Column {
  readonly at: number[]
  /** What the column holds for a field's value. */
  coded(value: FieldValue): number
}

/** A numeric field of each object; NaN where it is absent. */
export class NumberColumn implements Column {
  readonly at: number[] = []

  coded(value: FieldValue): number {
    return typeof value === 'number' ? value : Number.NaN
  }
}

export const lower = (text: string): string => text.normalize('NFC').toLowerCase()

/** A text field of each object: a distinct text, lowered, has a code, and the column holds codes. 0 is an absent field. */
export class TextColumn implements Column {
  readonly at: number[] = []
  readonly texts = ['']
  readonly #codes = new Map<string, number>()

  coded(value: FieldValue): number {
    return value === null || value === undefined ? 0 : this.#code(lower(String(value)))
  }

  /** The code of a lowered text; undefined for one that no object ever held. */
  codeOf(lowered: string): number | undefined {
    return this.#codes.get(lowered)
  }

  #code(lowered: string): number {
    const known = this.#codes.get(lowered)
    if (known !== undefined) return known
    this.#codes.set(lowered, this.texts.length)
    return this.texts.push(lowered) - 1
  }
}

interface Kept<T, C extends Column> {
  readonly column: C
  readonly read: Read<T>
}

// More than any resource has fields; queries may name any metadata key, and each takes a column.
const mostKept = 40

/**
 * What searches compare, taken out of a collection's objects once and kept by change, in the order of its entries:
 * reading 40,000 objects anew would take most of a search's time. A column is made when a query first names it.
 */
export class Columns<T extends Stored> implements Follower<T> {
  readonly #entries: readonly Entry<T>[]
  readonly #numbers = new Map<string, Kept<T, NumberColumn>>()
  readonly #texts = new Map<string, Kept<T, TextColumn>>()

  constructor(collection: Collection<T>) {
    this.#entries = collection.all.entries
    collection.follow(this)
  }

  splice(at: number, gone: number, item?: T): void {
    for (const { column, read } of [...this.#numbers.values(), ...this.#texts.values()]) {
      column.at.splice(at, gone, ...(item ? [column.coded(read(item))] : []))
    }
  }

  numbers(name: string, read: Read<T>): NumberColumn {
    return this.#column(this.#numbers, name, read, () => new NumberColumn())
  }

  texts(name: string, read: Read<T>): TextColumn {
    return this.#column(this.#texts, name, read, () => new TextColumn())
  }

  #column<C extends Column>(all: Map<string, Kept<T, C>>, name: string, read: Read<T>, make: () => C): C {
    const kept = all.get(name) ?? this.#filled({ column: make(), read })
    // The names stand in the order of their last use.
    all.delete(name)
    all.set(name, kept)
    const [oldest] = all.keys()
    if (oldest !== undefined && all.size > mostKept) all.delete(oldest)
    return kept.column
  }

  #filled<C extends Column>(made: Kept<T, C>): Kept<T, C> {
    const { column, read } = made
    for (const { item } of this.#entries) column.at.push(column.coded(read(item)))
    return made
  }
}
