import type { PaymentMethodRef } from '#shared/domain/customer.ts'
import { formatMoney } from '#shared/domain/money.ts'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** The object inside an event, of any shape: what is not there, or not of the kind asked for, is `null`. */
export class EventObject {
  readonly #fields: Fields
  readonly before: EventObject | null

  constructor(object: unknown, previousAttributes?: unknown) {
    this.#fields = isFields(object) ? object : {}
    this.before = isFields(previousAttributes) ? new EventObject(previousAttributes) : null
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#fields, name)
  }

  text(name: string): string | null {
    const value = this.#fields[name]
    return typeof value === 'string' ? value : null
  }

  number(name: string): number | null {
    const value = this.#fields[name]
    return typeof value === 'number' ? value : null
  }

  isTrue(name: string): boolean {
    return this.#fields[name] === true
  }

  inside(name: string): EventObject {
    return new EventObject(this.#fields[name])
  }

  /** An id, or that of the object where it was expanded. */
  id(name: string): string | null {
    return this.text(name) ?? this.inside(name).text('id')
  }

  /** `€42.00`, of a field that holds minor units of the object's currency. */
  money(name = 'amount'): string {
    const amount = this.#fields[name]
    const currency = this.text('currency')
    if (!Number.isInteger(amount) || currency === null) return 'an amount'
    return formatMoney({ amount: Number(amount), currency })
  }

  /** The method in `payment_method_details`, or of a payment method itself. */
  method(): Pick<PaymentMethodRef, 'type' | 'brand' | 'last4'> | null {
    const details = this.has('payment_method_details') ? this.inside('payment_method_details') : this
    const type = details.text('type')
    if (type === null) return null
    const own = details.inside(type)
    return { type, brand: own.text('brand'), last4: own.text('last4') }
  }
}
