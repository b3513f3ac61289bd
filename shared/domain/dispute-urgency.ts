/** How pressing a deadline is. `none`: Stripe takes no answer. */
export type Urgency = 'none' | 'past_due' | 'under_3_days' | 'under_7_days' | 'later'

const dayMs = 24 * 60 * 60 * 1000

export function urgencyOf(dueBy: number | null, now: number): Urgency {
  if (dueBy === null) return 'none'
  if (dueBy <= now) return 'past_due'
  if (dueBy - now < 3 * dayMs) return 'under_3_days'
  return dueBy - now < 7 * dayMs ? 'under_7_days' : 'later'
}
