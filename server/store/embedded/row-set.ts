const wordBits = 32
const chunkWords = 128
/** Rows a chunk covers; a chunk without rows takes no memory and no time. */
export const chunkRows = wordBits * chunkWords

/** A set of row numbers as bits, with its size kept. */
export class RowSet {
  readonly #chunks: (Uint32Array | undefined)[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  has(row: number): boolean {
    return (this.word(row >>> 5) & (1 << (row & 31))) !== 0
  }

  add(row: number): void {
    if (this.has(row)) return
    const index = Math.floor(row / chunkRows)
    const chunk = this.#chunks[index] ?? new Uint32Array(chunkWords)
    this.#chunks[index] = chunk
    const word = (row % chunkRows) >>> 5
    chunk[word] = (chunk[word] ?? 0) | (1 << (row & 31))
    this.#size += 1
  }

  delete(row: number): void {
    const chunk = this.#chunks[Math.floor(row / chunkRows)]
    if (!chunk || !this.has(row)) return
    const word = (row % chunkRows) >>> 5
    chunk[word] = (chunk[word] ?? 0) & ~(1 << (row & 31))
    this.#size -= 1
  }

  hasChunk(index: number): boolean {
    return this.#chunks[index] !== undefined
  }

  /** 32 rows as bits. */
  word(index: number): number {
    return this.#chunks[Math.floor(index / chunkWords)]?.[index % chunkWords] ?? 0
  }
}

const allRows = -1

const commonWord = (sets: readonly RowSet[], index: number): number => {
  let word = allRows
  for (const set of sets) word &= set.word(index)
  return word
}

const haveChunk = (sets: readonly RowSet[], chunk: number): boolean => sets.every(set => set.hasChunk(chunk))

/** The greatest row below `below` that is in every set, or -1. */
export const rowBefore = (sets: readonly RowSet[], below: number): number => {
  let last = below - 1
  while (last >= 0) {
    const chunk = Math.floor(last / chunkRows)
    if (!haveChunk(sets, chunk)) {
      last = chunk * chunkRows - 1
      continue
    }
    const word = commonWord(sets, last >>> 5) & (allRows >>> (31 - (last & 31)))
    if (word !== 0) return (last & ~31) + 31 - Math.clz32(word)
    last = (last & ~31) - 1
  }
  return -1
}

/** The smallest row from `from` on and below `end` that is in every set, or -1. */
export const rowFrom = (sets: readonly RowSet[], from: number, end: number): number => {
  let first = from
  while (first < end) {
    const chunk = Math.floor(first / chunkRows)
    if (!haveChunk(sets, chunk)) {
      first = (chunk + 1) * chunkRows
      continue
    }
    const word = commonWord(sets, first >>> 5) & (allRows << (first & 31))
    if (word !== 0) {
      const row = (first & ~31) + 31 - Math.clz32(word & -word)
      return row < end ? row : -1
    }
    first = (first & ~31) + 32
  }
  return -1
}
