const alphabet = Buffer.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 'latin1')

/** splitmix32: each call a well-mixed 32-bit number, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
}

/** FNV-1a, to make a number of a seed's name. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** Ids that are the same for the same seed and the same order of asking. `made` is kept, so that none comes twice. */
export class IdSource {
  made = 0
  readonly #seed: number

  constructor(seed: string) {
    this.#seed = hashText(seed)
  }

  /** `length` characters of base 62. */
  text(length: number): string {
    this.made += 1
    const random = randomFrom(this.#seed ^ Math.imul(this.made, 0x2545f491))
    // Characters put together one by one would stay a chain of halves in memory, for each of half a million ids.
    const bytes = Buffer.allocUnsafe(length)
    for (let at = 0; at < length; at += 1) bytes[at] = alphabet[random() % 62] ?? 0
    return bytes.toString('latin1')
  }

  /** Such as `re_` and 24 characters. */
  next(prefix: string, length = 24): string {
    return `${prefix}_${this.text(length)}`
  }
}
