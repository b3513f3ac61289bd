import { checkoutSessions } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { confirmSession } from '#server/sandbox/resources/checkout-sessions/complete/confirm-session.ts'
import { nothingTyped } from '#server/sandbox/resources/checkout-sessions/complete/submission.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import type { Buyer } from './buyer.ts'
import { goods } from './catalogue.ts'
import { priceIn } from './currencies.ts'
import type { Dice } from './dice.ts'
import { dayMs, hourMs, minuteMs } from './durations.ts'
import { request } from './past-request.ts'
import type { Timeline } from './timeline.ts'

const ends = ['complete', 'complete', 'expired', 'open'] as const
const ofEach = 8
const shop = 'https://northpost.example'

/** Carts that support sent by a link: paid, left until the link was closed, or still open. */
export function planCheckoutCases(timeline: Timeline, dice: Dice, buyers: () => Buyer): void {
  for (const end of Array.from({ length: ofEach }, () => ends).flat()) {
    const buyer = buyers()
    const item = dice.pick(goods)
    const quantity = dice.between(1, 3)
    const agoMs = end === 'open' ? hourMs * (1 + 18 * dice.unit()) : dayMs * (2 + 26 * dice.unit())
    let id = ''
    timeline.at(agoMs, work => {
      id = request(work, 'POST', '/v1/checkout/sessions', {
        mode: 'payment',
        customer: buyer.customerId,
        success_url: `${shop}/thanks`,
        cancel_url: `${shop}/cart`,
        'line_items[0][quantity]': quantity,
        'line_items[0][price_data][currency]': buyer.person.currency,
        'line_items[0][price_data][unit_amount]': priceIn(buyer.person.currency, item.euroCents),
        'line_items[0][price_data][product_data][name]': item.name,
      })
    })
    timeline.at(agoMs - 10 * minuteMs, work => {
      if (end === 'expired') request(work, 'POST', `/v1/checkout/sessions/${id}/expire`)
      if (end === 'complete') {
        const { email, name } = buyer.person
        confirmSession(work, work.need(checkoutSessions, id), {
          submission: { ...nothingTyped, email, name },
          method: () => work.need(paymentMethods, buyer.method()),
        })
      }
    })
  }
}
