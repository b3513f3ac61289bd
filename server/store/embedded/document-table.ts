import type { Collection } from '#server/store/port.ts'
import { type Place, SortedList } from './sorted-list.ts'

/** What the store needs to know of a document to file it. */
export interface Filing extends Place {
  /** The lists it stands in: `''` for the whole collection, `index\0key` for a key. */
  readonly lists: readonly string[]
}

const wholeCollection = ''

export const listName = (by: string | undefined, is: string | undefined): string =>
  by === undefined ? wholeCollection : `${by}\0${is ?? ''}`

/** The one place where a stored document gets its type back: a collection's name stands for one type. */
export const asStored = <T>(document: unknown): T => document as T

type Filer = (document: unknown) => Filing

const filerOf = <T>(collection: Collection<T>): Filer => {
  const indexes = Object.entries(collection.indexes)
  return stored => {
    const document = asStored<T>(stored)
    const lists = [wholeCollection]
    for (const [by, keysOf] of indexes) {
      const keys = keysOf(document)
      if (typeof keys === 'string') lists.push(listName(by, keys))
      else if (keys) for (const key of new Set(keys)) lists.push(listName(by, key))
    }
    return { id: collection.id(document), sortKey: collection.sortKey(document), lists }
  }
}

/** The documents of one collection with its ordered lists, which are built when the collection is first used. */
export class DocumentTable {
  readonly name: string
  readonly documents: Map<string, unknown>
  readonly #file: Filer
  readonly #indexes: ReadonlySet<string>
  readonly #lists = new Map<string, SortedList>()

  constructor(name: string, indexes: ReadonlySet<string>, documents: Map<string, unknown>, file: Filer) {
    this.name = name
    this.documents = documents
    this.#indexes = indexes
    this.#file = file
    for (const document of documents.values()) this.#enter(file(document))
  }

  static of<T>(collection: Collection<T>, documents: Map<string, unknown>): DocumentTable {
    const indexes = new Set(Object.keys(collection.indexes))
    return new DocumentTable(collection.name, indexes, documents, filerOf(collection))
  }

  file(document: unknown): Filing {
    return this.#file(document)
  }

  /** @throws when the collection has no such index: a mistake in the calling code. */
  list(by: string | undefined, is: string | undefined): SortedList | undefined {
    if (by !== undefined && !this.#indexes.has(by))
      throw new Error(`The collection ${this.name} has no index ${by}.`)
    return this.#lists.get(listName(by, is))
  }

  put(id: string, document: unknown): void {
    this.#leave(id)
    this.documents.set(id, document)
    this.#enter(this.#file(document))
  }

  delete(id: string): void {
    this.#leave(id)
    this.documents.delete(id)
  }

  #enter(filing: Filing): void {
    for (const name of filing.lists) {
      const list = this.#lists.get(name) ?? new SortedList()
      if (list.size === 0) this.#lists.set(name, list)
      list.add(filing)
    }
  }

  #leave(id: string): void {
    const document = this.documents.get(id)
    if (document === undefined) return
    const filing = this.#file(document)
    for (const name of filing.lists) {
      const list = this.#lists.get(name)
      list?.remove(filing)
      if (list?.size === 0) this.#lists.delete(name)
    }
  }
}
