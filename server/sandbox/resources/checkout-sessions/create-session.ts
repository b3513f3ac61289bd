import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { pageUrl } from '#server/sandbox/pages/page-url.ts'
import { sharesOf } from '#server/sandbox/resources/connect/intent-shares.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { buildSession } from './build-session.ts'
import { buildItem, checkItems } from './cart.ts'
import { checkSession } from './check-session.ts'
import { type CheckoutPlan, checkoutPlans, checkoutSessions, type Session } from './checkout-session.ts'
import { openSetup } from './complete/set-up.ts'
import { reprice } from './reprice-session.ts'
import { discountFor } from './session-discount.ts'
import type { CreateParams } from './session-params.ts'
import { shippingOptionsOf } from './shipping.ts'

const idLength = 58
const secretLength = 70

const planOf = (id: string, params: CreateParams, items: readonly Stripe.LineItem[]): CheckoutPlan => ({
  id,
  items,
  cardOptions: params.payment_method_options?.card,
  customerUpdate: params.customer_update,
  invoice: params.invoice_creation?.invoice_data,
  paymentIntent: params.payment_intent_data,
  redisplay: params.payment_method_data?.allow_redisplay,
  setupIntent: params.setup_intent_data,
  subscription: params.subscription_data,
  made: {},
})

function itemsOf(work: Work, { currency, line_items: lines = [], mode }: CreateParams): Stripe.LineItem[] {
  const items = lines.map((given, at) => buildItem(work, given, `line_items[${at}]`))
  checkItems(items, mode)
  const sold = items[0]?.currency
  if (currency === undefined || currency === sold) return items
  throw invalid(
    `The price specified only supports \`${sold}\`. This doesn't match the expected currency: \`${currency}\`.`,
    { param: 'line_items[0][price]' },
  )
}

/** The cart of a session that sells something, with its sums. */
function sell(work: Work, params: CreateParams, session: Session): Session {
  const items = itemsOf(work, params)
  const currency = items[0]?.currency ?? ''
  const plan = planOf(session.id, params, items)
  const options = shippingOptionsOf(work, params.shipping_options ?? [], currency)
  const priced = reprice(work, { ...session, currency }, plan, { options })
  sharesOf(work, params.payment_intent_data ?? {}, priced.amount_total ?? 0)
  const [given] = params.discounts ?? []
  if (!given) return priced
  const discount = discountFor(work, given, {
    session: session.id,
    currency,
    customer: params.customer ?? null,
    subtotal: priced.amount_subtotal ?? 0,
  })
  return reprice(work, priced, plan, { discount })
}

/** A session that saves a card for later; its setup intent is there from the start. */
function saveCard(work: Work, params: CreateParams, session: Session): Session {
  const plan = work.put(checkoutPlans, planOf(session.id, params, []))
  const { id } = openSetup(work, plan, params.customer ?? null)
  return work.put(checkoutSessions, { ...session, currency: params.currency ?? null, setup_intent: id })
}

/** Opens a session. @throws {ApiFailure} 400 for what Stripe would not sell like that. */
export function createSession(work: Work, params: CreateParams): Session {
  checkSession(work, params)
  const { customer, ui_mode: ui = 'hosted_page' } = params
  const owner = customer === undefined ? undefined : work.need(customers, customer, 'customer', 400)
  const id = work.id('cs_test', idLength)
  const session = buildSession(work, params, {
    id,
    client_secret: ui === 'hosted_page' ? null : `${id}_secret_${work.core.ids.text(secretLength)}`,
    owner,
    url: ui === 'hosted_page' ? pageUrl(work, `/checkout/${id}`) : null,
  })
  work.later((session.expires_at - work.now) * 1000, 'checkout_session.expire', id)
  return params.mode === 'setup' ? saveCard(work, params, session) : sell(work, params, session)
}
