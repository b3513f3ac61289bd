import { Buyer } from './buyer.ts'
import type { Dice } from './dice.ts'
import { hostileNames } from './hostile-names.ts'
import { meet, type Person } from './person.ts'
import type { Region } from './region.ts'
import { regions } from './regions.ts'
import { dayMs, type Timeline } from './timeline.ts'
import { drawFace } from './wallet.ts'

const customerCount = 2_360
const historyDays = 730
const duplicateEvery = 60

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

/** More customers come every month: the newest are the most. */
const drawSinceDays = (dice: Dice): number =>
  Math.max(0.5, historyDays * (1 - Math.sqrt(dice.unit())) * 0.985 + 6 * dice.unit())

/** Everybody else: customers of all regions, some hostile, some twice. */
export function drawCrowd(timeline: Timeline, dice: Dice): Buyer[] {
  const crowd: Buyer[] = []
  for (let number = 0; number < customerCount; number += 1) {
    const previous = crowd.at(-1)?.person
    const fresh = meet(dice, drawRegion(dice), number)
    const hostile = number % 80 === 40 ? hostileNames[(number - 40) / 80] : undefined
    const person =
      previous && number % duplicateEvery === 30
        ? again(dice, previous)
        : { ...fresh, name: hostile ?? fresh.name }
    const buyer = new Buyer(person, drawSinceDays(dice) * dayMs)
    const faces = [drawFace(dice, timeline.baseTimeMs)]
    if (dice.chance(0.18)) faces.push(drawFace(dice, timeline.baseTimeMs))
    const sepa = person.currency === 'eur' && dice.chance(0.08) ? dice.digits(4) : undefined
    buyer.register(timeline, faces, sepa)
    crowd.push(buyer)
  }
  return crowd
}
