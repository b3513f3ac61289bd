import { cancel } from '#server/sandbox/resources/payment-intents/cancel.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import type { Buyer } from './buyer.ts'
import type { Dice } from './dice.ts'
import { dayMs, hourMs } from './durations.ts'
import type { HistoryWork } from './history-work.ts'
import type { OrderBook } from './order-book.ts'
import { partOf, purchaseOf } from './orders.ts'
import { request } from './past-request.ts'
import { buy, leaveOpen, type Purchase } from './purchase.ts'
import type { Timeline } from './timeline.ts'

const everyCase = 6
const holdMs = 7 * dayMs

type Order = (work: HistoryWork) => Purchase

/** Money was held, and the hold ended: taken, taken in part, or never asked for again. */
function planHold(
  timeline: Timeline,
  order: Order,
  agoMs: number,
  end: 'taken' | 'in_part' | 'expired',
): void {
  let id = ''
  timeline.at(agoMs, work => {
    id = buy(work, { ...order(work), capture: 'manual' }).id
  })
  timeline.at(agoMs - (end === 'expired' ? holdMs : 2 * dayMs), work => {
    const intent = work.need(paymentIntents, id)
    if (end === 'expired') {
      cancel(work, intent, 'expired')
      return
    }
    const amount = end === 'in_part' ? partOf(intent.amount, intent.currency, 0.6) : intent.amount
    request(work, 'POST', `/v1/payment_intents/${id}/capture`, { amount_to_capture: amount })
  })
}

/** Payments of the last days that are not over, and holds that are. */
export function planPaymentCases(timeline: Timeline, dice: Dice, buyers: () => Buyer, book: OrderBook): void {
  const order = (): Order => purchaseOf(dice, buyers(), book)
  for (let made = 0; made < everyCase; made += 1) {
    const held = order()
    timeline.at(dice.unit() * 6 * dayMs, work => void buy(work, { ...held(work), capture: 'manual' }))
    const asked = order()
    timeline.at(dice.unit() * 2 * dayMs, work => {
      void buy(work, { ...asked(work), card: 'authenticationRequired', authenticated: false })
    })
    const left = order()
    timeline.at(dice.unit() * 30 * hourMs, work => void leaveOpen(work, left(work)))
    for (const end of ['taken', 'in_part', 'expired'] as const)
      planHold(timeline, order(), (8 + 300 * dice.unit()) * dayMs, end)
  }
}
