import { listenTo } from '#server/sandbox/pages/browser/host-messages.ts'
import type { ApiCaller } from './api-call.ts'
import { IntegrationError } from './failure.ts'
import { sessionIdIn } from './payment-page.ts'

export interface EmbeddedOptions {
  readonly fetchClientSecret?: () => Promise<string>
  readonly clientSecret?: string
  /** Called once the session is complete, if the customer is not sent anywhere. */
  readonly onComplete?: () => void
}

/** The whole of Checkout in a frame of the seller's page. */
export class EmbeddedCheckout {
  readonly #url: URL
  readonly #onComplete: (() => void) | undefined
  #frame: HTMLIFrameElement | undefined
  #stop: (() => void) | undefined
  #destroyed = false

  constructor({ origin, account }: ApiCaller, clientSecret: string, onComplete: (() => void) | undefined) {
    this.#url = new URL(`/checkout/${sessionIdIn(clientSecret)}`, origin)
    this.#url.searchParams.set('client_secret', clientSecret)
    if (account !== undefined) this.#url.searchParams.set('account', account)
    this.#onComplete = onComplete
  }

  /** @throws {IntegrationError} when the place is not in the page, or the instance was destroyed. */
  mount(place: string | HTMLElement): void {
    const target = typeof place === 'string' ? document.querySelector(place) : place
    if (this.#destroyed) throw new IntegrationError('This instance of embedded Checkout was destroyed.')
    if (!(target instanceof HTMLElement)) {
      throw new IntegrationError(`There is no element ${String(place)} in the page.`)
    }
    this.unmount()
    const frame = document.createElement('iframe')
    frame.src = this.#url.href
    frame.title = 'Checkout'
    frame.allow = 'payment *'
    Object.assign(frame.style, { display: 'block', width: '100%', height: '600px', border: '0' })
    this.#frame = frame
    this.#stop = listenTo(frame, this.#url.origin, message => {
      if (message.type === 'resize') frame.style.height = `${message.height}px`
      else if (message.returnUrl) window.location.assign(message.returnUrl)
      else this.#onComplete?.()
    })
    target.replaceChildren(frame)
  }

  unmount(): void {
    this.#stop?.()
    this.#frame?.remove()
    this.#frame = undefined
  }

  destroy(): void {
    this.unmount()
    this.#destroyed = true
  }
}

/** @throws {IntegrationError} without a Checkout Session's client secret. */
export async function createEmbeddedCheckout(
  caller: ApiCaller,
  { fetchClientSecret, clientSecret, onComplete }: EmbeddedOptions,
): Promise<EmbeddedCheckout> {
  const secret = fetchClientSecret ? await fetchClientSecret() : (clientSecret ?? '')
  return new EmbeddedCheckout(caller, secret, onComplete)
}
