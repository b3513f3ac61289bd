import type { Buyer } from './buyer.ts'
import type { Dice } from './dice.ts'
import { dayMs, hourMs } from './durations.ts'
import type { HistoryWork } from './history-work.ts'
import { request } from './past-request.ts'
import type { Timeline } from './timeline.ts'
import { whileCardIs } from './wallet.ts'

type Setup = (work: HistoryWork, buyer: Buyer) => void

const returnUrl = 'https://northpost.example/account'

function start(work: HistoryWork, buyer: Buyer, confirm: boolean): string {
  return request(work, 'POST', '/v1/setup_intents', {
    customer: buyer.customerId,
    payment_method: buyer.method(),
    description: 'A card for the next orders',
    ...(confirm ? { confirm, return_url: returnUrl } : {}),
  })
}

const startWith =
  (card: string): Setup =>
  (work, buyer) =>
    whileCardIs(work, buyer.method(), card, () => void start(work, buyer, true), false)

/** Cards kept for later: done, waiting for the customer or for 3-D Secure, refused, given up. */
const setups: readonly Setup[] = [
  (work, buyer) => void start(work, buyer, true),
  (work, buyer) => void start(work, buyer, false),
  startWith('authenticationRequired'),
  startWith('visa_chargeDeclined'),
  (work, buyer) => void request(work, 'POST', '/v1/setup_intents', { customer: buyer.customerId }),
  (work, buyer) => {
    const id = start(work, buyer, false)
    request(work, 'POST', `/v1/setup_intents/${id}/cancel`, { cancellation_reason: 'abandoned' })
  },
]
const ofEach = 6

export function planSetupCases(timeline: Timeline, dice: Dice, buyers: () => Buyer): void {
  for (const setup of Array.from({ length: ofEach }, () => setups).flat()) {
    const buyer = buyers()
    timeline.at(hourMs + dice.unit() * 25 * dayMs, work => setup(work, buyer))
  }
}
