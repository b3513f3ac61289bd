import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { promotionCodes } from './promotion-code.ts'

/** Whether its uses or its time are over at `now`, in whole seconds. */
export const isUsedUp = (
  { expires_at: until, max_redemptions: most, times_redeemed: times }: Stripe.PromotionCode,
  now: number,
): boolean => (most !== null && times >= most) || (until !== null && until <= now)

interface Use {
  readonly customer: string
  readonly currency: string
  /** What is bought, in the minor unit of the currency; `null` when that is not known yet. */
  readonly amount: number | null
  readonly param: string
}

/** Whether the customer has paid anything before. */
const hasPaid = (work: Work, customer: string): boolean =>
  work
    .by(invoices, 'customer', customer)
    .some(({ status, amount_paid }) => status === 'paid' && amount_paid > 0)

function checkRestrictions(work: Work, code: Stripe.PromotionCode, use: Use): void {
  const { customer, currency, amount, param } = use
  const { restrictions } = code
  const owner = idOf(code.customer)
  if (owner !== null && owner !== customer)
    throw invalid('This promotion code cannot be redeemed by this customer.', { param })
  if (restrictions.first_time_transaction && hasPaid(work, customer)) {
    throw invalid(
      'This promotion code cannot be redeemed because the associated customer has prior transactions.',
      { param },
    )
  }
  const least =
    restrictions.minimum_amount_currency === currency
      ? restrictions.minimum_amount
      : (restrictions.currency_options?.[currency]?.minimum_amount ?? null)
  if (least === null || amount === null || amount >= least) return
  throw invalid(
    `This promotion code cannot be redeemed because the subtotal is below the minimum amount of ${formatMoney({ amount: least, currency })}.`,
    { param },
  )
}

/** @throws {ApiFailure} 400 for a code that is inactive, or not for this purchase. */
export function checkPromotionCode(work: Work, code: Stripe.PromotionCode, use: Use): void {
  if (!code.active || isUsedUp(code, work.now)) {
    throw invalid(`This promotion code (${code.code}) is inactive or has expired.`, {
      param: use.param,
    })
  }
  checkRestrictions(work, code, use)
}

/** Counts one use. @throws {ApiFailure} 400 by `checkPromotionCode`. */
export function redeemPromotionCode(work: Work, code: Stripe.PromotionCode, use: Use): void {
  checkPromotionCode(work, code, use)
  const times_redeemed = code.times_redeemed + 1
  const active = !isUsedUp({ ...code, times_redeemed }, work.now)
  work.update(promotionCodes, code, { times_redeemed, active }, 'promotion_code.updated')
}
