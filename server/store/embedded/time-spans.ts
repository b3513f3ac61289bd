import { chunkRows } from './row-set.ts'

/** The earliest and latest time in each chunk of rows, so that a search by time passes over whole chunks. */
export class TimeSpans {
  readonly #earliest: number[] = []
  readonly #latest: number[] = []

  include(row: number, time: number): void {
    const chunk = Math.floor(row / chunkRows)
    this.#earliest[chunk] = Math.min(this.#earliest[chunk] ?? time, time)
    this.#latest[chunk] = Math.max(this.#latest[chunk] ?? time, time)
  }

  /** Whether a row of this row's chunk can have a time in `[from, to)`. */
  mayHold(row: number, from: number, to: number): boolean {
    const chunk = Math.floor(row / chunkRows)
    const [earliest, latest] = [this.#earliest[chunk], this.#latest[chunk]]
    return earliest !== undefined && latest !== undefined && earliest < to && latest >= from
  }
}
