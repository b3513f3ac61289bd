import { kindOfId } from '#shared/domain/stripe-ids.ts'

const mostIds = 32
const mostValues = 5_000
const deepest = 8

const looksLikeId = /^[a-z]{2,8}_[A-Za-z0-9_]{1,250}$/

/**
 * The Stripe ids that the object names anywhere, itself left out, at most 32 and without repetition.
 * Bounded in depth and in values, because the object comes from outside.
 */
export function stripeIdsIn(object: Readonly<Record<string, unknown>>): string[] {
  const found = new Set<string>()
  const level: { value: unknown; depth: number }[] = [{ value: object, depth: 0 }]
  for (let next = 0; next < level.length && found.size < mostIds; next += 1) {
    const { value, depth } = level[next] ?? { value: null, depth: 0 }
    if (typeof value === 'string') {
      if (value !== object.id && looksLikeId.test(value) && kindOfId(value) !== undefined) found.add(value)
    } else if (typeof value === 'object' && value !== null && depth < deepest) {
      for (const inner of Object.values(value)) {
        if (level.length < mostValues) level.push({ value: inner, depth: depth + 1 })
      }
    }
  }
  return [...found]
}
