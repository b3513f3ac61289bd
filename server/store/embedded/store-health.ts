import { StoreClosedError } from './store-errors.ts'

/** Whether the store may be used: the first failure, or its closing, ends that for good. */
export class StoreHealth {
  readonly #onFatal: (error: Error) => void
  #ended: Error | undefined
  #failed = false

  constructor(onFatal: (error: Error) => void) {
    this.#onFatal = onFatal
  }

  get hasFailed(): boolean {
    return this.#failed
  }

  assertUsable(): void {
    if (this.#ended) throw this.#ended
  }

  close(): void {
    this.#ended ??= new StoreClosedError('The store is closed.')
  }

  fail(error: Error): void {
    if (this.#failed) return
    this.#failed = true
    this.#ended = error
    this.#onFatal(error)
  }
}
