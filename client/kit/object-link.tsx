import { Link } from '@tanstack/react-router'
import { Id } from '#client/kit/id-chip.tsx'
import { objectPath } from '#client/lib/object-path.ts'
import type { SearchTarget } from '#shared/api/search.ts'
import { kindOfId, type StripeObjectKind } from '#shared/domain/stripe-ids.ts'

/** Objects with a page of their own, by the kind of their id. */
const pages: Partial<Record<StripeObjectKind, SearchTarget>> = {
  customer: 'customer',
  paymentIntent: 'payment',
  charge: 'payment',
  dispute: 'dispute',
  earlyFraudWarning: 'dispute',
  invoice: 'invoice',
  subscription: 'subscription',
  event: 'event',
}

/** The id, leading to its page where it has one. */
export function ObjectLink({ id }: { id: string }) {
  const page = pages[kindOfId(id) ?? 'file']
  if (page === undefined) return <Id id={id} />
  return (
    <Link to={objectPath(page, id)} className="text-link hover:underline">
      <Id id={id} className="text-link" />
    </Link>
  )
}
