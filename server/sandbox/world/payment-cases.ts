import type { Buyer } from './buyer.ts'
import type { Dice } from './dice.ts'
import { dayMs, hourMs } from './durations.ts'
import type { OrderBook } from './order-book.ts'
import { purchaseOf } from './orders.ts'
import { buy, leaveOpen } from './purchase.ts'
import type { Timeline } from './timeline.ts'

const everyCase = 6

/** Payments of the last days that are not over: held, waiting for 3-D Secure, left in the checkout. */
export function planPaymentCases(timeline: Timeline, dice: Dice, buyers: () => Buyer, book: OrderBook): void {
  for (let made = 0; made < everyCase; made += 1) {
    const held = purchaseOf(dice, buyers(), book)
    timeline.at(dice.unit() * 6 * dayMs, work => void buy(work, { ...held(work), capture: 'manual' }))
    const asked = purchaseOf(dice, buyers(), book)
    timeline.at(dice.unit() * 2 * dayMs, work => {
      void buy(work, { ...asked(work), card: 'authenticationRequired', authenticated: false })
    })
    const left = purchaseOf(dice, buyers(), book)
    timeline.at(dice.unit() * 30 * hourMs, work => void leaveOpen(work, left(work)))
  }
}
