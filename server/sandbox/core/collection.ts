import type { KeyOf, Kind, Stored } from './kind.ts'
import { type Entry, OrderedSet } from './ordered-set.ts'

/** One secondary index: the entries by the key that they hold. */
class Index<T extends Stored> {
  readonly name: string
  readonly #keyOf: KeyOf<T>
  readonly #buckets = new Map<string, OrderedSet<T>>()

  constructor(name: string, keyOf: KeyOf<T>) {
    this.name = name
    this.#keyOf = keyOf
  }

  bucket(key: string): OrderedSet<T> {
    return this.#buckets.get(key) ?? new OrderedSet<T>()
  }

  add(entry: Entry<T>): void {
    const key = this.#keyOf(entry.item)
    if (key === null || key === undefined) return
    const known = this.#buckets.get(key)
    const set = known ?? new OrderedSet<T>()
    if (!known) this.#buckets.set(key, set)
    set.add(entry)
  }

  remove(entry: Entry<T>): void {
    const key = this.#keyOf(entry.item)
    const set = key === null || key === undefined ? undefined : this.#buckets.get(key)
    set?.remove(entry)
    if (set?.entries.length === 0) this.#buckets.delete(key ?? '')
  }

  /** Whether an item that takes the place of another stays in its bucket. */
  keeps(before: T, after: T): boolean {
    return this.#keyOf(before) === this.#keyOf(after)
  }
}

/** All objects of a kind, in order and by its indexes. Items are replaced, never changed in place. */
export class Collection<T extends Stored> {
  readonly kind: Kind<T>
  readonly all = new OrderedSet<T>()
  readonly #entries = new Map<string, Entry<T>>()
  readonly #indexes: readonly Index<T>[]
  #sequence = 0

  constructor(kind: Kind<T>) {
    this.kind = kind
    this.#indexes = Object.entries(kind.indexes).map(([name, keyOf]) => new Index(name, keyOf))
  }

  get(id: string): T | undefined {
    return this.#entries.get(id)?.item
  }

  entry(id: string): Entry<T> | undefined {
    return this.#entries.get(id)
  }

  /** The entries that hold `key` in the index; an unknown index name is a mistake of ours and throws. */
  bucket(name: string, key: string): OrderedSet<T> {
    const index = this.#indexes.find(candidate => candidate.name === name)
    if (!index) throw new Error(`${this.kind.name} has no index ${name}`)
    return index.bucket(key)
  }

  put(item: T): void {
    const known = this.#entries.get(item.id)
    const order = this.kind.orderOf(item)
    if (known && known.order === order) {
      this.#replace(known, item)
      return
    }
    this.delete(item.id)
    const entry: Entry<T> = { item, order, sequence: known?.sequence ?? this.#sequence++ }
    this.#entries.set(item.id, entry)
    this.all.add(entry)
    for (const index of this.#indexes) index.add(entry)
  }

  delete(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#entries.delete(id)
    this.all.remove(entry)
    for (const index of this.#indexes) index.remove(entry)
  }

  #replace(entry: Entry<T>, item: T): void {
    const moved = this.#indexes.filter(index => !index.keeps(entry.item, item))
    for (const index of moved) index.remove(entry)
    entry.item = item
    for (const index of moved) index.add(entry)
  }
}
