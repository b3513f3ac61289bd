import type { ShopCurrency } from './currencies.ts'

/** Where customers live and how they are called there. Words are parted by `|`. */
export interface Region {
  readonly country: string
  readonly currency: ShopCurrency
  readonly locale: string
  readonly phone: string
  /** How many of a thousand customers. */
  readonly share: number
  readonly familyFirst?: true
  readonly given: string
  readonly family: string
  readonly streets: string
  /** Each as `postal code,city`. */
  readonly places: string
}
