import { defineKind, type Stored } from './kind.ts'

/** One request that changed something, or was answered again from its idempotency key. */
export interface LedgerEntry extends Stored {
  readonly facts: {
    /** Milliseconds since the epoch, by the sandbox's clock. */
    readonly at: number
    readonly method: string
    readonly path: string
    /** The connected account that it was for; absent for the platform. */
    readonly account?: string
    readonly idempotencyKey: string | null
    readonly objectId: string | null
    readonly amount?: number
    readonly currency?: string
    readonly replayed: boolean
    /** For an evidence update: whether it went to the bank. */
    readonly submit?: boolean
  }
}
export const ledgerEntries = defineKind<LedgerEntry>({
  name: '_ledger_entry',
  shared: true,
  orderOf: entry => entry.facts.at,
})

interface Told {
  readonly id?: unknown
  readonly amount?: unknown
  readonly currency?: unknown
}

/** What the ledger says of an answer: the id, amount and currency of its object, or of the one in a refusal. */
export function factsOf(answer: unknown): { objectId: string | null; amount?: number; currency?: string } {
  const told: Told = typeof answer === 'object' && answer !== null ? answer : {}
  return {
    objectId: typeof told.id === 'string' ? told.id : null,
    ...(typeof told.amount === 'number' ? { amount: told.amount } : {}),
    ...(typeof told.currency === 'string' ? { currency: told.currency } : {}),
  }
}
