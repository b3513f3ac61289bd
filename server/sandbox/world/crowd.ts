import { Buyer } from './buyer.ts'
import type { Dice } from './dice.ts'
import { dayMs } from './durations.ts'
import { hostileNames } from './hostile-names.ts'
import { meet, type Person } from './person.ts'
import type { Region } from './region.ts'
import { regions } from './regions.ts'
import type { Timeline } from './timeline.ts'
import { type CardFace, drawFace } from './wallet.ts'

/** With the featured people there are 5,000. */
const customerCount = 4_979
const historyDays = 730
const duplicateEvery = 60
const hostileEvery = 80

function drawRegion(dice: Dice): Region {
  const total = regions.reduce((sum, region) => sum + region.share, 0)
  let left = dice.unit() * total
  for (const region of regions) {
    left -= region.share
    if (left < 0 || region === regions.at(-1)) return region
  }
  throw new Error('There are no regions')
}

/** The same person once more, by another address: people forget that they have an account. */
const again = (dice: Dice, person: Person): Person => {
  const [local = '', domain = ''] = person.email.split('@')
  const email = dice.pick([`${local}+shop@${domain}`, `${local}@work.example`, person.email.toUpperCase()])
  return { ...person, email }
}

/** The company grows: at the end three times as many come in a month as at the beginning. */
function drawSinceMs(dice: Dice): number {
  const unit = dice.unit()
  const elapsed = (Math.sqrt(1 + 8 * unit) - 1) / 2
  return Math.max(0.5, historyDays * (1 - elapsed)) * dayMs
}

function drawFaces(dice: Dice, baseTimeMs: number): CardFace[] {
  const first = drawFace(dice, baseTimeMs)
  return dice.chance(0.18) ? [first, drawFace(dice, baseTimeMs)] : [first]
}

/** Everybody else: customers of all regions, some hostile, some twice with the same card. */
export function drawCrowd(timeline: Timeline, dice: Dice): Buyer[] {
  const crowd: Buyer[] = []
  let faces: CardFace[] = []
  for (let number = 0; number < customerCount; number += 1) {
    const previous = number % duplicateEvery === 30 ? crowd.at(-1)?.person : undefined
    const fresh = meet(dice, drawRegion(dice), number)
    const hostile = number % hostileEvery === 40 ? hostileNames[(number - 40) / hostileEvery] : undefined
    const person = previous ? again(dice, previous) : { ...fresh, name: hostile ?? fresh.name }
    if (!previous) faces = drawFaces(dice, timeline.baseTimeMs)
    const buyer = new Buyer(person, drawSinceMs(dice))
    const sepa = person.currency === 'eur' && dice.chance(0.08) ? dice.digits(4) : undefined
    buyer.register(timeline, faces, sepa, 'usually')
    crowd.push(buyer)
  }
  return crowd
}
