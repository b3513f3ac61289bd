import type Stripe from 'stripe'
import { defineKind } from '#server/sandbox/core/kind.ts'

export const apiVersion = '2026-10-28.endive' satisfies Stripe.Event['api_version']

/** An Event as stored: its `data.object` is what the object was then, and never changes. */
export type StoredEvent = Pick<
  Stripe.Event,
  'id' | 'object' | 'api_version' | 'created' | 'livemode' | 'pending_webhooks' | 'type'
> & {
  /** The connected account whose event it is; the platform's has none. */
  readonly account?: string
  readonly request: Stripe.Event.Request | null
  readonly data: { readonly object: object; readonly previous_attributes?: object }
}

export const events = defineKind<StoredEvent>({
  name: 'event',
  prefix: 'evt',
  indexes: { type: event => event.type },
})

const alsoWithPrevious: ReadonlySet<string> = new Set(['charge.captured', 'charge.refunded'])

/** Whether events of this type tell what the object was before. */
export const carriesPrevious = (type: string): boolean => /updated$/.test(type) || alsoWithPrevious.has(type)

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** Whether any property differs; what was carried over unchanged costs no look inside. */
export function differs(before: object, after: object): boolean {
  const was: Record<string, unknown> = { ...before }
  return Object.entries(after).some(([key, is]) => !same(was[key], is))
}

/**
 * The old values of the properties that changed, each whole, as the SDK's `Partial<T>` has it. One that did not exist
 * before has no old value to tell.
 */
export function previousAttributes(before: object, after: object): Record<string, unknown> {
  const now: Record<string, unknown> = { ...after }
  return Object.fromEntries(Object.entries(before).filter(([key, was]) => !same(was, now[key])))
}
