import { publishableKey, secretKey, webhookSecret } from '#server/sandbox/core/authenticate.ts'
import { type Html, html } from './html.ts'
import { merchantOf } from './merchant.ts'
import { asset, type PageRoute } from './page-route.ts'
import { showPage } from './show-page.ts'
import { tryCards } from './try-cards.ts'
import style from './welcome.css?raw'

const facts = (entries: readonly (readonly [string, string])[]): Html =>
  html`<dl class="facts">${entries.map(([term, value]) => html`<div><dt>${term}</dt><dd><code>${value}</code></dd></div>`)}</dl>`

const nodeSample = (url: URL): string => `import Stripe from 'stripe'

const stripe = new Stripe('${secretKey}', {
  protocol: 'http',
  host: '${url.hostname}',
  port: ${url.port},
})
await stripe.paymentIntents.create({
  amount: 4200,
  currency: 'eur',
  payment_method: 'pm_card_visa',
  confirm: true,
  return_url: 'https://example.com/done',
})`

const curlSample = (url: URL): string =>
  `curl ${url.origin}/v1/customers \\
  -u ${secretKey}: \\
  -d name='Ada Lovelace'`

const browserSample = (url: URL): string => `<script src="${url.origin}/stripe.js"></script>
<script>
  const stripe = Stripe('${publishableKey}')
</script>`

/** A program that can be scrolled by the keyboard where it is wider than the page. */
const sample = (label: string, text: string): Html =>
  html`<div class="stack"><h3>${label}</h3><pre class="sample" tabindex="0" role="group" aria-label="${label}"><code>${text}</code></pre></div>`

const cards = html`<div class="scroll" tabindex="0" role="group" aria-label="Test cards"><table>
<thead><tr><th scope="col">Number</th><th scope="col">What it does</th></tr></thead>
<tbody>${tryCards.map(({ number, does }) => html`<tr><td class="digits">${number}</td><td>${does}</td></tr>`)}</tbody>
</table></div>`

const control: readonly (readonly [string, string])[] = [
  ['Make something happen', 'POST /_sandbox/scenarios/dispute'],
  ['Have calls fail', 'POST /_sandbox/faults'],
  ['Choose where events go', 'POST /_sandbox/deliveries'],
  ['Let time pass', 'POST /_sandbox/clock'],
  ['See what was changed', 'GET /_sandbox/ledger'],
  ['Begin again', 'POST /_sandbox/reset'],
]

const stylePath = '/assets/welcome.css'

/** What somebody sees who opens the sandbox's own address. */
const welcomePage: PageRoute = {
  method: 'GET',
  path: '/',
  run(work) {
    const url = new URL(work.core.site.url)
    return showPage({
      title: 'Stripe sandbox',
      merchant: merchantOf(work),
      styles: [stylePath],
      body: html`<div class="stack"><h1>A Stripe of your own</h1>
<p class="lead">It answers Stripe’s API at <code>${url.origin}/v1</code>, tells of every change by webhooks, shows Checkout and the customer portal, and reaches no bank.</p></div>
<section class="stack"><h2>Keys</h2>${facts([
        ['Secret key', secretKey],
        ['Publishable key', publishableKey],
        ['Webhook secret', webhookSecret],
      ])}</section>
<section class="stack"><h2>Point a program at it</h2>${sample('Node.js', nodeSample(url))}${sample('Shell', curlSample(url))}${sample('Browser', browserSample(url))}</section>
<section class="stack"><h2>Test cards</h2><p class="hint">Any expiry to come, any security code.</p>${cards}</section>
<section class="stack"><h2>What only a sandbox can do</h2><p class="hint">JSON in and out, without a key.</p>${facts(control)}</section>`,
    })
  },
}

export const welcomePages: readonly PageRoute[] = [
  welcomePage,
  asset(stylePath, 'text/css; charset=utf-8', style),
]
