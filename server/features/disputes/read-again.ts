import type { DisputeFacts, DisputeReads } from '#server/stripe/dispute-port.ts'

/** What Stripe says now, past every cache and behind everybody who waits. @throws {Problem} `not_found` */
export const readAgain = (reads: DisputeReads, id: string): Promise<DisputeFacts> =>
  id.startsWith('issfr_')
    ? reads.warning(id, { fresh: true, lane: 'background' })
    : reads.dispute(id, { fresh: true, lane: 'background' })
