import { bookRefund } from '#server/sandbox/resources/refunds/book-refund.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import { failRefund } from '#server/sandbox/resources/refunds/reverse-refund.ts'
import { Buyer } from './buyer.ts'
import type { Catalogue } from './catalogue.ts'
import type { Dice } from './dice.ts'
import { dayMs, hourMs, monthMs } from './durations.ts'
import { featured } from './featured-people.ts'
import type { OrderBook } from './order-book.ts'
import { buy, chargeOf } from './purchase.ts'
import { planSubscription } from './subscribers.ts'
import type { Timeline } from './timeline.ts'
import type { CardFace } from './wallet.ts'

type Cards = readonly CardFace[]
const visa: CardFace = { brand: 'visa', last4: '4242', expMonth: 8, expYear: 2028 }
const expiring = (baseTimeMs: number): CardFace => {
  const next = new Date(baseTimeMs)
  next.setUTCMonth(next.getUTCMonth() + 1, 1)
  return {
    brand: 'mastercard',
    last4: '5454',
    expMonth: next.getUTCMonth() + 1,
    expYear: next.getUTCFullYear(),
  }
}
const mastercard: CardFace = {
  brand: 'mastercard',
  last4: '8210',
  expMonth: 3,
  expYear: 2029,
  funding: 'debit',
}

interface Order {
  readonly order: string
  readonly what: string
  readonly amount: number
  readonly agoMs: number
  readonly refunded?: { readonly amount: number; readonly agoMs: number; readonly failsAgoMs?: number }
  readonly card?: string
}

function planOrderOf(timeline: Timeline, book: OrderBook, buyer: Buyer, given: Order): void {
  const { order, what, amount, agoMs, refunded, card } = given
  book.reserve(order)
  let paid = ''
  let refund = ''
  timeline.at(agoMs, work => {
    paid = buy(work, {
      customer: buyer.customer(work),
      method: buyer.method(),
      amount,
      currency: buyer.person.currency,
      order,
      description: `Order ${order}, ${what}`,
      authenticated: true,
      ...(card === undefined ? {} : { card }),
    }).id
  })
  if (!refunded) return
  timeline.at(refunded.agoMs, work => {
    const made = bookRefund(work, chargeOf(work, paid), {
      amount: refunded.amount,
      reason: 'requested_by_customer',
    })
    refund = made.id
  })
  if (refunded.failsAgoMs === undefined) return
  timeline.at(refunded.failsAgoMs, work => {
    failRefund(work, work.need(refunds, refund), 'expired_or_canceled_card')
  })
}

function settle(
  timeline: Timeline,
  person: keyof typeof featured,
  sinceAgoMs: number,
  cards: Cards,
  sepa?: string,
) {
  const buyer = new Buyer(featured[person], sinceAgoMs)
  buyer.register(timeline, cards, sepa)
  return buyer
}

/** Elif Yıldırım: two subscriptions, three payment methods, an order refunded in part. */
function planElif(timeline: Timeline, book: OrderBook, dice: Dice, catalogue: () => Catalogue): void {
  const elif = settle(timeline, 'elif', 22 * monthMs, [visa, expiring(timeline.baseTimeMs)], '3000')
  const roasters = {
    plan: 'roasters-choice',
    standing: 'active',
    renewals: 20,
    lastAgoMs: 3 * hourMs,
  } as const
  planSubscription(timeline, dice, elif, roasters, catalogue)
  const filters = { plan: 'filter-club', standing: 'canceling', renewals: 4, lastAgoMs: 52 * dayMs } as const
  planSubscription(timeline, dice, elif, filters, catalogue)
  const decaf = {
    plan: 'decaf-post',
    standing: 'canceled',
    renewals: 6,
    lastAgoMs: 13 * monthMs,
    method: 1,
  } as const
  planSubscription(timeline, dice, elif, decaf, catalogue)
  const lid = { amount: 1_800, agoMs: 5 * dayMs }
  planOrderOf(timeline, book, elif, {
    order: '20931',
    what: 'kettle and filters',
    amount: 6_000,
    agoMs: 6 * dayMs,
    refunded: lid,
  })
  const grinder = { amount: 12_900, agoMs: 76 * dayMs }
  planOrderOf(timeline, book, elif, {
    order: '19877',
    what: 'hand grinder',
    amount: 12_900,
    agoMs: 83 * dayMs,
    refunded: grinder,
  })
}

/** People of whom one thing is to be told each. */
export function planFeaturedStories(
  timeline: Timeline,
  book: OrderBook,
  dice: Dice,
  catalogue: () => Catalogue,
): void {
  planElif(timeline, book, dice, catalogue)
  const noor = settle(timeline, 'noor', 14 * monthMs, [visa])
  const late = { amount: 3_500, agoMs: 26 * hourMs, failsAgoMs: 2 * hourMs }
  planOrderOf(timeline, book, noor, {
    order: '20850',
    what: 'moka pot',
    amount: 3_500,
    agoMs: 9 * dayMs,
    refunded: late,
  })
  const giulia = settle(timeline, 'giulia', 9 * monthMs, [visa])
  planOrderOf(timeline, book, giulia, {
    order: '20968',
    what: 'kettle and mug',
    amount: 6_400,
    agoMs: 0.2 * hourMs,
  })
  const zoe = settle(timeline, 'zoe', 15 * dayMs, [mastercard])
  planSubscription(
    timeline,
    dice,
    zoe,
    { plan: 'roasters-choice', standing: 'trialing', renewals: 0, lastAgoMs: 14 * dayMs },
    catalogue,
  )
  const tamas = settle(timeline, 'tamas', 8 * monthMs, [mastercard])
  planSubscription(
    timeline,
    dice,
    tamas,
    { plan: 'roasters-choice', standing: 'past_due', renewals: 7, lastAgoMs: 0.6 * hourMs },
    catalogue,
  )
  const rahul = settle(timeline, 'rahul', 5 * monthMs, [visa])
  const mug = { amount: 2_050, agoMs: 2 * dayMs }
  planOrderOf(timeline, book, rahul, {
    order: '20820',
    what: 'mug',
    amount: 2_050,
    agoMs: 14 * dayMs,
    refunded: mug,
  })
  const pedro = settle(timeline, 'pedro', 3 * monthMs, [visa])
  planOrderOf(timeline, book, pedro, {
    order: '20871',
    what: 'milk pitcher',
    amount: 2_290,
    agoMs: 8 * dayMs,
  })
}
