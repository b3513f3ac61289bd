import type Stripe from 'stripe'
import { paymentIdOfRefund, refundOf } from '#server/stripe/mapping/refund.ts'
import type { StripeReader } from '#server/stripe/port.ts'
import type { CallOptions, StripeCalls } from '#server/stripe/stripe-calls.ts'
import { objectFreshForMs } from './list-page.ts'

type RefundReads = Pick<StripeReader, 'refundsOf' | 'refund'>

export function createRefundReads(calls: StripeCalls): RefundReads {
  return {
    async refundsOf(paymentId) {
      const refunds = await calls.read(
        {
          key: `refundsOf:${paymentId}`,
          ids: [paymentId],
          freshForMs: 0,
          load: () => loadRefunds(calls, paymentId, { lane: 'money', patient: true }),
        },
        { fresh: true },
      )
      return refunds.map(refundOf)
    },
    refund: (id, options = {}) =>
      calls.read(
        {
          key: `refund:${id}`,
          ids: [id],
          idsOf: ({ paymentId }) => [paymentId],
          freshForMs: objectFreshForMs,
          load: async () => {
            const refund = await calls.send('refunds', stripe => stripe.refunds.retrieve(id), {
              lane: options.lane,
              patient: options.fresh,
            })
            return { ...refundOf(refund), paymentId: paymentIdOfRefund(refund) }
          },
        },
        options,
      ),
  }
}

const pageSize = 100
/** More refunds of one payment than anybody makes: Stripe is not asked for ever. */
const mostPages = 20

/** All of them, page by page. */
export async function loadRefunds(
  calls: StripeCalls,
  paymentId: string,
  options: CallOptions,
): Promise<Stripe.Refund[]> {
  const of = paymentId.startsWith('pi_') ? { payment_intent: paymentId } : { charge: paymentId }
  const refunds: Stripe.Refund[] = []
  for (let page = 0; page < mostPages; page++) {
    const last = refunds.at(-1)
    const params = { ...of, limit: pageSize, ...(last ? { starting_after: last.id } : {}) }
    const list = await calls.send('refunds', stripe => stripe.refunds.list(params), options)
    refunds.push(...list.data)
    if (!list.has_more) return refunds
  }
  throw new Error('A payment with more than 2,000 refunds')
}
