import { KeyIndex } from './key-index.ts'
import type { Kind, Stored } from './kind.ts'
import { type Entry, OrderedSet } from './ordered-set.ts'

/** Keeps arrays of its own parallel to `all.entries`, by doing to them what is done there. */
export interface Follower<T extends Stored> {
  /** As `Array.splice`: `gone` items leave from `at` on, and `item` takes their place. */
  splice(at: number, gone: number, item?: T): void
}

/** All objects of a kind, in order and by its indexes. Items are replaced, never changed in place. */
export class Collection<T extends Stored> {
  readonly kind: Kind<T>
  readonly all = new OrderedSet<T>()
  readonly #entries = new Map<string, Entry<T>>()
  readonly #byName: ReadonlyMap<string, KeyIndex<T>>
  readonly #indexes: readonly KeyIndex<T>[]
  readonly #followers: Follower<T>[] = []
  #sequence = 0
  #filling = false

  constructor(kind: Kind<T>) {
    this.kind = kind
    this.#byName = new Map(Object.entries(kind.indexes).map(([name, keyOf]) => [name, new KeyIndex(keyOf)]))
    this.#indexes = [...this.#byName.values()]
  }

  /** Many come at once from now on, in nearly their order: they are put in order by `filled`, not each by itself. */
  fill(): void {
    if (this.#followers.length > 0) throw new Error(`${this.kind.name} is followed: its order cannot wait`)
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

  /** Has `follower` told of each change from now on. */
  follow(follower: Follower<T>): void {
    this.#followers.push(follower)
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
    const at = this.all.remove(entry)
    for (const index of this.#indexes) index.remove(entry)
    for (const follower of this.#followers) follower.splice(at, 1)
  }

  #insert(entry: Entry<T>): void {
    this.#entries.set(entry.item.id, entry)
    for (const index of this.#indexes) index.add(entry)
    if (this.#filling) {
      this.all.append(entry)
      return
    }
    const at = this.all.add(entry)
    for (const follower of this.#followers) follower.splice(at, 0, entry.item)
  }

  #setFilling(filling: boolean): void {
    this.#filling = filling
    for (const index of this.#indexes) index.filling = filling
  }

  #replace(entry: Entry<T>, item: T): void {
    // An index moves an entry by the place that it has, so the item changes last.
    for (const index of this.#indexes) index.move(entry, item)
    entry.item = item
    if (this.#followers.length === 0) return
    const at = this.all.position(entry)
    for (const follower of this.#followers) follower.splice(at, 1, item)
  }
}
