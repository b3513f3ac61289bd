import { html } from '#server/sandbox/pages/html.ts'
import { merchantOf } from '#server/sandbox/pages/merchant.ts'
import type { PageRoute } from '#server/sandbox/pages/page-route.ts'
import { showPage } from '#server/sandbox/pages/show-page.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { creditNotes } from './credit-note.ts'

/** What the customer gets of a credit note: a page, where Stripe has a document. */
export const creditNotePage: PageRoute = {
  method: 'GET',
  path: '/credit_notes/:note/pdf',
  run(work, _, id = '') {
    const note = work.need(creditNotes, id)
    const money = (amount: number) => formatMoney({ amount, currency: note.currency })
    const lines = note.lines.data.map(
      ({ description, amount }) =>
        html`<div><dt><bdi>${description ?? 'Credit'}</bdi></dt><dd>${money(amount)}</dd></div>`,
    )
    return showPage({
      title: `Credit note ${note.number}`,
      merchant: merchantOf(work),
      body: html`<section class="panel">
<div class="stack"><h1>Credit note ${note.number}</h1>
<p class="lead"><bdi>${note.memo}</bdi> ${note.status === 'void' ? 'Void' : 'Issued'}</p></div>
<dl class="facts">${lines}<div class="total"><dt>Total</dt><dd>${money(note.total)}</dd></div></dl></section>`,
    })
  },
}
