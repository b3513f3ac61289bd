import { KeyIndex } from './key-index.ts'
import type { Kind, Stored } from './kind.ts'
import { type Entry, OrderedSet } from './ordered-set.ts'

/** All objects of a kind, in order and by its indexes. Items are replaced, never changed in place. */
export class Collection<T extends Stored> {
  readonly kind: Kind<T>
  readonly all = new OrderedSet<T>()
  readonly #entries = new Map<string, Entry<T>>()
  readonly #byName: ReadonlyMap<string, KeyIndex<T>>
  readonly #indexes: readonly KeyIndex<T>[]
  #sequence = 0
  #filling = false

  constructor(kind: Kind<T>) {
    this.kind = kind
    this.#byName = new Map(Object.entries(kind.indexes).map(([name, keyOf]) => [name, new KeyIndex(keyOf)]))
    this.#indexes = [...this.#byName.values()]
  }

  /** Many come at once from now on, in nearly their order: they are put in order by `filled`, not each by itself. */
  fill(): void {
    this.#setFilling(true)
  }

  filled(): void {
    this.#setFilling(false)
    this.all.sort()
    for (const index of this.#indexes) index.sort()
  }

  get(id: string): T | undefined {
    return this.#entries.get(id)?.item
  }

  entry(id: string): Entry<T> | undefined {
    return this.#entries.get(id)
  }

  /** The entries that hold `key` in the index; an unknown index name is a mistake of ours and throws. */
  bucket(name: string, key: string): OrderedSet<T> {
    const index = this.#byName.get(name)
    if (!index) throw new Error(`${this.kind.name} has no index ${name}`)
    return index.bucket(key)
  }

  put(item: T): void {
    const known = this.#entries.get(item.id)
    const order = this.kind.orderOf(item)
    if (!known) this.#insert({ item, order, sequence: this.#sequence++ })
    else if (known.order === order) this.#replace(known, item)
    else {
      this.delete(item.id)
      this.#insert({ item, order, sequence: known.sequence })
    }
  }

  delete(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#entries.delete(id)
    this.all.remove(entry)
    for (const index of this.#indexes) index.remove(entry)
  }

  #insert(entry: Entry<T>): void {
    this.#entries.set(entry.item.id, entry)
    if (this.#filling) this.all.append(entry)
    else this.all.add(entry)
    for (const index of this.#indexes) index.add(entry)
  }

  #setFilling(filling: boolean): void {
    this.#filling = filling
    for (const index of this.#indexes) index.filling = filling
  }

  #replace(entry: Entry<T>, item: T): void {
    // An index moves an entry by the place that it has, so the item changes last.
    for (const index of this.#indexes) index.move(entry, item)
    entry.item = item
  }
}
