import type { Context } from '#server/context.ts'
import type { EventsDeps } from './events-deps.ts'

/** Lists Stripe's events and takes what is missing; audited. @throws {Problem} when Stripe cannot be read. */
export async function fillGaps(
  { backfill, audit }: EventsDeps,
  { user, requestId }: Context,
): Promise<{ listed: number; added: number }> {
  const { listed, added } = await backfill.run()
  await audit.record({
    actor: { type: 'user', person: user },
    action: 'event.backfilled',
    outcome: 'done',
    subject: null,
    operationId: null,
    requestId,
    summary: `Listed ${listed} events at Stripe, ${added} of them were missing`,
  })
  return { listed, added }
}
