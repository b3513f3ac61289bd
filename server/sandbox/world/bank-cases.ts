import { endProcessing } from '#server/sandbox/resources/payment-intents/processing.ts'
import type { Buyer } from './buyer.ts'
import type { Dice } from './dice.ts'
import { dayMs } from './durations.ts'
import type { OrderBook } from './order-book.ts'
import { purchaseOf } from './orders.ts'
import { buy } from './purchase.ts'
import type { Timeline } from './timeline.ts'
import { whileCardIs } from './wallet.ts'

const answeredAfterMs = 5 * dayMs
const answered = 60
const failed = 5
const waiting = 9

/** Orders paid by direct debit: years of them, some that the bank refused, and those that it has yet to answer. */
export function planBankCases(
  timeline: Timeline,
  dice: Dice,
  crowd: readonly Buyer[],
  book: OrderBook,
): void {
  const debtors = crowd.filter(({ hasBank, sinceAgoMs }) => hasBank && sinceAgoMs > 90 * dayMs)
  for (const [at, buyer] of debtors.slice(0, answered + failed + waiting).entries()) {
    const purchase = purchaseOf(dice, buyer, book)
    const waits = at < waiting
    const agoMs = waits
      ? dice.unit() * (answeredAfterMs - dayMs)
      : answeredAfterMs + dayMs + dice.unit() * (buyer.sinceAgoMs - answeredAfterMs - 60 * dayMs)
    let paid = ''
    timeline.at(agoMs, work => {
      paid = buy(work, { ...purchase(work), method: buyer.bank(), authenticated: false }).id
    })
    if (waits) continue
    const fails = at < waiting + failed
    timeline.at(agoMs - answeredAfterMs, work => {
      const card = fails ? 'sepaDebit_fail' : 'sepaDebit_success'
      whileCardIs(work, buyer.bank(), card, () => endProcessing(work, paid))
    })
  }
}
