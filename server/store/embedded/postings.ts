import { Column } from './column.ts'

/** Which rows name a text: chains through columns, newest first, with rows only ever added at the end. */
export class Postings {
  readonly #rows = new Column('u32')
  readonly #references = new Column('u32')
  /** The entry before with the same reference, plus 1. */
  readonly #previous = new Column('u32')
  /** By reference: its newest entry, plus 1. */
  readonly #heads = new Column('u32')

  add(row: number, reference: number): void {
    this.#rows.push(row)
    this.#references.push(reference)
    this.#link(this.#rows.length - 1, reference)
  }

  /** The references a row was added with, in that order. */
  referencesOf(row: number): number[] {
    const references: number[] = []
    for (let entry = this.#firstEntryOf(row); this.#isOf(entry, row); entry += 1)
      references.push(this.#references.get(entry))
    return references
  }

  /** Rows with the reference, newest first, from below `below` on: at once when the row `below` has it too. */
  *before(reference: number, below: number): Generator<number> {
    let link = this.#linkAt(reference, below)
    while (link !== 0) {
      const row = this.#rows.get(link - 1)
      if (row < below) yield row
      link = this.#previous.get(link - 1)
    }
  }

  capture(): { rows: Uint8Array[]; references: Uint8Array[] } {
    return { rows: this.#rows.capture(false), references: this.#references.capture(false) }
  }

  restore(captured: { rows: Uint8Array; references: Uint8Array }): void {
    this.#rows.restore(captured.rows)
    this.#references.restore(captured.references)
    for (let entry = 0; entry < this.#rows.length; entry += 1) this.#link(entry, this.#references.get(entry))
  }

  #link(entry: number, reference: number): void {
    this.#previous.push(this.#heads.get(reference))
    this.#heads.set(reference, entry + 1)
  }

  #linkAt(reference: number, below: number): number {
    for (let entry = this.#firstEntryOf(below); this.#isOf(entry, below); entry += 1)
      if (this.#references.get(entry) === reference) return this.#previous.get(entry)
    return this.#heads.get(reference)
  }

  #isOf(entry: number, row: number): boolean {
    return entry < this.#rows.length && this.#rows.get(entry) === row
  }

  #firstEntryOf(row: number): number {
    let low = 0
    let high = this.#rows.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#rows.get(middle) < row) low = middle + 1
      else high = middle
    }
    return low
  }
}
