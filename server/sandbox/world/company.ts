import type { Core } from '#server/sandbox/core/work.ts'
import type { Buyer } from './buyer.ts'
import { type Catalogue, openShop, type PlanKey } from './catalogue.ts'
import { drawCrowd } from './crowd.ts'
import { Dice } from './dice.ts'
import { planDisputeCases } from './dispute-cases.ts'
import { planFeaturedDisputes } from './featured-disputes.ts'
import { planFeaturedStories } from './featured-stories.ts'
import { HistoryWork } from './history-work.ts'
import { planInvoiceCases } from './invoice-cases.ts'
import { OrderBook, planOrder } from './orders.ts'
import { planPaymentCases } from './payment-cases.ts'
import { planRefundCases } from './refund-cases.ts'
import { planSubscription, type Standing, type Story } from './subscribers.ts'
import { dayMs, hourMs, monthMs, Timeline } from './timeline.ts'

const openedAgoMs = 740 * dayMs

/** How many subscriptions stand how today. */
const standings: readonly { readonly standing: Standing; readonly count: number }[] = [
  { standing: 'canceling', count: 14 },
  { standing: 'canceled', count: 70 },
  { standing: 'collection_paused', count: 6 },
  { standing: 'past_due', count: 9 },
  { standing: 'paused', count: 4 },
  { standing: 'unpaid', count: 6 },
  { standing: 'trialing', count: 16 },
  { standing: 'incomplete', count: 4 },
  { standing: 'incomplete_expired', count: 8 },
  { standing: 'active', count: 290 },
]
const popular: readonly [PlanKey, ...PlanKey[]] = [
  'roasters-choice',
  'roasters-choice',
  'roasters-choice',
  'espresso-club',
  'espresso-club',
  'filter-club',
  'decaf-post',
  'office-beans',
  'harvest-box',
]

/** When the last renewal was, so that the standing is believable. */
function lastAgoMs(dice: Dice, standing: Standing, sinceAgoMs: number): number {
  const within = (least: number, most: number) =>
    Math.min(sinceAgoMs * 0.6, least + dice.unit() * (most - least))
  if (standing === 'canceled') return within(5 * dayMs, 400 * dayMs)
  if (standing === 'past_due') return within(hourMs, 2.5 * dayMs)
  if (standing === 'unpaid') return within(16 * dayMs, 26 * dayMs)
  if (standing === 'incomplete') return within(hourMs, 18 * hourMs)
  if (standing === 'incomplete_expired') return within(2 * dayMs, 40 * dayMs)
  if (standing === 'trialing') return within(hourMs, 20 * dayMs)
  if (standing === 'paused') return within(5 * dayMs, 40 * dayMs)
  return within(hourMs, 13 * dayMs)
}

const monthsOf: Readonly<Record<PlanKey, number>> = {
  'roasters-choice': 1,
  'espresso-club': 1,
  'office-beans': 1,
  'decaf-post': 0.46,
  'filter-club': 3,
  'harvest-box': 12,
}

function storyOf(dice: Dice, buyer: Buyer, standing: Standing): Story {
  const last = lastAgoMs(dice, standing, buyer.sinceAgoMs)
  const periodsOf = (plan: PlanKey) =>
    Math.floor((buyer.sinceAgoMs - last - 2 * dayMs) / (monthsOf[plan] * monthMs))
  const wished = dice.pick(popular)
  // Whoever came lately has no year behind them.
  const plan = periodsOf(wished) > 0 ? wished : 'decaf-post'
  const most = periodsOf(plan)
  const renewals = dice.between(Math.ceil(most / 2), most)
  return {
    plan,
    standing,
    renewals,
    lastAgoMs: last,
    quantity: plan === 'office-beans' ? dice.between(1, 4) : 1,
  }
}

function planSubscriptions(
  timeline: Timeline,
  dice: Dice,
  crowd: readonly Buyer[],
  catalogue: () => Catalogue,
): void {
  const all = standings.flatMap(({ standing, count }) => Array.from({ length: count }, () => standing))
  const faithful = crowd.filter(({ sinceAgoMs }) => sinceAgoMs > 75 * dayMs)
  for (const [at, standing] of all.entries()) {
    const buyer = faithful[(at * 7) % faithful.length]
    if (buyer) planSubscription(timeline, dice, buyer, storyOf(dice, buyer, standing), catalogue)
  }
}

function planOrders(timeline: Timeline, dice: Dice, crowd: readonly Buyer[], book: OrderBook): void {
  for (const buyer of crowd) {
    let orders = 1
    while (orders < 14 && dice.chance(0.715)) orders += 1
    for (let made = 0; made < orders; made += 1)
      planOrder(timeline, dice, buyer, buyer.momentAgoMs(dice), book)
  }
}

/** Writes 24 months of Northpost Coffee. */
export function writeCompany(core: Core, options: { seed: string; baseTimeMs: number }): void {
  const timeline = new Timeline(options.baseTimeMs)
  const dice = new Dice(`${options.seed}:world`)
  const book = new OrderBook()
  let catalogue: Catalogue = new Map()
  timeline.at(openedAgoMs, work => {
    catalogue = openShop(work)
  })
  const crowd = drawCrowd(timeline, dice)
  const regulars = crowd.filter(({ sinceAgoMs }) => sinceAgoMs > 650 * dayMs)
  let next = 0
  const regular = (): Buyer => {
    next += 1
    const buyer = regulars[next % regulars.length]
    if (!buyer) throw new Error('Nobody is a regular')
    return buyer
  }
  planOrders(timeline, dice, crowd, book)
  planSubscriptions(timeline, dice, crowd, () => catalogue)
  planRefundCases(timeline, dice, regular, book)
  planPaymentCases(timeline, dice, regular, book)
  planDisputeCases(timeline, dice, regular, book)
  planInvoiceCases(timeline, dice, regular)
  planFeaturedDisputes(timeline, book)
  planFeaturedStories(timeline, book, dice, () => catalogue)
  timeline.play(new HistoryWork(core, options))
}
