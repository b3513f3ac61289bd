import type Stripe from 'stripe'
import { cancel } from '#server/sandbox/resources/payment-intents/cancel.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { bookRefund } from '#server/sandbox/resources/refunds/book-refund.ts'
import { smallestStep } from '#shared/domain/money.ts'
import type { Buyer } from './buyer.ts'
import { goods } from './catalogue.ts'
import { priceIn } from './currencies.ts'
import type { Dice } from './dice.ts'
import { dayMs, hourMs, minuteMs } from './durations.ts'
import type { HistoryWork } from './history-work.ts'
import type { OrderBook } from './order-book.ts'
import { buy, chargeOf, type Purchase } from './purchase.ts'
import type { Timeline } from './timeline.ts'

type Basket = Pick<Purchase, 'amount' | 'currency'> & { readonly contents: string }

function fill(dice: Dice, buyer: Buyer): Basket {
  const { currency } = buyer.person
  const first = dice.pick(goods)
  const second = dice.pick(goods)
  const quantity = dice.chance(0.2) ? 2 : 1
  const both = second !== first && dice.chance(0.45)
  const cents = first.euroCents * quantity + (both ? second.euroCents : 0)
  const contents = `${quantity > 1 ? `${quantity} × ` : ''}${first.short}${both ? ` and ${second.short}` : ''}`
  return { amount: priceIn(currency, cents), currency, contents }
}

/** What the buyer would buy; its number is given when it is played, and stays the same when it is tried again. */
export function purchaseOf(dice: Dice, buyer: Buyer, book: OrderBook) {
  const { contents, ...basket } = fill(dice, buyer)
  const authenticated = buyer.person.currency === 'eur' && dice.chance(0.3)
  let order = ''
  book.expect()
  return (work: HistoryWork): Purchase => {
    order ||= book.next()
    return {
      ...basket,
      authenticated,
      customer: buyer.customer(work),
      method: buyer.method(),
      order,
      description: `Order ${order}, ${contents}`,
    }
  }
}

/** A part of an amount that the currency has: `share` of it, rounded to its coins. */
export function partOf(amount: number, currency: string, share: number): number {
  const step = smallestStep(currency)
  return Math.max(step, Math.round((amount * share) / step) * step)
}

const declineCards = [
  'visa_chargeDeclined',
  'visa_chargeDeclinedInsufficientFunds',
  'visa_chargeDeclinedInsufficientFunds',
  'visa_chargeDeclinedLostCard',
  'visa_chargeDeclinedStolenCard',
  'chargeDeclinedExpiredCard',
  'chargeDeclinedIncorrectCvc',
  'chargeDeclinedProcessingError',
  'visa_chargeDeclinedVelocityLimitExceeded',
  'radarBlock',
] as const

const reasons = [
  'requested_by_customer',
  'requested_by_customer',
  'duplicate',
  'fraudulent',
  undefined,
] as const
const cancelReasons = ['abandoned', 'requested_by_customer', 'duplicate', 'fraudulent'] as const

/** A payment of the buyer's, about `agoMs` before now, and what came of it. */
export function planOrder(
  timeline: Timeline,
  dice: Dice,
  buyer: Buyer,
  agoMs: number,
  book: OrderBook,
): void {
  const purchase = purchaseOf(dice, buyer, book)
  const fate = dice.unit()
  const refundAgoMs = agoMs - Math.min(agoMs * dice.unit(), dice.between(1, 25) * dayMs)
  const share = dice.between(10, 80) / 100
  const reason = dice.pick(reasons)
  const card = dice.pick(declineCards)
  const cancelReason = dice.pick(cancelReasons)
  let intent: Stripe.PaymentIntent | undefined
  const refund = (part: number) => (work: HistoryWork) => {
    const charge = chargeOf(work, intent?.id ?? '')
    const amount = part === 1 ? charge.amount : partOf(charge.amount, charge.currency, part)
    bookRefund(work, charge, { amount: Math.min(amount, charge.amount), reason })
  }
  timeline.usually(agoMs, work => {
    const declined = fate < 0.05
    intent = buy(work, { ...purchase(work), ...(declined ? { card } : {}) })
  })
  if (fate < 0.012) {
    timeline.usually(agoMs - Math.min(agoMs / 2, hourMs), work => {
      cancel(work, work.need(paymentIntents, intent?.id ?? ''), cancelReason)
    })
  } else if (fate < 0.04) {
    timeline.usually(agoMs - Math.min(agoMs / 2, 4 * minuteMs), work => void buy(work, purchase(work)))
  } else if (fate > 0.975) timeline.usually(refundAgoMs, refund(1))
  else if (fate > 0.95) timeline.usually(refundAgoMs, refund(share))
}
