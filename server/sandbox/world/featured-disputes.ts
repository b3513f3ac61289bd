import type { DisputeSortName } from '#server/sandbox/resources/disputes/dispute-sort.ts'
import {
  earlyFraudWarnings,
  raiseEarlyFraudWarning,
} from '#server/sandbox/resources/disputes/early-fraud-warning.ts'
import { bookRefund } from '#server/sandbox/resources/refunds/book-refund.ts'
import { Buyer } from './buyer.ts'
import { endOfDay, planDispute } from './dispute-cases.ts'
import { dayMs, hourMs } from './durations.ts'
import { featured } from './featured-people.ts'
import type { HistoryWork } from './history-work.ts'
import type { OrderBook } from './order-book.ts'
import { buy, chargeOf, type Purchase } from './purchase.ts'
import type { Timeline } from './timeline.ts'
import type { CardFace } from './wallet.ts'

interface Open {
  readonly person: keyof typeof featured
  readonly amount: number
  readonly sort: DisputeSortName
  /** Days from today whose end is the deadline; negative is past due. */
  readonly dueInDays: number
  readonly brand?: CardFace['brand']
  readonly last4?: string
  readonly order: string
  readonly what: string
  readonly paidDaysAgo: number
}

/** The disputes that wait for an answer, by deadline. */
const openDisputes: readonly Open[] = [
  {
    person: 'anneliese',
    amount: 12_900,
    sort: 'duplicate',
    dueInDays: -2,
    order: '20188',
    what: 'hand grinder',
    paidDaysAgo: 38,
  },
  {
    person: 'sofia',
    amount: 7_450,
    sort: 'fraudulent',
    dueInDays: 1,
    order: '20571',
    what: 'scale and filters',
    paidDaysAgo: 34,
  },
  {
    person: 'misaki',
    amount: 18_400,
    sort: 'product_unacceptable',
    dueInDays: 1,
    brand: 'mastercard',
    order: '20412',
    what: 'hand grinder',
    paidDaysAgo: 36,
  },
  {
    person: 'kwame',
    amount: 24_800,
    sort: 'product_not_received',
    dueInDays: 2,
    last4: '1881',
    order: '20644',
    what: 'pour-over set, hand grinder and two bags of coffee',
    paidDaysAgo: 43,
  },
  {
    person: 'olena',
    amount: 5_200,
    sort: 'subscription_canceled',
    dueInDays: 4,
    brand: 'mastercard',
    order: '20702',
    what: 'office beans',
    paidDaysAgo: 25,
  },
  {
    person: 'abdullah',
    amount: 31_500,
    sort: 'duplicate',
    dueInDays: 5,
    brand: 'mastercard',
    order: '20733',
    what: 'kettle and hand grinder',
    paidDaysAgo: 22,
  },
  {
    person: 'lucas',
    amount: 38_990,
    sort: 'inquiry_unrecognized',
    dueInDays: 6,
    order: '20755',
    what: 'kettle',
    paidDaysAgo: 21,
  },
  {
    person: 'emilie',
    amount: 11_230,
    sort: 'credit_not_processed',
    dueInDays: 9,
    order: '20790',
    what: 'scale and mug',
    paidDaysAgo: 19,
  },
  {
    person: 'lan',
    amount: 1_250_000,
    sort: 'product_unacceptable',
    dueInDays: 12,
    order: '20811',
    what: 'moka pot',
    paidDaysAgo: 16,
  },
  {
    person: 'aoife',
    amount: 3_600,
    sort: 'inquiry_general',
    dueInDays: 14,
    brand: 'amex',
    order: '20840',
    what: 'one kilo of beans',
    paidDaysAgo: 12,
  },
]

interface Warning {
  readonly person: keyof typeof featured
  readonly amount: number
  readonly agoMs: number
  readonly fraud: string
  readonly brand?: CardFace['brand']
  readonly refunded?: number
  readonly order: string
}

const warnings: readonly Warning[] = [
  { person: 'jack', amount: 21_900, agoMs: 3 * hourMs, fraud: 'made_with_stolen_card', order: '20903' },
  {
    person: 'meiLing',
    amount: 8_800,
    agoMs: 9 * hourMs,
    fraud: 'unauthorized_use_of_card',
    brand: 'mastercard',
    order: '20897',
  },
  {
    person: 'henrik',
    amount: 9_500,
    agoMs: 21 * hourMs,
    fraud: 'unauthorized_use_of_card',
    refunded: 5_500,
    order: '20881',
  },
  { person: 'kerem', amount: 115_000, agoMs: 28 * hourMs, fraud: 'made_with_lost_card', order: '20866' },
]

const faceOf = (brand: CardFace['brand'] = 'visa', last4 = '4242'): CardFace => ({
  brand,
  last4,
  expMonth: 8,
  expYear: 2028,
})
const last4Of: Readonly<Record<CardFace['brand'], string>> = {
  visa: '4242',
  mastercard: '5454',
  amex: '0005',
}

function purchaseBy(buyer: Buyer, amount: number, order: string, what: string) {
  return (work: HistoryWork): Purchase => ({
    customer: buyer.customer(work),
    method: buyer.method(),
    amount,
    currency: buyer.person.currency,
    order,
    description: `Order ${order}, ${what}`,
  })
}

function planWarning(
  timeline: Timeline,
  { person, amount, agoMs, fraud, brand, refunded, order }: Warning,
): void {
  const buyer = new Buyer(featured[person], 300 * dayMs)
  buyer.register(timeline, [faceOf(brand, last4Of[brand ?? 'visa'])])
  const purchase = purchaseBy(buyer, amount, order, 'gift card')
  let paid = ''
  timeline.at(agoMs + 30 * hourMs, work => {
    paid = buy(work, purchase(work)).id
  })
  timeline.at(agoMs + 5 * hourMs, work => {
    if (refunded !== undefined)
      bookRefund(work, chargeOf(work, paid), { amount: refunded, reason: 'requested_by_customer' })
  })
  timeline.at(agoMs, work => {
    const warning = raiseEarlyFraudWarning(work, chargeOf(work, paid))
    work.put(earlyFraudWarnings, { ...warning, fraud_type: fraud })
  })
}

/** What waits in the dispute queue today. */
export function planFeaturedDisputes(timeline: Timeline, book: OrderBook): void {
  for (const { order } of [...openDisputes, ...warnings]) book.reserve(order)
  for (const {
    person,
    amount,
    sort,
    dueInDays,
    brand = 'visa',
    last4,
    order,
    what,
    paidDaysAgo,
  } of openDisputes) {
    const buyer = new Buyer(featured[person], (paidDaysAgo + 200) * dayMs)
    buyer.register(timeline, [faceOf(brand, last4 ?? last4Of[brand])])
    const openedAgoMs = Math.max(2, 9 - dueInDays) * dayMs
    planDispute(timeline, {
      purchase: purchaseBy(buyer, amount, order, what),
      sort,
      end: 'open',
      openedAgoMs,
      paidBeforeMs: paidDaysAgo * dayMs - openedAgoMs,
      dueBy: endOfDay(timeline.baseTimeMs, dueInDays),
    })
  }
  for (const warning of warnings) planWarning(timeline, warning)
}
