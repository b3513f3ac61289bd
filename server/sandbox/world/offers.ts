import type { HistoryWork } from './history-work.ts'
import { request } from './past-request.ts'

const daySeconds = 24 * 60 * 60

interface Offer {
  readonly id: string
  readonly name: string
  readonly percent?: number
  readonly euroCentsOff?: number
  readonly months?: number
  /** What customers type; none for what support gives by hand. */
  readonly codes: readonly string[]
}

const offers: readonly Offer[] = [
  { id: 'welcome10', name: 'Welcome, 10 % off', percent: 10, codes: ['WELCOME10', 'HELLO-COFFEE'] },
  { id: 'three-months-half', name: 'Half price for three months', percent: 50, months: 3, codes: ['HALF3'] },
  { id: 'sorry5', name: 'Our mistake, €5 off', euroCentsOff: 500, codes: [] },
  { id: 'friends15', name: 'Friends of the roastery', percent: 15, codes: ['FRIENDS15'] },
]

/** The coupons of the shop and the codes for them; one is over, and one code was taken back. */
export function makeOffers(work: HistoryWork): void {
  for (const { id, name, percent, euroCentsOff, months, codes } of offers) {
    request(work, 'POST', '/v1/coupons', {
      id,
      name,
      ...(percent === undefined ? {} : { percent_off: percent }),
      ...(euroCentsOff === undefined ? {} : { amount_off: euroCentsOff, currency: 'eur' }),
      ...(months === undefined ? {} : { duration: 'repeating', duration_in_months: months }),
    })
    for (const code of codes) {
      request(work, 'POST', '/v1/promotion_codes', {
        'promotion[type]': 'coupon',
        'promotion[coupon]': id,
        code,
      })
    }
  }
  endOffers(work)
}

function endOffers(work: HistoryWork): void {
  const code = request(work, 'POST', '/v1/promotion_codes', {
    'promotion[type]': 'coupon',
    'promotion[coupon]': 'friends15',
    code: 'STAFF-ONLY',
    expires_at: work.now + 900 * daySeconds,
  })
  request(work, 'POST', `/v1/promotion_codes/${code}`, { active: false })
}
