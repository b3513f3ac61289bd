import type Stripe from 'stripe'
import { buildCustomer, customers } from '#server/sandbox/resources/customers/customer.ts'
import type { ShopCurrency } from './currencies.ts'
import type { Dice } from './dice.ts'
import type { HistoryWork } from './history-work.ts'
import type { Region } from './region.ts'

/** Somebody who buys, before Stripe knows of them. */
export interface Person {
  readonly name: string
  readonly email: string
  readonly region: Region
  readonly line1: string
  readonly city: string
  readonly postalCode: string
  readonly phone: string
  readonly currency: ShopCurrency
}

type Words = readonly [string, ...string[]]
const parted = new Map<string, Words>()

/** The words of a region's text, parted once. */
function words(text: string): Words {
  const known = parted.get(text)
  if (known) return known
  const [first = '', ...rest] = text.split('|')
  const all: Words = [first, ...rest]
  parted.set(text, all)
  return all
}

const domains = ['example.com', 'example.org', 'example.net', 'mail.example', 'post.example'] as const

/** Letters and digits of a name without its marks; nothing of scripts that have no Latin letters. */
const handle = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[ıİ]/g, 'i')
    .replaceAll(/[^\w\s]/g, '')
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .slice(0, 3)
    .join('.')

/** Somebody of the region; `number` tells apart those who share a name. */
export function meet(dice: Dice, region: Region, number: number): Person {
  const given = dice.pick(words(region.given))
  const family = dice.pick(words(region.family))
  const name = region.familyFirst ? `${family} ${given}` : `${given} ${family}`
  const [postalCode = '', city = ''] = dice.pick(words(region.places)).split(',')
  const local = handle(name) || `${region.locale.slice(0, 2)}.customer`
  return {
    name,
    email: `${local}${number}@${dice.pick(domains)}`,
    region,
    line1: `${dice.pick(words(region.streets))} ${dice.between(1, 180)}`,
    city,
    postalCode,
    phone: `${region.phone}${dice.digits(7)}`,
    currency: region.currency,
  }
}

export const addressOf = ({ line1, city, postalCode, region }: Person): Stripe.Address => ({
  city,
  country: region.country,
  line1,
  line2: null,
  postal_code: postalCode,
  state: null,
})

/** The person becomes a customer. */
export function register(work: HistoryWork, person: Person, metadata: Stripe.Metadata = {}): Stripe.Customer {
  const address = addressOf(person)
  return work.create(
    customers,
    buildCustomer(work, {
      name: person.name,
      email: person.email,
      phone: person.phone,
      address,
      currency: person.currency,
      preferred_locales: [person.region.locale],
      shipping: { address, name: person.name, phone: person.phone },
      metadata,
    }),
    'customer.created',
  )
}
