import { publishableKey, secretKey, webhookSecret } from '#server/sandbox/core/authenticate.ts'
import { html } from './html.ts'
import type { PageRoute } from './page-route.ts'
import { pageUrl } from './page-url.ts'
import { showPage } from './show-page.ts'

/** What somebody sees who opens the sandbox's own address. */
export const welcomePage: PageRoute = {
  method: 'GET',
  path: '/',
  run(work) {
    const url = new URL(pageUrl(work, '/'))
    return showPage({
      title: 'Stripe sandbox',
      body: html`<h1>A Stripe of your own</h1>
<p class="lead">It answers Stripe’s API at <code>${url.origin}/v1</code>, keeps what it is told, and reaches no bank.</p>
<dl class="facts">
<div><dt>Secret key</dt><dd><code>${secretKey}</code></dd></div>
<div><dt>Publishable key</dt><dd><code>${publishableKey}</code></dd></div>
<div><dt>Webhook secret</dt><dd><code>${webhookSecret}</code></dd></div>
</dl>`,
    })
  },
}
