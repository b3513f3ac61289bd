import * as z from 'zod'

/** The objects that a pasted Stripe id can lead to, by prefix. A dispute made before 2024 begins with `dp_`. */
const prefixes = {
  customer: ['cus'],
  paymentIntent: ['pi'],
  charge: ['ch', 'py'],
  refund: ['re', 'pyr'],
  dispute: ['du', 'dp'],
  invoice: ['in'],
  subscription: ['sub'],
  event: ['evt'],
  file: ['file'],
  earlyFraudWarning: ['issfr'],
} as const satisfies Record<string, readonly string[]>

export type StripeObjectKind = keyof typeof prefixes

const pattern = (kinds: readonly StripeObjectKind[]): RegExp =>
  new RegExp(`^(${kinds.flatMap(kind => prefixes[kind]).join('|')})_[A-Za-z0-9_]{1,250}$`)

/** Ids go into Stripe's paths: an empty one would list, `..` would climb. Nothing but these letters passes. */
export const stripeId = (...kinds: [StripeObjectKind, ...StripeObjectKind[]]) =>
  z.string().regex(pattern(kinds), `Must be a Stripe id that begins with ${prefixes[kinds[0]][0]}_`)

/** What kind of object the text is the id of, or `undefined`. */
export function kindOfId(text: string): StripeObjectKind | undefined {
  const kinds = Object.keys(prefixes) as StripeObjectKind[]
  return kinds.find(kind => pattern([kind]).test(text))
}
