import type Stripe from 'stripe'
import { idOf, type Reader } from '#server/sandbox/core/kind.ts'
import { amountOffIn, couponScopes } from '#server/sandbox/resources/coupons/coupon.ts'
import { couponOf, discounts, idsOf } from './discount.ts'

interface DiscountAmount {
  readonly amount: number
  readonly discount: string
}

/** Lines with what their discounts take off, and the sums that an invoice tells. */
export interface PricedLines {
  readonly lines: readonly Stripe.InvoiceLineItem[]
  /** After the lines' own discounts, before those of the whole invoice. */
  readonly subtotal: number
  readonly total: number
  readonly discountAmounts: DiscountAmount[]
}

/** Shares of `whole` in proportion to `parts`, rounded so that they add up to it. */
export function shareOut(whole: number, parts: readonly number[]): number[] {
  const sum = parts.reduce((total, part) => total + part, 0)
  if (sum === 0) return parts.map(() => 0)
  const exact = parts.map(part => (whole * part) / sum)
  const shares = exact.map(Math.floor)
  const order = exact.map((value, at) => ({ at, rest: value - Math.floor(value) }))
  order.sort((a, b) => b.rest - a.rest || a.at - b.at)
  const left = whole - shares.reduce((total, share) => total + share, 0)
  for (const { at } of order.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1
  return shares
}

/** What one discount takes off each of the amounts that are left; every share is rounded by itself. */
function offEach(reader: Reader, coupon: Stripe.Coupon, left: readonly number[], currency: string): number[] {
  const { percent_off: percent } = coupon
  if (percent !== null) return left.map(amount => Math.round((amount * percent) / 100))
  const off = amountOffIn(coupon, reader.get(couponScopes, coupon.id), currency) ?? 0
  const sum = left.reduce((total, amount) => total + amount, 0)
  return shareOut(Math.min(off, sum), left)
}

/** The running state of one calculation: what is left of each line, and what was taken. */
class Calculation {
  readonly taken: DiscountAmount[][]
  readonly #left: number[]
  readonly #reader: Reader
  readonly #lines: readonly Stripe.InvoiceLineItem[]
  readonly #currency: string

  constructor(reader: Reader, lines: readonly Stripe.InvoiceLineItem[], currency: string) {
    this.#reader = reader
    this.#lines = lines
    this.#currency = currency
    this.#left = lines.map(line => (line.discountable ? Math.max(0, line.amount) : 0))
    this.taken = lines.map(() => [])
  }

  /** Applies a discount to the lines at these places that its coupon is for. */
  apply(id: string, places: readonly number[]): void {
    const discount = this.#reader.get(discounts, id)
    const coupon = discount && couponOf(this.#reader, discount)
    if (!coupon) return
    const products = this.#reader.get(couponScopes, coupon.id)?.products
    const fits = places.filter(at => {
      const product = this.#lines[at]?.pricing?.price_details?.product
      return (this.#left[at] ?? 0) > 0 && (!products || products.includes(product ?? ''))
    })
    const off = offEach(
      this.#reader,
      coupon,
      fits.map(at => this.#left[at] ?? 0),
      this.#currency,
    )
    for (const [index, at] of fits.entries()) {
      const amount = off[index] ?? 0
      this.#left[at] = (this.#left[at] ?? 0) - amount
      this.taken[at]?.push({ amount, discount: id })
    }
  }

  get sum(): number {
    return this.taken.flat().reduce((total, { amount }) => total + amount, 0)
  }
}

/** Prices lines: each line's own discounts first, in their order, then those of the whole invoice. */
export function priceLines(
  reader: Reader,
  lines: readonly Stripe.InvoiceLineItem[],
  whole: readonly string[],
  currency: string,
): PricedLines {
  const gross = lines.reduce((sum, line) => sum + line.amount, 0)
  const own = lines.map(line => idsOf(line.discounts))
  if (whole.length === 0 && own.every(ids => ids.length === 0))
    return { lines, subtotal: gross, total: gross, discountAmounts: [] }
  const calculation = new Calculation(reader, lines, currency)
  for (const [at, ids] of own.entries()) for (const id of ids) calculation.apply(id, [at])
  const subtotal = gross - calculation.sum
  const everywhere = lines.map((_, at) => at)
  for (const id of whole) calculation.apply(id, everywhere)
  const all = calculation.taken.flat()
  const discountAmounts = [...new Set([...own.flat(), ...whole])].map(discount => ({
    amount: all.filter(one => one.discount === discount).reduce((sum, { amount }) => sum + amount, 0),
    discount,
  }))
  return {
    lines: lines.map((line, at) => ({
      ...line,
      discount_amounts: calculation.taken[at] ?? [],
      pretax_credit_amounts: (calculation.taken[at] ?? []).map(one => ({ ...one, type: 'discount' })),
    })),
    subtotal,
    total: gross - calculation.sum,
    discountAmounts,
  }
}

/** The discounts that still hold at `now`: a repeating one ends with its months. */
export const holding = (
  reader: Reader,
  list: readonly (string | { readonly id: string })[] | null,
  now: number,
): string[] =>
  idsOf(list).filter(id => {
    const discount = reader.get(discounts, id)
    return discount !== undefined && (discount.end === null || discount.end > now)
  })

/** What a customer's or a subscription's next invoice is made cheaper by: the subscription's own come first. */
export function inheritedDiscounts(
  reader: Reader,
  now: number,
  customer: Stripe.Customer | undefined,
  subscription?: Stripe.Subscription,
): string[] {
  const own = holding(reader, subscription?.discounts ?? null, now)
  if (own.length > 0 || !customer?.discount) return own
  return holding(reader, [idOf(customer.discount) ?? ''], now)
}
