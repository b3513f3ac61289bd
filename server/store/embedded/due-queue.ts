interface Due {
  readonly at: number
  readonly row: number
}

/** When which row is due, the earliest first: a binary heap that forgets outdated entries when they come to the top. */
export class DueQueue {
  readonly #current = new Map<number, number>()
  readonly #heap: Due[] = []

  set(row: number, at: number): void {
    this.#current.set(row, at)
    this.#heap.push({ at, row })
    this.#rise(this.#heap.length - 1)
  }

  delete(row: number): void {
    this.#current.delete(row)
  }

  dueAt(row: number): number | undefined {
    return this.#current.get(row)
  }

  earliest(): number | undefined {
    for (let top = this.#heap[0]; top; top = this.#heap[0]) {
      if (this.#current.get(top.row) === top.at) return top.at
      this.#dropTop()
    }
    return undefined
  }

  #dropTop(): void {
    const last = this.#heap.pop()
    if (!last || this.#heap.length === 0) return
    this.#heap[0] = last
    this.#sink(0)
  }

  #at(index: number): number {
    return this.#heap[index]?.at ?? Number.POSITIVE_INFINITY
  }

  #swap(left: number, right: number): void {
    const [one, other] = [this.#heap[left], this.#heap[right]]
    if (!one || !other) return
    this.#heap[left] = other
    this.#heap[right] = one
  }

  #rise(start: number): void {
    let index = start
    while (index > 0) {
      const parent = (index - 1) >>> 1
      if (this.#at(parent) <= this.#at(index)) return
      this.#swap(parent, index)
      index = parent
    }
  }

  #sink(start: number): void {
    let index = start
    for (;;) {
      const left = 2 * index + 1
      const least = this.#at(left + 1) < this.#at(left) ? left + 1 : left
      if (this.#at(least) >= this.#at(index)) return
      this.#swap(index, least)
      index = least
    }
  }
}
