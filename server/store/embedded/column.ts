type Cells = Float64Array | Uint32Array | Uint8Array

/** What a number may be, and so how many bytes it takes. */
export type CellKind = 'f64' | 'u32' | 'u8'

const makeCells: Readonly<Record<CellKind, (length: number) => Cells>> = {
  f64: length => new Float64Array(length),
  u32: length => new Uint32Array(length),
  u8: length => new Uint8Array(length),
}

type Over = (buffer: ArrayBufferLike, offset: number, length: number) => Cells

const cellsOver: Readonly<Record<CellKind, Over>> = {
  f64: (buffer, offset, length) => new Float64Array(buffer, offset, length),
  u32: (buffer, offset, length) => new Uint32Array(buffer, offset, length),
  u8: (buffer, offset, length) => new Uint8Array(buffer, offset, length),
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

  /** Takes the bytes that `capture` gave, joined: whole chunks as they are, not as copies. */
  restore(bytes: Uint8Array): void {
    const { BYTES_PER_ELEMENT: cellBytes } = makeCells[this.kind](0)
    const aligned = bytes.byteOffset % cellBytes === 0 ? bytes : new Uint8Array(bytes)
    const { buffer, byteOffset } = aligned
    this.#length = bytes.length / cellBytes
    this.#chunks = []
    for (let row = 0; row < this.#length; row += chunkRows) {
      const rows = Math.min(chunkRows, this.#length - row)
      const stored = cellsOver[this.kind](buffer, byteOffset + row * cellBytes, rows)
      this.#chunks.push(rows === chunkRows ? stored : grown(makeCells[this.kind](chunkRows), stored))
    }
  }
}

const grown = (cells: Cells, from: Cells): Cells => {
  cells.set(from)
  return cells
}
