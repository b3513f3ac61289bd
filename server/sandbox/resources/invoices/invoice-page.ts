import type Stripe from 'stripe'
import { html } from '#server/sandbox/pages/html.ts'
import { merchantOf } from '#server/sandbox/pages/merchant.ts'
import type { PageRoute } from '#server/sandbox/pages/page-route.ts'
import { showPage } from '#server/sandbox/pages/show-page.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { invoices } from './invoice.ts'

const words: Readonly<Record<Stripe.Invoice.Status & string, string>> = {
  draft: 'Draft',
  open: 'To be paid',
  paid: 'Paid',
  uncollectible: 'Written off',
  void: 'Void',
}

/** What the customer sees of a finalized invoice: where `hosted_invoice_url` leads. */
export const invoicePage: PageRoute = {
  method: 'GET',
  path: '/invoices/:invoice',
  run(work, _, id = '') {
    const invoice = work.need(invoices, id, 'invoice')
    const money = (amount: number) => formatMoney({ amount, currency: invoice.currency })
    const off = (invoice.total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0)
    const lines = invoice.lines.data.map(
      ({ description, amount }) =>
        html`<div><dt><bdi>${description ?? 'Item'}</bdi></dt><dd>${money(amount)}</dd></div>`,
    )
    const status = words[invoice.status ?? 'draft'] ?? invoice.status
    return showPage({
      title: `Invoice ${invoice.number ?? ''}`,
      merchant: merchantOf(work),
      body: html`<section class="panel">
<div class="stack"><h1>Invoice ${invoice.number}</h1>
<p class="lead"><bdi>${invoice.customer_name ?? invoice.customer_email}</bdi> · ${status}</p></div>
<dl class="facts">${lines}
${off > 0 && html`<div><dt>Discounts</dt><dd>${money(-off)}</dd></div>`}
<div><dt>Total</dt><dd>${money(invoice.total)}</dd></div>
<div class="total"><dt>Due</dt><dd>${money(invoice.amount_remaining)}</dd></div>
</dl></section>`,
    })
  },
}
