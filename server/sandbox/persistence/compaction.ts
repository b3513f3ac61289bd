import type { CommitRecord } from './record.ts'

const itemsInRecord = 500

/** Gathers what a journal comes to, so that a long one can be begun anew with each object's last version alone. */
export class Compaction {
  readonly #latest = new Map<string, Map<string, { readonly id: string } | null>>()
  #written = 0
  #kept = 0
  #ids = 0

  note({ ids, puts, removes }: CommitRecord): void {
    this.#ids = ids
    for (const [kind, id] of removes) this.#set(kind, id, null)
    for (const [kind, item] of puts) this.#set(kind, item.id, item)
  }

  /** Whether at least a quarter of what was written is out of date. */
  get worthwhile(): boolean {
    return this.#written * 3 >= this.#kept * 4
  }

  /** The same state in fewer records; objects come in the order in which they were first written. */
  *records(): Generator<CommitRecord> {
    for (const [kind, items] of this.#latest) {
      const all = [...items]
      for (let from = 0; from < all.length; from += itemsInRecord) {
        const some = all.slice(from, from + itemsInRecord)
        yield {
          ids: this.#ids,
          puts: some.flatMap(([, item]) => (item ? [[kind, item] as const] : [])),
          removes: some.flatMap(([id, item]) => (item ? [] : [[kind, id] as const])),
        }
      }
    }
  }

  #set(kind: string, id: string, item: { readonly id: string } | null): void {
    const items = this.#latest.get(kind) ?? new Map<string, { readonly id: string } | null>()
    this.#latest.set(kind, items)
    if (!items.has(id)) this.#kept += 1
    this.#written += 1
    items.set(id, item)
  }
}
