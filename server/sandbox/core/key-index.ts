import type { KeyOf, Stored } from './kind.ts'
import { type Entry, OrderedSet } from './ordered-set.ts'

/**
 * One secondary index: the entries by the key that they hold. Most keys have one entry (a charge's payment intent):
 * such a key holds the entry itself, because a set of its own for each would be a third of the memory.
 */
export class KeyIndex<T extends Stored> {
  /** Whether order may wait for `sort`. */
  filling = false
  readonly #keyOf: KeyOf<T>
  readonly #buckets = new Map<string, Entry<T> | OrderedSet<T>>()

  constructor(keyOf: KeyOf<T>) {
    this.#keyOf = keyOf
  }

  bucket(key: string): OrderedSet<T> {
    const found = this.#buckets.get(key)
    if (found instanceof OrderedSet) return found
    return new OrderedSet(found ? [found] : [])
  }

  sort(): void {
    for (const bucket of this.#buckets.values()) if (bucket instanceof OrderedSet) bucket.sort()
  }

  add(entry: Entry<T>): void {
    this.#addAt(this.#keyOf(entry.item), entry)
  }

  remove(entry: Entry<T>): void {
    this.#removeAt(this.#keyOf(entry.item), entry)
  }

  /** `entry` is about to hold `next`: it goes to that key's bucket if the key is another. */
  move(entry: Entry<T>, next: T): void {
    const from = this.#keyOf(entry.item)
    const to = this.#keyOf(next)
    if (from === to) return
    this.#removeAt(from, entry)
    this.#addAt(to, entry)
  }

  #addAt(key: string | null | undefined, entry: Entry<T>): void {
    if (key === null || key === undefined) return
    const found = this.#buckets.get(key)
    if (!found) this.#buckets.set(key, entry)
    else if (found instanceof OrderedSet) this.#addTo(found, entry)
    else {
      const both = new OrderedSet([found])
      this.#addTo(both, entry)
      this.#buckets.set(key, both)
    }
  }

  #addTo(set: OrderedSet<T>, entry: Entry<T>): void {
    if (this.filling) set.append(entry)
    else set.add(entry)
  }

  #removeAt(key: string | null | undefined, entry: Entry<T>): void {
    if (key === null || key === undefined) return
    const found = this.#buckets.get(key)
    if (!(found instanceof OrderedSet)) {
      if (found === entry) this.#buckets.delete(key)
      return
    }
    found.remove(entry)
    if (found.entries.length === 0) this.#buckets.delete(key)
  }
}
