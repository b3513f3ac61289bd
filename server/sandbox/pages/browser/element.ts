import { dress } from './elements/appearance.ts'
import { CardForm } from './elements/card-form.ts'
import {
  type CardPlace,
  type ElementOptions,
  type FrameMessage,
  type HostMessage,
  hello,
  type Outcome,
  type Request,
} from './frame-protocol.ts'
import { type ApiCall, callApi, isParams, type Params } from './stripe-js/api-call.ts'
import { StripeFailure } from './stripe-js/failure.ts'

/** The card into the call, as the API wants it there. */
function withCard({ params, ...call }: ApiCall, form: CardForm, place: CardPlace): ApiCall {
  const { card, state } = form
  if (place === 'token') {
    const given = isParams(params.card) ? params.card : {}
    const zip = state.postalCode === '' ? {} : { address_zip: state.postalCode }
    return { ...call, params: { card: { ...zip, ...given, ...card } } }
  }
  const given = place === 'payment_method' ? params : params[place]
  const method = methodWith(isParams(given) ? given : {}, form)
  return { ...call, params: place === 'payment_method' ? method : { ...params, [place]: method } }
}

/** What the page tells of its customer goes before what the element asked. */
function methodWith(given: Params, { card, state }: CardForm): Params {
  const billing = isParams(given.billing_details) ? given.billing_details : {}
  const address = isParams(billing.address) ? billing.address : {}
  const asked = {
    ...(state.country === '' ? {} : { country: state.country }),
    ...(state.postalCode === '' ? {} : { postal_code: state.postalCode }),
  }
  return { type: 'card', ...given, card, billing_details: { ...billing, address: { ...asked, ...address } } }
}

class Frame {
  readonly #port: MessagePort
  #form: CardForm | undefined

  constructor(port: MessagePort) {
    this.#port = port
    port.onmessage = (event: MessageEvent<HostMessage>) => this.#receive(event.data)
    document.addEventListener('focusin', () => this.#tell({ type: 'focus' }))
    document.addEventListener('focusout', event => {
      if (event.relatedTarget === null) this.#tell({ type: 'blur' })
      this.#change()
    })
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.#tell({ type: 'escape' })
    })
    new ResizeObserver(() => this.#tell({ type: 'height', px: document.body.scrollHeight })).observe(
      document.body,
    )
  }

  #tell(message: FrameMessage): void {
    this.#port.postMessage(message)
  }

  #change(): void {
    if (this.#form) this.#tell({ type: 'change', state: this.#form.state })
  }

  #receive(message: HostMessage): void {
    switch (message.type) {
      case 'options':
        this.#show(message.options)
        break
      case 'request':
        this.#do(message.id, message.request)
        break
      case 'focus':
        this.#form?.focus()
        break
      case 'blur':
        blurAll()
        break
      case 'clear':
        this.#form?.clear()
        this.#change()
    }
  }

  #do(id: number, request: Request): void {
    if (!this.#form) return
    answer(this.#form, request).then(outcome => {
      this.#tell({ type: 'outcome', id, outcome })
      this.#change()
    }, reportError)
  }

  /** The fields come once; later options change what can be changed without losing what was typed. */
  #show(options: ElementOptions): void {
    dress(options.appearance)
    document.documentElement.lang = options.locale
    if (!this.#form) {
      this.#form = new CardForm(options, () => this.#change())
      document.querySelector('.content')?.replaceChildren(this.#form.root)
      this.#tell({ type: 'ready' })
      this.#change()
    }
    this.#form.disabled = options.disabled
  }
}

function blurAll(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

async function answer(form: CardForm, request: Request): Promise<Outcome> {
  const error = form.validate()
  if (error) return { type: 'refused', error }
  if (request.kind === 'validate') return { type: 'done', value: null }
  try {
    const value = await callApi(request.caller, withCard(request.call, form, request.place))
    return { type: 'done', value }
  } catch (failure) {
    if (failure instanceof StripeFailure) return { type: 'refused', error: failure.error }
    throw failure
  }
}

let connected = false
window.addEventListener('message', ({ source, ports: [port] }) => {
  if (connected || source !== window.parent || !port) return
  connected = true
  new Frame(port)
})
window.parent.postMessage(hello, '*')
