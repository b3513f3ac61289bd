import type { Collection } from '#server/store/port.ts'
import { DocumentTable } from './document-table.ts'

/** What lowdb holds: every document by collection and id, as of one journal record. */
export interface DocumentState {
  sequence: number
  readonly collections: Map<string, Map<string, unknown>>
}

export const emptyDocuments = (): DocumentState => ({ sequence: 0, collections: new Map() })

/** The collections in memory. What is put is never changed in place, only replaced. */
export class Documents {
  readonly #state: DocumentState
  readonly #tables = new Map<string, { collection: unknown; table: DocumentTable }>()

  constructor(state: DocumentState) {
    this.#state = state
  }

  /** @throws when the name was used with another definition: two definitions would file one document differently. */
  table<T>(collection: Collection<T>): DocumentTable {
    const known = this.#tables.get(collection.name)
    if (known?.collection === collection) return known.table
    if (known) throw new Error(`The collection ${collection.name} is defined twice.`)
    const table = DocumentTable.of(collection, this.#documents(collection.name))
    this.#tables.set(collection.name, { collection, table })
    return table
  }

  put(name: string, id: string, document: unknown): void {
    const table = this.#tables.get(name)?.table
    if (table) table.put(id, document)
    else this.#documents(name).set(id, document)
  }

  delete(name: string, id: string): void {
    const table = this.#tables.get(name)?.table
    if (table) table.delete(id)
    else this.#documents(name).delete(id)
  }

  #documents(name: string): Map<string, unknown> {
    const documents = this.#state.collections.get(name) ?? new Map<string, unknown>()
    this.#state.collections.set(name, documents)
    return documents
  }
}
