import type Stripe from 'stripe'
import { defineKind } from '#server/sandbox/core/kind.ts'

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

/** How long Stripe tells of an event, and the sandbox keeps it. */
export const eventKeptSeconds = 30 * 24 * 60 * 60

/** Whether it is still told of at `now` (seconds). */
export const isKept = ({ created }: StoredEvent, now: number): boolean => created >= now - eventKeptSeconds
