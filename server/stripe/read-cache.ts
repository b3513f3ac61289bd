import type { Clock } from '#server/ports.ts'

interface Entry {
  readonly value: unknown
  /** Order of the read's start: a read that began earlier never overwrites one that began later. */
  readonly begun: number
  readonly ids: ReadonlySet<string>
  freshUntil: number
}

interface Flight {
  readonly promise: Promise<unknown>
  readonly begun: number
}

export interface CachedRead<T> {
  readonly key: string
  /** Ids that the key itself names; those of the value come by `idsOf`. `anyChange`: whatever changes concerns it. */
  readonly ids: readonly string[]
  readonly idsOf?: (value: T) => readonly string[]
  readonly freshForMs: number
  readonly load: () => Promise<T>
}

export const anyChange = '*'

const mostEntries = 2_000
/** Longer than any read takes: until then it is remembered that an id changed while a read was under way. */
const rememberChangesMs = 60_000

/**
 * What was read lately, by key, and what is being read: fifty callers at once make one read. `forget` makes it read
 * again; a read that was under way at that moment still answers those who asked before, and no one after.
 */
export class ReadCache {
  readonly #clock: Clock
  readonly #entries = new Map<string, Entry>()
  readonly #flights = new Map<string, Flight>()
  readonly #changed = new Map<string, { begun: number; at: number }>()
  #count = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The value as read within the last `freshForMs`, else as read now. */
  read<T>(read: CachedRead<T>): Promise<T> {
    const entry = this.#entries.get(read.key)
    // A key is used for one type of value only: each key begins with the name of its read.
    if (entry && entry.freshUntil > this.#clock.now()) return Promise.resolve(entry.value as T)
    const flight = this.#flights.get(read.key)
    if (flight && !this.#changedSince(flight.begun, read.ids)) return flight.promise as Promise<T>
    return this.readNow(read)
  }

  /** Reads past the cache, and past reads that began before. */
  async readNow<T>(read: CachedRead<T>): Promise<T> {
    const begun = ++this.#count
    const promise = read.load()
    this.#flights.set(read.key, { promise, begun })
    try {
      const value = await promise
      this.#keep(read, value, begun)
      return value
    } finally {
      if (this.#flights.get(read.key)?.begun === begun) this.#flights.delete(read.key)
    }
  }

  /** The last value that was read, however old. */
  last<T>(key: string): T | undefined {
    return this.#entries.get(key)?.value as T | undefined
  }

  forget(ids: readonly string[]): void {
    const now = this.#clock.now()
    const all = [...ids, anyChange]
    for (const id of all) {
      this.#changed.delete(id)
      this.#changed.set(id, { begun: ++this.#count, at: now })
    }
    for (const entry of this.#entries.values()) {
      if (all.some(id => entry.ids.has(id))) entry.freshUntil = 0
    }
    for (const [id, { at }] of this.#changed) {
      if (now - at <= rememberChangesMs) break
      this.#changed.delete(id)
    }
  }

  #keep<T>(read: CachedRead<T>, value: T, begun: number): void {
    const known = this.#entries.get(read.key)
    if (known && known.begun > begun) return
    const ids = new Set([...read.ids, ...(read.idsOf?.(value) ?? [])])
    const isOld = this.#changedSince(begun, [...ids])
    const freshUntil = isOld ? 0 : this.#clock.now() + read.freshForMs
    this.#entries.delete(read.key)
    this.#entries.set(read.key, { value, begun, ids, freshUntil })
    const oldest = this.#entries.keys().next()
    if (this.#entries.size > mostEntries && !oldest.done) this.#entries.delete(oldest.value)
  }

  #changedSince(begun: number, ids: readonly string[]): boolean {
    return ids.some(id => (this.#changed.get(id)?.begun ?? 0) > begun)
  }
}
