import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import { amountOffIn, type CouponScope } from '#server/sandbox/resources/coupons/coupon.ts'
import { shareOut } from '#server/sandbox/resources/discounts/price-lines.ts'
import { costOf } from '#server/sandbox/resources/prices/price-cost.ts'
import type { Session } from './checkout-session.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

interface Discounted {
  readonly coupon: Stripe.Coupon | undefined
  readonly scope: CouponScope | undefined
  readonly discount: Stripe.Discount
}

/** What is taken off these amounts, line by line; a fixed amount is shared out by what each line costs. */
function sharesOf({ coupon, scope }: Discounted, amounts: readonly number[], currency: string): number[] {
  const total = sum(amounts)
  const percent = coupon?.percent_off ?? null
  if (percent !== null) return amounts.map(amount => Math.round((amount * percent) / 100))
  return shareOut(Math.min((coupon && amountOffIn(coupon, scope, currency)) ?? 0, total), amounts)
}

interface Terms {
  readonly off: Discounted | undefined
  /** A trial comes first: what recurs is free today. */
  readonly trial: boolean
}

/** The items as they are priced today: a trial's lines are free, and a discount is taken off what it applies to. */
export function priceItems(items: readonly Stripe.LineItem[], { off, trial }: Terms): Stripe.LineItem[] {
  const subtotals = items.map(({ price, quantity }) =>
    !price || (trial && price.recurring) ? 0 : costOf(price, quantity ?? 1),
  )
  const only = off?.scope?.products
  const eligible = items.map(({ price }, at) =>
    off && (!only || only.includes(idOf(price?.product) ?? '')) ? (subtotals[at] ?? 0) : 0,
  )
  const shares = off ? sharesOf(off, eligible, items[0]?.currency ?? '') : eligible
  return items.map((item, at) => {
    const subtotal = subtotals[at] ?? 0
    const amount = shares[at] ?? 0
    return {
      ...item,
      amount_discount: amount,
      amount_subtotal: subtotal,
      amount_total: subtotal - amount,
      discounts: off && amount > 0 ? [{ amount, discount: off.discount }] : [],
    }
  })
}

type Amounts = Pick<Session, 'amount_subtotal' | 'amount_total' | 'total_details'>

/** The session's sums, in the minor unit; no tax is registered anywhere, so that none is ever due. */
export function amountsOf(items: readonly Stripe.LineItem[], shipping: number | null): Amounts {
  const off = sum(items.map(item => item.amount_discount))
  const [first] = items.flatMap(item => item.discounts ?? [])
  return {
    amount_subtotal: sum(items.map(item => item.amount_subtotal)),
    amount_total: sum(items.map(item => item.amount_total)) + (shipping ?? 0),
    total_details: {
      amount_discount: off,
      amount_shipping: shipping,
      amount_tax: 0,
      breakdown: { discounts: first ? [{ amount: off, discount: first.discount }] : [], taxes: [] },
    },
  }
}
