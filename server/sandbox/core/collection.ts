import type { Kind, Stored } from './kind.ts'
import { type Entry, OrderedSet } from './ordered-set.ts'

/** All objects of a kind, in order and by its indexes. Items are replaced, never changed in place. */
export class Collection<T extends Stored> {
  readonly kind: Kind<T>
  readonly all = new OrderedSet<T>()
  readonly #entries = new Map<string, Entry<T>>()
  readonly #buckets = new Map<string, OrderedSet<T>>()
  #sequence = 0

  constructor(kind: Kind<T>) {
    this.kind = kind
  }

  get(id: string): T | undefined {
    return this.#entries.get(id)?.item
  }

  entry(id: string): Entry<T> | undefined {
    return this.#entries.get(id)
  }

  /** The entries that hold `key` in the index; an unknown index name is a mistake of ours and throws. */
  bucket(index: string, key: string): OrderedSet<T> {
    if (!Object.hasOwn(this.kind.indexes, index)) {
      throw new Error(`${this.kind.name} has no index ${index}`)
    }
    return this.#buckets.get(`${index}\n${key}`) ?? new OrderedSet<T>()
  }

  put(item: T): void {
    const known = this.#entries.get(item.id)
    const order = this.kind.orderOf(item)
    if (known && known.order === order) {
      this.#reindex(known, item)
      return
    }
    this.delete(item.id)
    const entry: Entry<T> = { item, order, sequence: known?.sequence ?? this.#sequence++ }
    this.#entries.set(item.id, entry)
    this.all.add(entry)
    for (const bucket of this.#keys(item)) this.#open(bucket).add(entry)
  }

  delete(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#entries.delete(id)
    this.all.remove(entry)
    for (const bucket of this.#keys(entry.item)) this.#close(bucket, entry)
  }

  #reindex(entry: Entry<T>, item: T): void {
    const before = new Set(this.#keys(entry.item))
    const after = new Set(this.#keys(item))
    entry.item = item
    for (const bucket of before) if (!after.has(bucket)) this.#close(bucket, entry)
    for (const bucket of after) if (!before.has(bucket)) this.#open(bucket).add(entry)
  }

  #keys(item: T): string[] {
    const keys: string[] = []
    for (const [index, keyOf] of Object.entries(this.kind.indexes)) {
      const key = keyOf(item)
      if (key !== null && key !== undefined) keys.push(`${index}\n${key}`)
    }
    return keys
  }

  #open(bucket: string): OrderedSet<T> {
    const known = this.#buckets.get(bucket)
    if (known) return known
    const made = new OrderedSet<T>()
    this.#buckets.set(bucket, made)
    return made
  }

  #close(bucket: string, entry: Entry<T>): void {
    const set = this.#buckets.get(bucket)
    set?.remove(entry)
    if (set?.entries.length === 0) this.#buckets.delete(bucket)
  }
}
