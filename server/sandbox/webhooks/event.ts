import type Stripe from 'stripe'
import { defineKind } from '#server/sandbox/core/kind.ts'

export const apiVersion = '2026-10-28.endive' satisfies Stripe.Event['api_version']

/** An Event as stored: its `data.object` is what the object was then, and never changes. */
export type StoredEvent = Pick<
  Stripe.Event,
  'id' | 'object' | 'api_version' | 'created' | 'livemode' | 'pending_webhooks' | 'type'
> & {
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

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** The old values of what changed, as `previous_attributes` tells them; a key that is new was `null`. */
export function previousAttributes(before: object, after: object): Record<string, unknown> {
  const old: Record<string, unknown> = { ...before }
  const now: Record<string, unknown> = { ...after }
  const changed: [string, unknown][] = []
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const was = old[key]
    const is = now[key]
    if (same(was, is)) continue
    changed.push([key, isPlain(was) && isPlain(is) ? previousAttributes(was, is) : (was ?? null)])
  }
  return Object.fromEntries(changed)
}
