import type { CommitRecord, Owner } from './record.ts'

const itemsInRecord = 500

/** One account's objects of one kind, each in its last version; `null` where it is gone. */
interface Latest {
  readonly kind: string
  readonly account: Owner
  readonly items: Map<string, { readonly id: string } | null>
}

/** Gathers what a journal comes to, so that a long one can be begun anew with each object's last version alone. */
export class Compaction {
  readonly #latest = new Map<string, Latest>()
  #written = 0
  #kept = 0
  #ids = 0

  note({ ids, puts, removes }: CommitRecord): void {
    this.#ids = ids
    for (const [kind, id, account] of removes) this.#set(this.#of(kind, account), id, null)
    for (const [kind, item, account] of puts) this.#set(this.#of(kind, account), item.id, item)
  }

  /** Whether at least a quarter of what was written is out of date. */
  get worthwhile(): boolean {
    return this.#written * 3 >= this.#kept * 4
  }

  /** The same state in fewer records; objects come in the order in which they were first written. */
  *records(): Generator<CommitRecord> {
    for (const { kind, account, items } of this.#latest.values()) {
      const all = [...items]
      for (let from = 0; from < all.length; from += itemsInRecord) {
        const some = all.slice(from, from + itemsInRecord)
        yield {
          ids: this.#ids,
          puts: some.flatMap(([, item]) => (item ? [[kind, item, ...account] as const] : [])),
          removes: some.flatMap(([id, item]) => (item ? [] : [[kind, id, ...account] as const])),
        }
      }
    }
  }

  #of(kind: string, account: string | undefined): Latest {
    const key = account === undefined ? kind : `${kind}\n${account}`
    const known = this.#latest.get(key)
    if (known) return known
    const made: Latest = { kind, account: account === undefined ? [] : [account], items: new Map() }
    this.#latest.set(key, made)
    return made
  }

  #set({ items }: Latest, id: string, item: { readonly id: string } | null): void {
    if (!items.has(id)) this.#kept += 1
    this.#written += 1
    items.set(id, item)
  }
}
