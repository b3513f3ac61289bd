const chunkBits = 20
const chunkBytes = 1 << chunkBits
const inChunk = chunkBytes - 1
const lengthBits = 7
const lengthMask = 0x7f
const lengthMore = 0x80

/** Texts one after another in large buffers, each behind its length; found again by the offset that `add` gave. */
export class TextArena {
  /** A view from each chunk's bound to the end of its buffer: a long text runs over several chunks of one buffer. */
  #chunks: Buffer[] = []
  #end = 0

  /** Bytes taken. */
  get size(): number {
    return this.#end
  }

  /** The offset, from 1 on, so that 0 can mean none. At most 4 GB in all. */
  add(bytes: Uint8Array): number {
    const head = encodeLength(bytes.length)
    const need = head.length + bytes.length
    if (need > this.#chunks.length * chunkBytes - this.#end) {
      this.#end = this.#chunks.length * chunkBytes
      const chunks = Math.ceil(need / chunkBytes)
      this.#chunks.push(...viewsOf(Buffer.alloc(chunks * chunkBytes), chunks))
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
    return this.#chunks.map((chunk, index) =>
      chunk.subarray(0, Math.min(chunkBytes, this.#end - index * chunkBytes)),
    )
  }

  /** Takes the bytes that `capture` gave, joined: as they are, but for the last chunk, which is yet to be filled. */
  restore(bytes: Uint8Array): void {
    this.#end = bytes.length
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const whole = Math.floor(content.length / chunkBytes)
    const last = Buffer.alloc(chunkBytes)
    content.copy(last, 0, whole * chunkBytes)
    this.#chunks = [...viewsOf(content, whole), ...(content.length > whole * chunkBytes ? [last] : [])]
  }

  #locate(offset: number): { chunk: Buffer; at: number } {
    const chunk = this.#chunks[offset >>> chunkBits]
    if (!chunk) throw new Error(`No text begins at ${offset}.`)
    return { chunk, at: offset & inChunk }
  }
}

const viewsOf = (buffer: Buffer, chunks: number): Buffer[] =>
  Array.from({ length: chunks }, (_, index) => buffer.subarray(index * chunkBytes))

const encodeLength = (length: number): number[] => {
  const bytes: number[] = []
  let rest = length
  for (; rest > lengthMask; rest = Math.floor(rest / lengthMore)) bytes.push((rest & lengthMask) | lengthMore)
  bytes.push(rest)
  return bytes
}
