import { afterEach, beforeEach, describe } from 'vitest'
import type { Store } from '#server/store/port.ts'
import { documentContract } from './document-contract.ts'
import { eventContract } from './event-contract.ts'
import { eventQueryContract } from './event-query-contract.ts'
import type { Subject } from './subject.ts'
import { transactionContract } from './transaction-contract.ts'

/** An empty store of the adapter under test. */
export interface StoreUnderTest {
  readonly store: Store
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<Store>
  /** Closes what is open and removes the data. */
  dispose(): Promise<void>
}

/** What every adapter of the store promises. */
export const storeContract = (name: string, open: () => Promise<StoreUnderTest>): void => {
  describe(name, () => {
    let current: StoreUnderTest
    const subject: Subject = {
      get store() {
        return current.store
      },
      reopen: () => current.reopen(),
    }
    beforeEach(async () => {
      current = await open()
    })
    afterEach(() => current.dispose())
    describe('documents', () => documentContract(subject))
    describe('transactions', () => transactionContract(subject))
    describe('events', () => eventContract(subject))
    describe('event queries', () => eventQueryContract(subject))
  })
}
