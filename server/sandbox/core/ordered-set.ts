import type { Stored } from './kind.ts'

/** A stored item and its place; the same entry stands in the collection and in each index bucket. */
export interface Entry<T extends Stored> {
  item: T
  order: number
  readonly sequence: number
}

const comesBefore = <T extends Stored>(a: Entry<T>, b: Entry<T>): boolean =>
  a.order === b.order ? a.sequence < b.sequence : a.order < b.order

/** Entries in ascending order. Adding at the end, the usual case, costs nothing. */
export class OrderedSet<T extends Stored> {
  readonly entries: Entry<T>[]
  #rearranged = 0

  /** Takes the array, which must be in order, as its own. */
  constructor(entries: Entry<T>[] = []) {
    this.entries = entries
  }

  /** Changes with everything but an entry that comes at the end: until then what was read of the others holds. */
  get rearranged(): number {
    return this.#rearranged
  }

  /** Where `entry` stands, or would stand. */
  position(entry: Entry<T>): number {
    let low = 0
    let high = this.entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const candidate = this.entries[middle]
      if (candidate && comesBefore(candidate, entry)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Answers where the entry went. */
  add(entry: Entry<T>): number {
    const last = this.entries.at(-1)
    if (!last || comesBefore(last, entry)) return this.entries.push(entry) - 1
    this.#rearranged += 1
    const place = this.position(entry)
    this.entries.splice(place, 0, entry)
    return place
  }

  /** Puts the entry at the end, wherever it belongs: `sort` is owed from then on. */
  append(entry: Entry<T>): void {
    this.entries.push(entry)
  }

  sort(): void {
    this.#rearranged += 1
    this.entries.sort((a, b) => (comesBefore(a, b) ? -1 : 1))
  }

  /** Answers where the entry was, -1 for nowhere. */
  remove(entry: Entry<T>): number {
    const place = this.position(entry)
    const at = this.entries[place] === entry ? place : this.entries.lastIndexOf(entry)
    if (at < 0) return at
    this.#rearranged += 1
    this.entries.splice(at, 1)
    return at
  }
}
