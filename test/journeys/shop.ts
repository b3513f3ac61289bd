import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the shop's script leaves in its window, for tests to call Stripe.js by its methods' names. */
interface Answer {
  readonly paymentIntent?: object
  readonly setupIntent?: object
  readonly token?: { readonly card: object }
  readonly paymentMethod?: { readonly billing_details: object }
}
declare global {
  interface Window {
    call(method: string, ...given: unknown[]): Promise<Answer>
    readonly element: object
    readonly elements: object
  }
}

const page = (sandboxUrl: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Shop</title><meta name="viewport" content="width=device-width, initial-scale=1">
<script src="${sandboxUrl}/stripe.js"></script></head>
<body><main><h1>Shop</h1>
<form id="pay"><div id="element"></div><p><button>Pay</button></p></form>
<p id="total"></p><div id="checkout"></div><output id="told"></output></main>
<script src="/shop.js"></script></body>
</html>`

/** What a seller writes: it never sees the card, and shows what it is told. */
const script = `
const query = new URLSearchParams(location.search)
const told = text => { document.getElementById('told').textContent = text }
const stripe = Stripe('pk_test_sandbox')
window.call = (method, ...given) => stripe[method](...given)
if (query.has('redirect_status')) {
  document.getElementById('pay').hidden = true
  told('Came back: ' + query.get('redirect_status'))
} else if (query.has('embedded')) {
  const fetchClientSecret = async () => query.get('secret')
  const onComplete = () => told('Complete')
  stripe.createEmbeddedCheckoutPage({ fetchClientSecret, onComplete }).then(checkout => checkout.mount('#checkout'))
} else if (query.has('checkout')) {
  const checkout = stripe.initCheckoutElementsSdk({ clientSecret: query.get('secret') })
  checkout.createPaymentElement().mount('#element')
  const show = session => { document.getElementById('total').textContent = session.total.total.amount }
  checkout.on('change', show)
  const loaded = checkout.loadActions()
  loaded.then(({ type, actions, error }) => type === 'success' ? show(actions.getSession()) : told(error.message))
  document.getElementById('pay').addEventListener('submit', async event => {
    event.preventDefault()
    const { actions } = await loaded
    const answer = await actions.confirm({ email: 'ada@example.com', redirect: 'if_required' })
    told(answer.type === 'error' ? answer.error.message : 'Session: ' + answer.session.status.type)
  })
} else {
  const theme = query.get('theme') ?? 'stripe'
  const elements = window.elements = stripe.elements({ clientSecret: query.get('secret'), appearance: { theme } })
  const element = window.element = elements.create(query.get('element') ?? 'payment')
  element.on('ready', () => { document.body.dataset.ready = 'true' })
  element.on('loaderror', event => told(event.error.message))
  element.on('change', event => { document.body.dataset.complete = String(event.complete) })
  element.mount('#element')
  document.getElementById('pay').addEventListener('submit', async event => {
    event.preventDefault()
    const redirect = query.get('redirect') ?? 'if_required'
    const confirmParams = { return_url: location.origin + '/done' }
    const answer = await stripe.confirmPayment({ elements, confirmParams, redirect })
    const intent = answer.paymentIntent ?? answer.error.payment_intent
    told(answer.error ? answer.error.type + ': ' + answer.error.message : 'Paid: ' + answer.paymentIntent.status)
    window.lastAnswer = answer
    document.body.dataset.intent = intent?.status ?? ''
  })
}
`

export interface Shop {
  readonly url: string
  close(): Promise<void>
}

/** A seller's site of another origin than the sandbox, with the policy that Stripe asks of such sites. */
export async function openShop(sandboxUrl: string): Promise<Shop> {
  const policy = `default-src 'none'; script-src 'self' ${sandboxUrl}; frame-src ${sandboxUrl}; connect-src ${sandboxUrl}; img-src data:`
  const server = createServer((request, response) => {
    const isScript = request.url === '/shop.js'
    const type = isScript ? 'text/javascript' : 'text/html; charset=utf-8'
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy })
    response.end(isScript ? script : page(sandboxUrl))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    // Another host name than the sandbox's, so that browsers hold them for two sites.
    url: `http://localhost:${port}`,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}
