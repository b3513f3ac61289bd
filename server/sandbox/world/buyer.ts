import type Stripe from 'stripe'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import type { Dice } from './dice.ts'
import type { HistoryWork } from './history-work.ts'
import { type Person, register } from './person.ts'
import type { Timeline } from './timeline.ts'
import { addCard, addSepaDebit, type CardFace, makeDefault } from './wallet.ts'

/** A customer of the history: their ids are known once the day of their registration has been played. */
export class Buyer {
  readonly person: Person
  readonly sinceAgoMs: number
  #customerId = ''
  readonly #methods: string[] = []
  #bank: string | undefined
  /** Whether a bank account is among what they pay with. */
  hasBank = false

  constructor(person: Person, sinceAgoMs: number) {
    this.person = person
    this.sinceAgoMs = sinceAgoMs
  }

  get customerId(): string {
    if (this.#customerId === '') throw new Error(`${this.person.name} does not exist yet`)
    return this.#customerId
  }

  customer(work: HistoryWork): Stripe.Customer {
    return work.need(customers, this.customerId)
  }

  /** The card given at this position, the first as its default. */
  method(position = 0): string {
    const id = this.#methods[position]
    if (id === undefined) throw new Error(`${this.person.name} has no card ${position}`)
    return id
  }

  /** The bank account to debit. */
  bank(): string {
    if (this.#bank === undefined) throw new Error(`${this.person.name} has no bank account`)
    return this.#bank
  }

  /** Plays the registration, with the cards in hand: just then, or when people usually come. */
  register(
    timeline: Timeline,
    faces: readonly CardFace[],
    sepaLast4?: string,
    when: 'at' | 'usually' = 'at',
  ): void {
    this.hasBank = sepaLast4 !== undefined
    timeline[when](this.sinceAgoMs, work => {
      const customer = register(work, this.person)
      this.#customerId = customer.id
      for (const face of faces) this.#methods.push(addCard(work, customer, this.person, face).id)
      if (sepaLast4 !== undefined) this.#bank = addSepaDebit(work, customer, this.person, sepaLast4).id
      const [first] = this.#methods
      if (first !== undefined) makeDefault(work, customer.id, first)
    })
  }

  /** A moment between the registration and `untilAgoMs`. */
  momentAgoMs(dice: Dice, untilAgoMs = 0): number {
    return untilAgoMs + dice.unit() * Math.max(0, this.sinceAgoMs - untilAgoMs - 60_000)
  }
}
