import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { AmountsAsked, CreateParams } from './price-params.ts'
import { toDecimal, wholeDecimal } from './whole-decimal.ts'

type Tier = Stripe.Price.Tier

/** An amount with its decimal: fractions of a minor unit have no whole amount. */
export function bothOf(whole: number | undefined, exact: string | undefined) {
  if (exact !== undefined) {
    const number = Number(exact)
    return { whole: Number.isInteger(number) ? number : null, exact: toDecimal(exact) }
  }
  return { whole: whole ?? null, exact: whole === undefined ? null : wholeDecimal(whole) }
}

/** @throws {ApiFailure} 400 unless the tiers rise, end with one without an end, and each cost something. */
function tiersOf(asked: NonNullable<AmountsAsked['tiers']>, at: string): Tier[] {
  let below = 0
  return asked.map((tier, index) => {
    const last = index === asked.length - 1
    const { up_to: most, unit_amount, unit_amount_decimal, flat_amount, flat_amount_decimal } = tier
    if ((most === 'inf') !== last) {
      throw invalid('The last tier, and no other, must have `up_to` set to `inf`.', {
        param: `${at}[${index}][up_to]`,
      })
    }
    if (most !== 'inf' && most <= below)
      throw invalid('The tiers must be in ascending order of `up_to`.', { param: `${at}[${index}][up_to]` })
    below = most === 'inf' ? below : most
    const unit = bothOf(unit_amount, unit_amount_decimal)
    const flat = bothOf(flat_amount, flat_amount_decimal)
    if (unit.exact === null && flat.exact === null)
      throw invalid('Each tier must have a unit amount or a flat amount.', { param: `${at}[${index}]` })
    return {
      flat_amount: flat.whole,
      flat_amount_decimal: flat.exact,
      unit_amount: unit.whole,
      unit_amount_decimal: unit.exact,
      up_to: most === 'inf' ? null : most,
    }
  })
}

const customOf = ({ custom_unit_amount: custom }: AmountsAsked): Stripe.Price.CustomUnitAmount | null =>
  custom?.enabled
    ? { maximum: custom.maximum ?? null, minimum: custom.minimum ?? null, preset: custom.preset ?? null }
    : null

/** What the price is in a further currency. */
export function optionOf(asked: AmountsAsked, at: string): Stripe.Price.CurrencyOptions {
  const { whole, exact } = bothOf(asked.unit_amount, asked.unit_amount_decimal)
  return {
    custom_unit_amount: customOf(asked),
    tax_behavior: asked.tax_behavior ?? 'unspecified',
    unit_amount: whole,
    unit_amount_decimal: exact,
    ...(asked.tiers ? { tiers: tiersOf(asked.tiers, `${at}[tiers]`) } : {}),
  }
}

export const optionsOf = (asked: Readonly<Record<string, AmountsAsked>>) =>
  Object.fromEntries(
    Object.entries(asked).map(([unit, option]) => [unit, optionOf(option, `currency_options[${unit}]`)]),
  )

/** @throws {ApiFailure} 400 unless the price is told in exactly one way: per unit, in tiers, or by the customer. */
export function amountsOf(params: CreateParams) {
  const { unit_amount, unit_amount_decimal: exact, tiers, tiers_mode: mode, billing_scheme: scheme } = params
  const custom_unit_amount = customOf(params)
  if (scheme === 'tiered') {
    if (!tiers || tiers.length === 0)
      throw invalid('You must pass `tiers` when `billing_scheme` is `tiered`.', { param: 'tiers' })
    if (mode === undefined)
      throw invalid('You must pass `tiers_mode` when `billing_scheme` is `tiered`.', { param: 'tiers_mode' })
    return {
      billing_scheme: 'tiered' as const,
      tiers: tiersOf(tiers, 'tiers'),
      tiers_mode: mode,
      unit_amount: null,
      unit_amount_decimal: null,
    }
  }
  if (tiers) throw invalid('`tiers` can only be set when `billing_scheme` is `tiered`.', { param: 'tiers' })
  const ways = [unit_amount, exact, custom_unit_amount ?? undefined].filter(way => way !== undefined)
  if (ways.length !== 1) {
    throw invalid(
      'You must specify exactly one of `unit_amount`, `unit_amount_decimal` or `custom_unit_amount`.',
      { param: 'unit_amount' },
    )
  }
  const both = bothOf(unit_amount, exact)
  return { custom_unit_amount, unit_amount: both.whole, unit_amount_decimal: both.exact }
}
