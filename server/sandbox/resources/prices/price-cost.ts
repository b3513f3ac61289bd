import type Stripe from 'stripe'

const byUnit = (whole: number | null, exact: Stripe.Decimal | null, quantity: number): number =>
  whole === null ? Number(exact ?? 0) * quantity : whole * quantity

/** A tier's own cost for `quantity` units that fall into it. */
const ofTier = (tier: Stripe.Price.Tier, quantity: number): number =>
  byUnit(tier.unit_amount, tier.unit_amount_decimal, quantity) +
  (tier.flat_amount ?? Number(tier.flat_amount_decimal ?? 0))

/** Each tier's units at that tier's price, or all of them at the price of the tier that they reach. */
function tiered(tiers: readonly Stripe.Price.Tier[], mode: string | null, quantity: number): number {
  if (mode === 'volume') {
    const reached = tiers.find(({ up_to: most }) => most === null || quantity <= most)
    return reached ? ofTier(reached, quantity) : 0
  }
  let sum = 0
  let below = 0
  for (const tier of tiers) {
    const most = tier.up_to ?? Number.POSITIVE_INFINITY
    const units = Math.min(quantity, most) - below
    if (units <= 0) break
    sum += ofTier(tier, units)
    below = most
  }
  return sum
}

/** What `quantity` of a price costs, in the minor unit; fractions of it are rounded once, at the end. */
export function costOf(price: Stripe.Price, quantity: number): number {
  const { transform_quantity: transform, tiers } = price
  const round = transform?.round === 'up' ? Math.ceil : Math.floor
  const units = transform ? round(quantity / transform.divide_by) : quantity
  if (price.billing_scheme === 'tiered') return Math.round(tiered(tiers ?? [], price.tiers_mode, units))
  return Math.round(byUnit(price.unit_amount, price.unit_amount_decimal, units))
}
