import { Column } from './column.ts'
import { TextArena } from './text-arena.ts'

const shardBits = 6
const shardCount = 1 << shardBits
const firstSlots = 16
const fnvPrime = 0x01000193
const fnvBasis = 0x811c9dc5

const hashOf = (bytes: Uint8Array): number => {
  let hash = fnvBasis
  for (const byte of bytes) hash = Math.imul(hash ^ byte, fnvPrime)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** An open-addressed hash table of references; many small ones grow in turn, so that no growth is felt. */
interface Shard {
  slots: Uint32Array
  used: number
}

/** Each text once, with a number from 1 on; 0 is no text. */
export class TextTable {
  readonly #arena = new TextArena()
  readonly #offsets = new Column('u32')
  #shards = emptyShards()
  #scratch = Buffer.alloc(1024)

  get size(): number {
    return this.#offsets.length
  }

  /** 0 when the text is not in the table. */
  find(text: string): number {
    const bytes = this.#encode(text)
    return this.#find(bytes, hashOf(bytes))
  }

  add(text: string): number {
    const bytes = this.#encode(text)
    const hash = hashOf(bytes)
    const found = this.#find(bytes, hash)
    if (found !== 0) return found
    this.#offsets.push(this.#arena.add(bytes))
    this.#file(this.#offsets.length, hash)
    return this.#offsets.length
  }

  text(reference: number): string {
    return this.#arena.text(this.#offsets.get(reference - 1))
  }

  /** The hash table goes along, since hashing every text again would be most of a start. */
  capture(): { arena: Uint8Array[]; offsets: Uint8Array[]; slots: Uint8Array[] } {
    const sizes = Uint32Array.from(this.#shards.flatMap(({ slots, used }) => [slots.length, used]))
    const slots = [sizes, ...this.#shards.map(shard => shard.slots.slice())]
    return {
      arena: this.#arena.capture(),
      offsets: this.#offsets.capture(false),
      slots: slots.map(words => new Uint8Array(words.buffer)),
    }
  }

  restore(captured: { arena: Uint8Array; offsets: Uint8Array; slots: Uint8Array }): void {
    this.#arena.restore(captured.arena)
    this.#offsets.restore(captured.offsets)
    const words = wordsOf(captured.slots)
    let at = shardCount * 2
    this.#shards = Array.from({ length: shardCount }, (_, shard) => {
      const slots = words.subarray(at, at + (words[shard * 2] ?? 0))
      at += slots.length
      return { slots, used: words[shard * 2 + 1] ?? 0 }
    })
  }

  #bytes(reference: number): Buffer {
    return this.#arena.read(this.#offsets.get(reference - 1))
  }

  #encode(text: string): Buffer {
    // A UTF-16 unit becomes at most three bytes.
    if (text.length * 3 > this.#scratch.length) return Buffer.from(text)
    return this.#scratch.subarray(0, this.#scratch.write(text))
  }

  #find(bytes: Buffer, hash: number): number {
    const { slots } = this.#shard(hash)
    for (let at = startOf(hash, slots); ; at = (at + 1) % slots.length) {
      const reference = slots[at] ?? 0
      if (reference === 0 || this.#bytes(reference).equals(bytes)) return reference
    }
  }

  #file(reference: number, hash: number): void {
    const shard = this.#shard(hash)
    if ((shard.used + 1) * 2 > shard.slots.length) this.#grow(shard)
    fill(shard.slots, reference, hash)
    shard.used += 1
  }

  #grow(shard: Shard): void {
    const slots = new Uint32Array(shard.slots.length * 2)
    for (const reference of shard.slots)
      if (reference !== 0) fill(slots, reference, hashOf(this.#bytes(reference)))
    shard.slots = slots
  }

  #shard(hash: number): Shard {
    const shard = this.#shards[hash & (shardCount - 1)]
    if (!shard) throw new Error('A hash has no shard.')
    return shard
  }
}

const emptyShards = (): Shard[] =>
  Array.from({ length: shardCount }, () => ({ slots: new Uint32Array(firstSlots), used: 0 }))

const wordsOf = (bytes: Uint8Array): Uint32Array => {
  const { buffer, byteOffset, length } =
    bytes.byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0 ? bytes : new Uint8Array(bytes)
  return new Uint32Array(buffer, byteOffset, length / Uint32Array.BYTES_PER_ELEMENT)
}

const startOf = (hash: number, slots: Uint32Array): number => (hash >>> shardBits) % slots.length

const fill = (slots: Uint32Array, reference: number, hash: number): void => {
  let at = startOf(hash, slots)
  while (slots[at] !== 0) at = (at + 1) % slots.length
  slots[at] = reference
}
