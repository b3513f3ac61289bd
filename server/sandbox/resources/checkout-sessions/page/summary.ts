import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { type Html, html } from '#server/sandbox/pages/html.ts'
import type { Problem } from '#server/sandbox/pages/page-route.ts'
import { checkoutPlans, type Session } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { promotionCodes } from '#server/sandbox/resources/promotion-codes/promotion-code.ts'
import { shippingRates } from '#server/sandbox/resources/shipping-rates/shipping-rate.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { cadence, trialDays, type Words } from './session-words.ts'

interface Shown {
  readonly session: Session
  readonly words: Words
  /** Below which the page's own forms are, such as `/checkout/cs_…`. */
  readonly target: (path: string) => string
  readonly problems: readonly Problem[]
}

const money = (amount: number, currency: string | null): string =>
  formatMoney({ amount, currency: currency ?? 'usd' })

function rateOf(item: Stripe.LineItem, free: boolean): string | undefined {
  const { price, quantity } = item
  if (!price) return undefined
  const each = price.unit_amount === null ? undefined : money(price.unit_amount, item.currency)
  if (price.recurring)
    return [each, cadence(price.recurring), free && 'after the trial'].filter(Boolean).join(' ')
  return (quantity ?? 1) > 1 && each ? `${each} each` : undefined
}

/** How many of it: a number, or a small form where the seller lets the customer choose. */
function quantityOf(item: Stripe.LineItem, { session, target }: Shown): Html | false {
  const { adjustable_quantity: adjustable, id, quantity } = item
  if (!adjustable?.enabled || session.status !== 'open') {
    return (quantity ?? 1) > 1 && html`<p class="hint">Quantity ${quantity ?? 1}</p>`
  }
  const { minimum, maximum } = adjustable
  return html`<form class="inline" method="post" action="${target('/quantity')}">
<input type="hidden" name="item" value="${id}">
<label for="quantity-${id}">Quantity</label>
<input id="quantity-${id}" name="quantity" type="number" inputmode="numeric" min="${Math.max(1, minimum ?? 1)}" max="${maximum ?? 99}" value="${quantity ?? 1}" required>
<button class="link">Update</button>
</form>`
}

function itemOf(work: Work, item: Stripe.LineItem, shown: Shown): Html {
  const rate = rateOf(item, trialDays(work, shown.session) !== undefined)
  return html`<li class="item"><div class="item-what"><p class="item-name"><bdi>${item.description ?? 'Item'}</bdi></p>${rate && html`<p class="hint">${rate}</p>`}${quantityOf(item, shown)}</div><p class="item-cost">${money(item.amount_subtotal, item.currency)}</p></li>`
}

const line = (label: string | Html, amount: string): Html =>
  html`<div><dt>${label}</dt><dd>${amount}</dd></div>`

function discountLine(work: Work, { session, target }: Shown): Html | false {
  const off = session.total_details?.amount_discount ?? 0
  const [discount] = session.discounts ?? []
  if (!discount) return false
  const code = work.get(promotionCodes, idOf(discount.promotion_code) ?? '')?.code
  const remove =
    code && session.status === 'open'
      ? html` <form class="inline" method="post" action="${target('/promotion')}"><input type="hidden" name="promotion_code" value=""><button class="link" aria-label="Remove code ${code}">Remove</button></form>`
      : false
  return line(
    html`Discount${code && html` <span class="code">${code}</span>`}${remove}`,
    `−${money(off, session.currency)}`,
  )
}

function shippingLine(work: Work, { session }: Shown): Html | false {
  const cost = session.shipping_cost
  if (!cost) return false
  const name = work.get(shippingRates, idOf(cost.shipping_rate) ?? '')?.display_name
  return line(
    html`Shipping${name && html` <span class="hint"><bdi>${name}</bdi></span>`}`,
    cost.amount_total === 0 ? 'Free' : money(cost.amount_total, session.currency),
  )
}

function promotionForm({ session, target, problems }: Shown): Html | false {
  if (!session.allow_promotion_codes || session.status !== 'open' || session.discounts?.length) return false
  const problem = problems.find(({ field }) => field === 'promotion_code')?.message
  const told = problem ? html` aria-invalid="true" aria-describedby="promotion-problem"` : false
  return html`<form class="promotion" method="post" action="${target('/promotion')}">
<label for="promotion_code">Promotion code</label>
<div class="joined"><input id="promotion_code" name="promotion_code" autocomplete="off" autocapitalize="characters" maxlength="500" required${told}><button>Apply</button></div>
${problem && html`<p class="problem" id="promotion-problem" role="alert">${problem}</p>`}</form>`
}

/** What is bought, and what it comes to. */
export function orderSummary(work: Work, shown: Shown): Html {
  const { session, words } = shown
  const items = work.get(checkoutPlans, session.id)?.items ?? []
  const total = money(session.amount_total ?? 0, session.currency)
  const subtotal = money(session.amount_subtotal ?? 0, session.currency)
  const sums = html`<dl class="facts">${line('Subtotal', subtotal)}${discountLine(work, shown)}${shippingLine(work, shown)}<div class="total"><dt>${session.mode === 'subscription' ? 'Total due today' : 'Total'}</dt><dd>${total} <span class="hint">${(session.currency ?? '').toUpperCase()}</span></dd></div></dl>`
  return html`<section class="stack" aria-label="Order summary">
<h1>${words.title}</h1>
<p class="amount">${words.headline}</p>
${words.aside && html`<p class="hint">${words.aside}</p>`}
${items.length > 0 && html`<ul class="items">${items.map(item => itemOf(work, item, shown))}</ul>${promotionForm(shown)}${sums}`}
</section>`
}
