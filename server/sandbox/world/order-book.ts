const newest = 20_975
const firstOfThisShop = 10_001
const firstOfOldShop = 1001

/**
 * Numbers orders as they come, so that the newest is a little over 20,900; no number is given twice. Orders of the
 * shop's first program have a series of their own, `A1001` and on.
 */
export class OrderBook {
  #expected = 0
  #last: number | undefined
  #oldOrders = 0
  readonly #reserved = new Set<string>()

  /** Keeps a number for an order that is told of by it. */
  reserve(order: string): void {
    this.#reserved.add(order)
  }

  /** An order will ask for its number. */
  expect(): void {
    this.#expected += 1
  }

  next(): string {
    let number = this.#last ?? newest - this.#expected - this.#reserved.size
    do number += 1
    while (this.#reserved.has(String(number)))
    this.#last = number
    if (number >= firstOfThisShop) return String(number)
    this.#oldOrders += 1
    return `A${firstOfOldShop + this.#oldOrders - 1}`
  }
}
