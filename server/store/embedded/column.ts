type Cells = Float64Array | Uint32Array | Uint8Array

/** What a number may be, and so how many bytes it takes. */
export type CellKind = 'f64' | 'u32' | 'u8'

const makeCells: Readonly<Record<CellKind, (content: number | ArrayBuffer) => Cells>> = {
  f64: content => (typeof content === 'number' ? new Float64Array(content) : new Float64Array(content)),
  u32: content => (typeof content === 'number' ? new Uint32Array(content) : new Uint32Array(content)),
  u8: content => (typeof content === 'number' ? new Uint8Array(content) : new Uint8Array(content)),
}

const chunkBits = 15
const chunkRows = 1 << chunkBits
const inChunk = chunkRows - 1

/** Numbers by row, outside the heap of objects, in chunks, so that growing never moves what is there. */
export class Column {
  readonly kind: CellKind
  #chunks: Cells[] = []
  #length = 0

  constructor(kind: CellKind) {
    this.kind = kind
  }

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    this.set(this.#length, value)
  }

  /** 0 for a row that was never set. */
  get(row: number): number {
    return this.#chunks[row >>> chunkBits]?.[row & inChunk] ?? 0
  }

  /** Rows between the present end and `row` become 0. */
  set(row: number, value: number): void {
    const index = row >>> chunkBits
    while (this.#chunks.length <= index) this.#chunks.push(makeCells[this.kind](chunkRows))
    const chunk = this.#chunks[index]
    if (chunk) chunk[row & inChunk] = value
    if (row >= this.#length) this.#length = row + 1
  }

  /** The bytes as they are now: a copy when rows may yet change, else views, since a row is then written once. */
  capture(changing: boolean): Uint8Array[] {
    return this.#chunks.map((chunk, index) => {
      const cells = chunk.subarray(0, this.#length - index * chunkRows)
      const bytes = new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength)
      return changing ? bytes.slice() : bytes
    })
  }

  /** Takes the bytes that `capture` gave, joined. */
  restore(bytes: Uint8Array): void {
    const cellBytes = makeCells[this.kind](0).BYTES_PER_ELEMENT
    this.#length = bytes.length / cellBytes
    this.#chunks = []
    for (let at = 0; at < bytes.length; at += chunkRows * cellBytes) {
      const content = new Uint8Array(chunkRows * cellBytes)
      content.set(bytes.subarray(at, at + content.length))
      this.#chunks.push(makeCells[this.kind](content.buffer))
    }
  }
}
