import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import { buildAddress } from '#server/sandbox/core/shared-params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildItem, checkItems } from './cart.ts'
import type { ChangedItem } from './cart-params.ts'
import { type CheckoutPlan, checkoutPlans, checkoutSessions, type Session } from './checkout-session.ts'
import { reprice } from './reprice-session.ts'
import type { UpdateParams } from './session-params.ts'
import { shippingOptionsOf } from './shipping.ts'

/** One line after the change: a known one with another quantity or price, or a new one. */
function changedItem(work: Work, plan: CheckoutPlan, given: ChangedItem, at: string): Stripe.LineItem {
  const { id, quantity, tax_rates: _, ...rest } = given
  if (id === undefined) return buildItem(work, { ...rest, quantity: quantity ?? 1 }, at)
  const known = plan.items.find(item => item.id === id)
  if (!known) throw invalid(`No such line item: '${id}'`, { param: `${at}[id]`, code: 'resource_missing' })
  const asks = rest.price !== undefined || rest.price_data !== undefined
  const base = asks
    ? { ...buildItem(work, { ...rest, quantity: quantity ?? known.quantity ?? 1 }, at), id }
    : known
  return {
    ...base,
    adjustable_quantity: rest.adjustable_quantity
      ? {
          enabled: rest.adjustable_quantity.enabled,
          maximum: rest.adjustable_quantity.maximum ?? null,
          minimum: rest.adjustable_quantity.minimum ?? null,
        }
      : known.adjustable_quantity,
    metadata: mergeMetadata(known.metadata ?? {}, rest.metadata),
    quantity: quantity ?? known.quantity,
  }
}

function changeCart(work: Work, session: Session, plan: CheckoutPlan, params: UpdateParams): Session {
  const { line_items: lines, shipping_options: shipping } = params
  const items = lines
    ?.map((given, at) => changedItem(work, plan, given, `line_items[${at}]`))
    .filter(item => item.quantity !== 0)
  if (items?.length === 0) {
    throw invalid('A Checkout Session must have at least one line item.', { param: 'line_items' })
  }
  if (items) checkItems(items, session.mode)
  return reprice(work, session, plan, {
    ...(items ? { items } : {}),
    ...(shipping === undefined
      ? {}
      : { options: shippingOptionsOf(work, shipping ?? [], session.currency ?? '') }),
  })
}

function changePayment(
  work: Work,
  plan: CheckoutPlan,
  given: NonNullable<UpdateParams['payment_intent_data']>,
): void {
  const { metadata, ...rest } = given
  const told = Object.entries(rest).filter(([, value]) => value !== null)
  const kept = Object.entries(plan.paymentIntent ?? {}).filter(([key]) => !Object.hasOwn(rest, key))
  work.put(checkoutPlans, {
    ...plan,
    paymentIntent: {
      ...Object.fromEntries([...kept, ...told]),
      metadata: mergeMetadata(plan.paymentIntent?.metadata ?? {}, metadata),
    },
  })
}

const onPageOfOurs: ReadonlySet<string | null> = new Set(['elements', 'embedded_page'])

function shippingDetails(session: Session, params: UpdateParams): Partial<Session> {
  const details = params.collected_information?.shipping_details
  if (!params.collected_information) return {}
  if (!onPageOfOurs.has(session.ui_mode)) {
    throw invalid('`collected_information` can only be set on `embedded_page` or `elements` sessions.', {
      param: 'collected_information',
    })
  }
  const { business_name = null, individual_name = null } = session.collected_information ?? {}
  const told = details ? { address: buildAddress(details.address), name: details.name } : null
  return { collected_information: { business_name, individual_name, shipping_details: told } }
}

/** Changes what may still be changed. @throws {ApiFailure} 400 once the session is complete or expired, but for metadata. */
export function updateSession(work: Work, params: UpdateParams, id: string): Session {
  const session = work.need(checkoutSessions, id, 'session')
  const { metadata, ...rest } = params
  const open = session.status === 'open'
  if (!open && Object.keys(rest).length > 0) {
    throw invalid(`This Checkout Session can't be updated because its status is \`${session.status}\`.`)
  }
  const plan = work.need(checkoutPlans, id)
  if (params.payment_intent_data && session.mode !== 'payment') {
    throw invalid(`You can not pass \`payment_intent_data\` in \`${session.mode}\` mode.`, {
      param: 'payment_intent_data',
    })
  }
  if (params.payment_intent_data) changePayment(work, plan, params.payment_intent_data)
  const changed = work.put(checkoutSessions, {
    ...session,
    ...shippingDetails(session, params),
    metadata: mergeMetadata(session.metadata ?? {}, metadata),
  })
  const carts = params.line_items !== undefined || params.shipping_options !== undefined
  return carts ? changeCart(work, changed, work.need(checkoutPlans, id), params) : changed
}
