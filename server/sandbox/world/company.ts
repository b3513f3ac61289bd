import type { Core } from '#server/sandbox/core/work.ts'
import { planBankCases } from './bank-cases.ts'
import type { Buyer } from './buyer.ts'
import { Calendar } from './calendar.ts'
import { type Catalogue, openShop } from './catalogue.ts'
import { planCheckoutCases } from './checkout-cases.ts'
import { drawCrowd } from './crowd.ts'
import { Dice } from './dice.ts'
import { planDisputeCases } from './dispute-cases.ts'
import { dayMs, minuteMs } from './durations.ts'
import { planFeaturedDisputes } from './featured-disputes.ts'
import { planFeaturedStories } from './featured-stories.ts'
import { historyOf } from './history-work.ts'
import { planInvoiceCases } from './invoice-cases.ts'
import { planOfferUses } from './offer-cases.ts'
import { makeOffers } from './offers.ts'
import { OrderBook } from './order-book.ts'
import { planOrder } from './orders.ts'
import { planPartners } from './partner-cases.ts'
import { planPaymentCases } from './payment-cases.ts'
import { planPayouts } from './payout-cases.ts'
import { planRefundCases } from './refund-cases.ts'
import { planSetupCases } from './setup-cases.ts'
import { planSubscriptions } from './subscriber-crowd.ts'
import { Timeline } from './timeline.ts'

const openedAgoMs = 740 * dayMs
const regularSinceMs = 680 * dayMs
const yearMs = 365 * dayMs

/** How often people come back, in orders a year: many never, a few every other week. */
const habits = [0, 0, 0, 1, 2, 3, 5, 7, 11, 22] as const

function planOrders(timeline: Timeline, dice: Dice, crowd: readonly Buyer[], book: OrderBook): void {
  for (const buyer of crowd) {
    const perYear = dice.pick(habits) * (0.6 + 0.8 * dice.unit())
    const repeated = Math.round((perYear * buyer.sinceAgoMs) / yearMs)
    planOrder(timeline, dice, buyer, buyer.sinceAgoMs - dice.between(2, 9) * minuteMs, book)
    for (let made = 0; made < repeated; made += 1)
      planOrder(timeline, dice, buyer, buyer.momentAgoMs(dice), book)
  }
}

/** The customers of the first days, each in turn. */
function inTurn(crowd: readonly Buyer[]): () => Buyer {
  const regulars = crowd.filter(({ sinceAgoMs }) => sinceAgoMs > regularSinceMs)
  let next = 0
  return () => {
    next += 1
    const buyer = regulars[next % regulars.length]
    if (!buyer) throw new Error('Nobody is a regular')
    return buyer
  }
}

/** Writes 24 months of Northpost Coffee. */
export function writeCompany(core: Core, options: { seed: string; baseTimeMs: number }): void {
  const { seed, baseTimeMs } = options
  const timeline = new Timeline(baseTimeMs, new Calendar(baseTimeMs, openedAgoMs))
  const dice = new Dice(`${seed}:world`)
  const book = new OrderBook()
  let catalogue: Catalogue = new Map()
  timeline.at(openedAgoMs, work => {
    catalogue = openShop(work)
    makeOffers(work)
  })
  const crowd = drawCrowd(timeline, dice)
  const regular = inTurn(crowd)
  planOrders(timeline, dice, crowd, book)
  planSubscriptions(timeline, dice, crowd, () => catalogue)
  planRefundCases(timeline, dice, regular, book)
  planBankCases(timeline, dice, crowd, book)
  planSetupCases(timeline, dice, regular)
  planCheckoutCases(timeline, dice, regular)
  planOfferUses(timeline, dice, regular, () => catalogue)
  planPartners(timeline, dice)
  planPayouts(timeline)
  planPaymentCases(timeline, dice, regular, book)
  planDisputeCases(timeline, dice, regular, book)
  planInvoiceCases(timeline, dice, regular)
  planFeaturedDisputes(timeline, book)
  planFeaturedStories(timeline, book, dice, () => catalogue)
  timeline.play(historyOf(core, options))
}
