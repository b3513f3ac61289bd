import { smallestStep } from '#shared/domain/money.ts'
import type { Buyer } from './buyer.ts'
import { type Catalogue, priceOf } from './catalogue.ts'
import type { Dice } from './dice.ts'
import { dayMs, hourMs } from './durations.ts'
import { request } from './past-request.ts'
import type { Timeline } from './timeline.ts'

const uses = 30
const coupons = ['welcome10', 'three-months-half', 'friends15'] as const

/** Subscriptions of the last weeks that began with an offer. */
export function planOfferUses(
  timeline: Timeline,
  dice: Dice,
  buyers: () => Buyer,
  catalogue: () => Catalogue,
): void {
  for (let used = 0; used < uses; used += 1) {
    let buyer = buyers()
    // A percentage of dinars or krónur may be no amount that they have.
    while (smallestStep(buyer.person.currency) > 1) buyer = buyers()
    const coupon = dice.pick(coupons)
    timeline.at(hourMs + dice.unit() * 26 * dayMs, work => {
      const price = priceOf(catalogue(), 'roasters-choice', buyer.person.currency)
      request(work, 'POST', '/v1/subscriptions', {
        customer: buyer.customerId,
        'items[0][price]': price.id,
        'discounts[0][coupon]': coupon,
      })
    })
  }
}
