import type { Low } from 'lowdb'
import type { Collection, EventLog, Page, Query, Store, Transaction } from '#server/store/port.ts'
import type { AppendLog } from './append-log.ts'
import { countDocuments, readDocument, readPage } from './document-page.ts'
import { asStored } from './document-table.ts'
import type { DocumentState, Documents } from './documents.ts'
import { EmbeddedTransaction } from './embedded-transaction.ts'
import type { EmbeddedEventLog } from './event-log.ts'
import { encodeTransaction } from './journal-record.ts'
import { Mutex } from './mutex.ts'
import type { StoreHealth } from './store-health.ts'

export interface EmbeddedStoreParts {
  readonly low: Low<DocumentState>
  readonly documents: Documents
  readonly events: EmbeddedEventLog
  readonly journal: AppendLog
  readonly health: StoreHealth
  /** Ends snapshots and logs and lets the directory go. */
  readonly release: () => Promise<void>
}

export class EmbeddedStore implements Store {
  readonly #parts: EmbeddedStoreParts
  readonly #transactions = new Mutex()
  #closing: Promise<void> | undefined

  constructor(parts: EmbeddedStoreParts) {
    this.#parts = parts
  }

  get events(): EventLog {
    return this.#parts.events
  }

  async get<T>(collection: Collection<T>, id: string): Promise<T | undefined> {
    return asStored<T | undefined>(readDocument(this.#documents().table(collection), id))
  }

  async list<T>(collection: Collection<T>, query: Query): Promise<Page<T>> {
    return readPage<T>(this.#documents().table(collection), query)
  }

  async count<T>(collection: Collection<T>, query: Pick<Query, 'by' | 'is'> = {}): Promise<number> {
    return countDocuments(this.#documents().table(collection), query)
  }

  /** The next transaction starts when this one's changes are in memory; the promise resolves when they are on disk. */
  async transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { result, durable } = await this.#transactions.run(async () => {
      const tx = new EmbeddedTransaction(this.#documents(), this.#parts.events)
      try {
        const result = await work(tx)
        return { result, durable: this.#commit(tx) }
      } finally {
        tx.end()
      }
    })
    await durable
    return result
  }

  close(): Promise<void> {
    this.#closing ??= this.#transactions
      .run(async () => this.#parts.health.close())
      .then(() => this.#parts.release())
    return this.#closing
  }

  #documents(): Documents {
    this.#parts.health.assertUsable()
    return this.#parts.documents
  }

  #commit(tx: EmbeddedTransaction): Promise<void> {
    const { health, journal, low } = this.#parts
    health.assertUsable()
    const texts = tx.texts()
    // What a reading transaction saw may not be on disk yet, and must be before anybody is told of it.
    if (texts.length === 0) return journal.flushed()
    return new Promise((resolve, reject) => {
      const sequence = journal.append([encodeTransaction(texts)], failure =>
        failure ? reject(failure) : resolve(),
      )
      tx.apply()
      low.data.sequence = sequence
    })
  }
}
