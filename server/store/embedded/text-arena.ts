const chunkBits = 20
const chunkBytes = 1 << chunkBits
const inChunk = chunkBytes - 1
const lengthBits = 7
const lengthMask = 0x7f
const lengthMore = 0x80

/** Texts one after another in large buffers, each behind its length; found again by the offset that `add` gave. */
export class TextArena {
  /** A text longer than a chunk stands in a chunk of several sizes, whose further places stay empty. */
  #chunks: (Buffer | undefined)[] = []
  #end = 0

  /** The offset, from 1 on, so that 0 can mean none. At most 4 GB in all. */
  add(bytes: Uint8Array): number {
    const head = encodeLength(bytes.length)
    const need = head.length + bytes.length
    const left = this.#chunks.length * chunkBytes - this.#end
    if (need > left) {
      this.#end = this.#chunks.length * chunkBytes
      const chunks = Math.ceil(need / chunkBytes)
      this.#chunks.push(Buffer.alloc(chunks * chunkBytes))
      for (let extra = 1; extra < chunks; extra += 1) this.#chunks.push(undefined)
    }
    const { chunk, at } = this.#locate(this.#end)
    chunk.set(head, at)
    chunk.set(bytes, at + head.length)
    this.#end += need
    return this.#end - need + 1
  }

  /** A view of the bytes, not a copy. */
  read(offset: number): Buffer {
    const { chunk, at } = this.#locate(offset - 1)
    let length = 0
    let start = at
    for (let shift = 0; ; shift += lengthBits) {
      const byte = chunk[start] ?? 0
      start += 1
      length += (byte & lengthMask) * 2 ** shift
      if (byte < lengthMore) return chunk.subarray(start, start + length)
    }
  }

  text(offset: number): string {
    return this.read(offset).toString()
  }

  /** Views of all bytes so far; what is added later stands behind them. */
  capture(): Uint8Array[] {
    return this.#chunks.flatMap((chunk, index) => {
      if (!chunk) return []
      const next = this.#chunks.findIndex((other, later) => later > index && other !== undefined)
      const end = next === -1 ? this.#end : next * chunkBytes
      return [chunk.subarray(0, end - index * chunkBytes)]
    })
  }

  restore(bytes: Uint8Array): void {
    const chunks = Math.ceil(bytes.length / chunkBytes)
    const content = Buffer.alloc(chunks * chunkBytes)
    content.set(bytes)
    // One buffer, cut at the chunks' bounds; a text that spans several is read from its first, so each view runs to the end.
    this.#chunks = Array.from({ length: chunks }, (_, index) => content.subarray(index * chunkBytes))
    this.#end = bytes.length
  }

  #locate(offset: number): { chunk: Buffer; at: number } {
    const chunk = this.#chunks[offset >>> chunkBits]
    if (!chunk) throw new Error(`No text begins at ${offset}.`)
    return { chunk, at: offset & inChunk }
  }
}

const encodeLength = (length: number): number[] => {
  const bytes: number[] = []
  let rest = length
  for (; rest > lengthMask; rest = Math.floor(rest / lengthMore)) bytes.push((rest & lengthMask) | lengthMore)
  bytes.push(rest)
  return bytes
}
