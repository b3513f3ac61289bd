/** Where a document stands in its collection's order. */
export interface Place {
  readonly sortKey: string
  readonly id: string
}

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

export const comparePlaces = (left: Place, right: Place): number =>
  compareText(left.sortKey, right.sortKey) || compareText(left.id, right.id)

const maxBlock = 512

/**
 * Places in order, in blocks of at most 512, so that adding, removing and starting anywhere cost
 * O(log n) comparisons and one small move, however many there are.
 */
export class SortedList {
  #blocks: Place[][] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  add(place: Place): void {
    this.#size += 1
    const last = this.#blocks.at(-1)
    const greatest = last?.at(-1)
    if (!last || !greatest || comparePlaces(greatest, place) < 0) this.#append(last, place)
    else this.#insert(place)
  }

  remove(place: Place): void {
    const index = this.#blockOf(place)
    const block = this.#blocks[index]
    const at = block ? firstAtOrAfter(block, place) : 0
    const found = block?.[at]
    if (!block || !found || comparePlaces(found, place) !== 0) return
    block.splice(at, 1)
    this.#size -= 1
    if (block.length === 0) this.#blocks.splice(index, 1)
  }

  /** Places after `start` in ascending order; all of them without one. */
  *ascending(start?: Place): Generator<Place> {
    let index = start ? this.#blockOf(start) : 0
    let at = start ? this.#firstAfter(index, start) : 0
    for (let block = this.#blocks[index]; block; block = this.#blocks[index]) {
      for (let place = block[at]; place; place = block[at]) {
        yield place
        at += 1
      }
      index += 1
      at = 0
    }
  }

  /** Places before `start` in descending order; all of them without one. */
  *descending(start?: Place): Generator<Place> {
    let index = start ? Math.min(this.#blockOf(start), this.#blocks.length - 1) : this.#blocks.length - 1
    let at = start ? firstAtOrAfter(this.#blocks[index] ?? [], start) - 1 : undefined
    for (let block = this.#blocks[index]; block; block = this.#blocks[index]) {
      for (let next = at ?? block.length - 1; next >= 0; next -= 1) {
        const place = block[next]
        if (place) yield place
      }
      index -= 1
      at = undefined
    }
  }

  /** Most places come in order, so a full last block is left full and a new one begun. */
  #append(last: Place[] | undefined, place: Place): void {
    if (last && last.length < maxBlock) last.push(place)
    else this.#blocks.push([place])
  }

  #insert(place: Place): void {
    const index = this.#blockOf(place)
    const block = this.#blocks[index] ?? []
    block.splice(firstAtOrAfter(block, place), 0, place)
    if (block.length > maxBlock) this.#blocks.splice(index + 1, 0, block.splice(maxBlock / 2))
  }

  /** The first block whose last place is not before `place`; the number of blocks when all are. */
  #blockOf(place: Place): number {
    let low = 0
    let high = this.#blocks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const last = this.#blocks[middle]?.at(-1)
      if (last && comparePlaces(last, place) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #firstAfter(index: number, start: Place): number {
    const block = this.#blocks[index] ?? []
    const at = firstAtOrAfter(block, start)
    const place = block[at]
    return place && comparePlaces(place, start) === 0 ? at + 1 : at
  }
}

const firstAtOrAfter = (block: readonly Place[], place: Place): number => {
  let low = 0
  let high = block.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const at = block[middle]
    if (at && comparePlaces(at, place) < 0) low = middle + 1
    else high = middle
  }
  return low
}
