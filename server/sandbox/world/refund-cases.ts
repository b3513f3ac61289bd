import type Stripe from 'stripe'
import { bookBalance } from '#server/sandbox/resources/balance/balance-transaction.ts'
import { bookRefund, shiftRefunded } from '#server/sandbox/resources/refunds/book-refund.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import { failRefund } from '#server/sandbox/resources/refunds/reverse-refund.ts'
import type { Buyer } from './buyer.ts'
import type { Dice } from './dice.ts'
import { dayMs, hourMs, minuteMs } from './durations.ts'
import type { HistoryWork } from './history-work.ts'
import type { OrderBook } from './order-book.ts'
import { purchaseOf } from './orders.ts'
import { buy, chargeOf } from './purchase.ts'
import type { Timeline } from './timeline.ts'

type Fate =
  | { readonly status: 'pending'; readonly pending_reason: Stripe.Refund.PendingReason }
  | { readonly status: 'requires_action' | 'canceled' }
  | { readonly status: 'failed'; readonly reason: string }

/** Every way in which a refund may not be simply done. */
export const refundFates: readonly Fate[] = [
  { status: 'pending', pending_reason: 'processing' },
  { status: 'pending', pending_reason: 'insufficient_funds' },
  { status: 'pending', pending_reason: 'charge_pending' },
  { status: 'requires_action' },
  { status: 'canceled' },
  { status: 'failed', reason: 'lost_or_stolen_card' },
  { status: 'failed', reason: 'expired_or_canceled_card' },
  { status: 'failed', reason: 'charge_for_pending_refund_disputed' },
  { status: 'failed', reason: 'insufficient_funds' },
  { status: 'failed', reason: 'declined' },
  { status: 'failed', reason: 'merchant_request' },
  { status: 'failed', reason: 'unknown' },
]

function cancelRefund(work: HistoryWork, refund: Stripe.Refund): void {
  const { amount, currency, id } = refund
  bookBalance(work, {
    type: 'refund_failure',
    reporting_category: 'refund_failure',
    amount,
    currency,
    source: id,
    description: 'REFUND FAILURE',
  })
  shiftRefunded(work, chargeOf(work, String(refund.payment_intent)), -amount, 'charge.updated')
  work.update(refunds, refund, { status: 'canceled' }, 'refund.updated')
}

/** A new refund waits instead of being done at once. */
function hold(work: HistoryWork, refund: Stripe.Refund, fate: Fate): void {
  if (fate.status === 'pending') work.put(refunds, { ...refund, ...fate })
  if (fate.status === 'requires_action' || fate.status === 'canceled') {
    work.put(refunds, {
      ...refund,
      status: 'requires_action',
      next_action: {
        display_details: {
          email_sent: { email_sent_at: work.now, email_sent_to: 'customer@example.com' },
          expires_at: work.now + 45 * 24 * 60 * 60,
        },
        type: 'display_details',
      },
    })
  }
}

function planCase(timeline: Timeline, dice: Dice, buyer: Buyer, book: OrderBook, fate: Fate): void {
  const purchase = purchaseOf(dice, buyer, book)
  const refundAgoMs = dice.between(9, 90) * hourMs
  const share = dice.chance(0.5) ? 1 : 0
  let paid = ''
  let refund = ''
  timeline.at(refundAgoMs + dice.between(1, 9) * dayMs, work => {
    paid = buy(work, purchase(work)).id
  })
  timeline.at(refundAgoMs, work => {
    const charge = chargeOf(work, paid)
    const amount = share === 1 ? charge.amount : Math.ceil(charge.amount / 2000) * 1000
    const made = bookRefund(work, charge, {
      amount: Math.min(charge.amount, amount),
      reason: 'requested_by_customer',
    })
    refund = made.id
    hold(work, made, fate)
  })
  timeline.at(refundAgoMs - 8 * hourMs - 10 * minuteMs, work => {
    const made = work.need(refunds, refund)
    if (fate.status === 'failed') failRefund(work, made, fate.reason)
    if (fate.status === 'canceled') cancelRefund(work, made)
  })
}

/** Refunds in every state, of the last days, `buyers` taken in turn. */
export function planRefundCases(timeline: Timeline, dice: Dice, buyers: () => Buyer, book: OrderBook): void {
  for (const fate of [...refundFates, ...refundFates]) planCase(timeline, dice, buyers(), book, fate)
}
