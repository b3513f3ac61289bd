import type { Store } from '#server/store/port.ts'

/** The store that the running test has. */
export interface Subject {
  readonly store: Store
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<Store>
}

/** The store as it is, then after a restart, then after another with nothing done between them. */
export async function* acrossRestarts(subject: Subject): AsyncGenerator<Store> {
  yield subject.store
  yield await subject.reopen()
  yield await subject.reopen()
}
