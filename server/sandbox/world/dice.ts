import { hashText, randomFrom } from '#server/sandbox/core/ids.ts'

/** Chance of the world's own: the same for the same seed. */
export class Dice {
  readonly #next: () => number

  constructor(seed: string) {
    this.#next = randomFrom(hashText(seed))
  }

  /** 0 up to but not 1. */
  unit(): number {
    return this.#next() / 2 ** 32
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.unit() * (most - least + 1))
  }

  chance(probability: number): boolean {
    return this.unit() < probability
  }

  pick<const A extends readonly [unknown, ...unknown[]]>(items: A): A[number] {
    return items[this.between(0, items.length - 1)] ?? items[0]
  }

  digits(count: number): string {
    let text = ''
    while (text.length < count) text += this.between(0, 9)
    return text
  }
}
