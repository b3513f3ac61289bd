import { defineKind, type Stored } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { testBanks } from './test-bank.ts'
import { type Behaviour, testCards } from './test-card.ts'

/** Which test card or account stands behind a payment method or token, and what has become of it. */
export interface CardBehind extends Stored {
  readonly card: string
  /** Authenticated for later use, so that its issuer asks no more. */
  readonly setUp: boolean
  /** Used up without a customer, or taken from one: it never pays again. */
  readonly spent?: true
}
export const cardsBehind = defineKind<CardBehind>({ name: '_card_behind' })

type Standing = Behaviour & { readonly setUp: boolean; readonly spent: boolean }

// Every payment asks several times, and there are few answers.
const standings = new Map<string, Standing>()

/** What a payment method does; one that nobody described just works. */
export function behaviourOf(work: Work, paymentMethodId: string): Standing {
  const { card: name = '', setUp = false, spent = false } = work.get(cardsBehind, paymentMethodId) ?? {}
  const key = `${name} ${setUp} ${spent}`
  const known = standings.get(key)
  if (known) return known
  const behaviour: Behaviour = testCards[name] ?? testBanks[name] ?? {}
  const standing = { ...behaviour, setUp: setUp || (behaviour.alreadySetUp ?? false), spent }
  standings.set(key, standing)
  return standing
}

/** Notes what has become of the card behind a payment method. */
export function noteBehind(
  work: Work,
  paymentMethodId: string,
  change: Partial<Pick<CardBehind, 'setUp' | 'spent'>>,
): void {
  const behind = work.get(cardsBehind, paymentMethodId) ?? { id: paymentMethodId, card: '', setUp: false }
  work.put(cardsBehind, { ...behind, ...change })
}
