import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { checkoutPlans, type Session } from './checkout-session.ts'
import { notOpen } from './complete/confirm-session.ts'
import { reprice } from './reprice-session.ts'
import { discountOfWord } from './session-discount.ts'

/** What a customer may change of their cart before they pay. */
interface Wish {
  readonly quantities?: readonly { readonly id: string; readonly quantity: number }[] | undefined
  /** As typed; `null` takes the code away. */
  readonly promotionCode?: string | null | undefined
  readonly shippingRate?: string | undefined
}

function withQuantities(work: Work, session: Session, quantities: NonNullable<Wish['quantities']>) {
  const items = work.need(checkoutPlans, session.id).items
  return items.map(item => {
    const wished = quantities.find(({ id }) => id === item.id)
    if (!wished) return item
    const { enabled = false, minimum, maximum } = item.adjustable_quantity ?? {}
    const least = Math.max(1, minimum ?? 1)
    const most = maximum ?? 99
    if (enabled && wished.quantity >= least && wished.quantity <= most) {
      return { ...item, quantity: wished.quantity }
    }
    throw invalid(
      enabled
        ? `Choose a quantity from ${least} to ${most}.`
        : 'The quantity of this item cannot be changed.',
      { param: 'line_items' },
    )
  })
}

function discountWished(work: Work, session: Session, word: string | null) {
  if (word === null) return null
  if (!session.allow_promotion_codes) {
    throw invalid('This Checkout Session takes no promotion codes.', { param: 'promotion_code' })
  }
  return discountOfWord(work, word, {
    session: session.id,
    currency: session.currency ?? '',
    customer: idOf(session.customer),
    subtotal: session.amount_subtotal ?? 0,
  })
}

/** Changes the cart as its customer wishes. @throws {ApiFailure} 400 for what the session does not offer. */
export function changeByCustomer(work: Work, session: Session, wish: Wish): Session {
  if (session.status !== 'open') throw notOpen(session)
  const { quantities, promotionCode: word, shippingRate: rate } = wish
  if (rate !== undefined && !session.shipping_options.some(option => idOf(option.shipping_rate) === rate)) {
    throw invalid(`The shipping rate \`${rate}\` is not one of this session's.`, { param: 'shipping_rate' })
  }
  return reprice(work, session, work.need(checkoutPlans, session.id), {
    ...(quantities ? { items: withQuantities(work, session, quantities) } : {}),
    ...(word === undefined ? {} : { discount: discountWished(work, session, word) }),
    ...(rate === undefined ? {} : { rate }),
  })
}
