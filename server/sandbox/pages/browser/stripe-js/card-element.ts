import type {
  Appearance,
  ElementOptions,
  FieldState,
  FrameMessage,
  Request,
} from '#server/sandbox/pages/browser/frame-protocol.ts'
import { Emitter } from './emitter.ts'
import { IntegrationError, type StripeError } from './failure.ts'
import { FrameLink } from './frame-link.ts'

export type ElementType = 'payment' | 'card'

interface Address {
  readonly country?: string
  readonly postal_code?: string
}

/** What a page may ask of an element, as far as the sandbox acts on it; the rest of Stripe's options is let pass. */
export interface ElementSettings {
  readonly disabled?: boolean
  readonly readOnly?: boolean
  readonly hidePostalCode?: boolean
  readonly defaultValues?: { readonly billingDetails?: { readonly address?: Address } }
  readonly value?: { readonly postalCode?: string }
  readonly fields?: {
    readonly billingDetails?: 'auto' | 'never' | 'if_required' | { readonly address?: unknown }
  }
}

interface ChangeEvent {
  readonly elementType: ElementType
  readonly empty: boolean
  readonly complete: boolean
  readonly collapsed: boolean
  readonly value: { readonly type?: string; readonly postalCode?: string }
  readonly brand: string
  readonly error?: StripeError | undefined
}

interface Named {
  readonly elementType: ElementType
}

interface Events {
  readonly [name: string]: unknown
  readonly ready: Named
  readonly change: ChangeEvent
  readonly focus: Named
  readonly blur: Named
  readonly escape: Named
  readonly loaderstart: Named
  readonly loaderror: Named & { readonly error: StripeError }
}

/** What all elements of a group share. */
interface Group {
  readonly origin: string
  readonly locale: string
  readonly appearance: Appearance
  /** Resolves when there is something to pay for; its refusal becomes the element's `loaderror`. */
  loaded(): Promise<StripeError | null>
  forget(element: CardElement): void
}

/** The Payment Element or the Card Element: a frame of the sandbox's own, so that no card touches the page. */
export class CardElement extends Emitter<Events> {
  readonly type: ElementType
  readonly #group: Group
  #settings: ElementSettings
  #link: FrameLink | undefined
  #state: FieldState | undefined

  constructor(type: ElementType, settings: ElementSettings, group: Group) {
    super()
    this.type = type
    this.#settings = settings
    this.#group = group
  }

  /** @throws {IntegrationError} when the place is not in the page. */
  mount(place: string | HTMLElement): void {
    const target = typeof place === 'string' ? document.querySelector(place) : place
    if (!(target instanceof HTMLElement)) {
      throw new IntegrationError(
        `The selector you specified (${String(place)}) applies to no DOM elements that are currently on the page.`,
      )
    }
    this.unmount()
    const title = this.type === 'payment' ? 'Secure payment input frame' : 'Secure card payment input frame'
    const link = new FrameLink(this.#group.origin, title, message => this.#received(message))
    this.#link = link
    target.classList.add('StripeElement')
    target.replaceChildren(link.iframe)
    this.emit('loaderstart', { elementType: this.type })
    this.#load(link)
  }

  unmount(): void {
    const { parentElement } = this.#link?.iframe ?? {}
    parentElement?.classList.remove('StripeElement', ...Object.keys(marks))
    this.#link?.close()
    this.#link = undefined
    this.#state = undefined
  }

  destroy(): void {
    this.unmount()
    this.#group.forget(this)
  }

  update(settings: ElementSettings): void {
    this.#settings = { ...this.#settings, ...settings }
    this.restyle()
  }

  focus(): void {
    this.#link?.send({ type: 'focus' })
  }

  blur(): void {
    this.#link?.send({ type: 'blur' })
  }

  clear(): void {
    this.#link?.send({ type: 'clear' })
  }

  /** There is one way to pay, and it stays open. */
  collapse(): void {}

  /** Shows itself by the group's present look and words. */
  restyle(): void {
    this.#link?.show(this.#options)
  }

  /** @throws {IntegrationError} when it stands nowhere; {StripeFailure} what the fields or the API refuse. */
  async ask(request: Request): Promise<unknown> {
    if (!this.#link) {
      throw new IntegrationError(
        'We could not retrieve data from the specified Element. Please make sure the Element you are attempting to use is still mounted.',
      )
    }
    return await this.#link.ask(request)
  }

  get #options(): ElementOptions {
    const { defaultValues, value, hidePostalCode, disabled, readOnly, fields } = this.#settings
    const address = defaultValues?.billingDetails?.address
    const billing = fields?.billingDetails
    const never = billing === 'never' || (typeof billing === 'object' && billing.address === 'never')
    return {
      kind: this.type,
      locale: this.#group.locale,
      appearance: this.#group.appearance,
      asksAddress: !never && hidePostalCode !== true,
      country: address?.country,
      postalCode: value?.postalCode ?? address?.postal_code,
      disabled: disabled === true || readOnly === true,
    }
  }

  #load(link: FrameLink): void {
    this.#group.loaded().then(error => {
      if (this.#link !== link) return
      if (error === null) link.show(this.#options)
      else this.emit('loaderror', { elementType: this.type, error })
    }, reportError)
  }

  #received(message: FrameMessage): void {
    if (message.type === 'change') this.#changed(message.state)
    else if (message.type !== 'outcome' && message.type !== 'height') {
      this.#mark('StripeElement--focus', message.type === 'focus' || (message.type !== 'blur' && null))
      this.emit(message.type, { elementType: this.type })
    }
  }

  #changed(state: FieldState): void {
    if (this.#state && JSON.stringify(this.#state) === JSON.stringify(state)) return
    this.#state = state
    for (const [mark, of] of Object.entries(marks)) this.#mark(mark, of(state))
    const { empty, complete, brand, error, postalCode } = state
    const value = this.type === 'payment' ? { type: 'card' } : { postalCode }
    const event = { elementType: this.type, empty, complete, collapsed: false, value, brand }
    this.emit('change', error === undefined ? event : { ...event, error })
  }

  #mark(name: string, on: boolean | null): void {
    if (on !== null) this.#link?.iframe.parentElement?.classList.toggle(name, on)
  }
}

/** Classes that the host styles its container by. */
const marks: Readonly<Record<string, (state: FieldState) => boolean>> = {
  'StripeElement--complete': state => state.complete,
  'StripeElement--empty': state => state.empty,
  'StripeElement--invalid': state => state.error !== undefined,
}
