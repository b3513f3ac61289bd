import type { Dice } from './dice.ts'
import { dayMs } from './durations.ts'
import { request } from './past-request.ts'
import type { Timeline } from './timeline.ts'

const partners = [
  { name: 'Lumière Ceramics', email: 'studio@lumiere.example', country: 'US' },
  { name: 'Öz Machine Repairs', email: 'repairs@oez.example', country: 'US' },
] as const
const transfersEach = 6

/** Those who make the mugs and mend the machines are paid their part. */
export function planPartners(timeline: Timeline, dice: Dice): void {
  for (const { name, email, country } of partners) {
    let account = ''
    timeline.at(420 * dayMs, work => {
      account = request(work, 'POST', '/v1/accounts', {
        type: 'custom',
        country,
        email,
        business_type: 'company',
        'business_profile[name]': name,
        'business_profile[url]': 'https://northpost.example/partners',
        'capabilities[card_payments][requested]': true,
        'capabilities[transfers][requested]': true,
        external_account: 'btok_us_verified',
        'tos_acceptance[date]': work.now,
        'tos_acceptance[ip]': '127.0.0.1',
      })
    })
    for (let made = 0; made < transfersEach; made += 1) {
      const amount = dice.between(20, 180) * 100
      timeline.at((12 + 60 * made) * dayMs, work => {
        request(work, 'POST', '/v1/transfers', { amount, currency: 'usd', destination: account })
      })
    }
  }
}
