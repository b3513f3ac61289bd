import type { Collection, EventProgress, Page, Query, Transaction } from '#server/store/port.ts'
import { countDocuments, readDocument, readPage } from './document-page.ts'
import { asStored, type DocumentTable, type Filing } from './document-table.ts'
import type { Documents } from './documents.ts'
import { deleteText, eventText, putText } from './journal-record.ts'

/** What a transaction needs of the event log. */
export interface ProgressTarget {
  /** @throws when there is no such event. */
  sequenceOf(id: string): number
  encodeProgress(progress: EventProgress): string
  setProgress(sequence: number, progress: string): void
}

interface Change {
  readonly document: unknown
  readonly filing: Filing
  readonly text: string
}

interface Touched {
  readonly table: DocumentTable
  readonly changes: Map<string, Change | undefined>
}

/** A view with its own changes on top; nothing outside sees them before `apply`. Transactions run one at a time. */
export class EmbeddedTransaction implements Transaction {
  readonly #documents: Documents
  readonly #events: ProgressTarget
  readonly #touched = new Map<string, Touched>()
  readonly #progress = new Map<number, string>()
  #ended = false

  constructor(documents: Documents, events: ProgressTarget) {
    this.#documents = documents
    this.#events = events
  }

  async get<T>(collection: Collection<T>, id: string): Promise<T | undefined> {
    const { table, changes } = this.#touch(collection)
    return asStored<T | undefined>(readDocument(table, id, changes))
  }

  async list<T>(collection: Collection<T>, query: Query): Promise<Page<T>> {
    const { table, changes } = this.#touch(collection)
    return readPage<T>(table, query, changes)
  }

  async count<T>(collection: Collection<T>, query: Pick<Query, 'by' | 'is'> = {}): Promise<number> {
    const { table, changes } = this.#touch(collection)
    return countDocuments(table, query, changes)
  }

  /** Transactions are serial here, so every key is already held. */
  async lock(_key: string): Promise<void> {
    this.#assertOpen()
  }

  async put<T>(collection: Collection<T>, document: T): Promise<void> {
    const { table, changes } = this.#touch(collection)
    const text = JSON.stringify(document)
    // A copy of its own, so that what the caller does to the object later changes nothing here.
    const stored: unknown = JSON.parse(text)
    const filing = table.file(stored)
    changes.set(filing.id, { document: stored, filing, text })
  }

  async delete<T>(collection: Collection<T>, id: string): Promise<void> {
    this.#touch(collection).changes.set(id, undefined)
  }

  async updateEvent(id: string, change: EventProgress): Promise<void> {
    this.#assertOpen()
    this.#progress.set(this.#events.sequenceOf(id), this.#events.encodeProgress(change))
  }

  /** The changes as the journal tells them; empty when there are none. */
  texts(): string[] {
    const texts: string[] = []
    for (const [name, { changes }] of this.#touched)
      for (const [id, change] of changes)
        texts.push(change ? putText(name, id, change.text) : deleteText(name, id))
    for (const [sequence, progress] of this.#progress) texts.push(eventText(sequence, progress))
    return texts
  }

  /** Makes the changes everybody's. */
  apply(): void {
    for (const { table, changes } of this.#touched.values())
      for (const [id, change] of changes) {
        if (change) table.put(id, change.document)
        else table.delete(id)
      }
    for (const [sequence, progress] of this.#progress) this.#events.setProgress(sequence, progress)
  }

  end(): void {
    this.#ended = true
  }

  #touch<T>(collection: Collection<T>): Touched {
    this.#assertOpen()
    const table = this.#documents.table(collection)
    const changes = this.#touched.get(collection.name)?.changes ?? new Map<string, Change | undefined>()
    const touched = { table, changes }
    this.#touched.set(collection.name, touched)
    return touched
  }

  #assertOpen(): void {
    if (this.#ended) throw new Error('This transaction has ended.')
  }
}
