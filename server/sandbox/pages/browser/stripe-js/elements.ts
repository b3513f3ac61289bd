import type { Appearance, Request } from '#server/sandbox/pages/browser/frame-protocol.ts'
import { CardElement, type ElementSettings } from './card-element.ts'
import { IntegrationError, type StripeError, StripeFailure } from './failure.ts'

/** How a page makes its elements: for an intent that is there, or for one that comes later. */
export interface ElementsSettings {
  readonly clientSecret?: string
  readonly mode?: 'payment' | 'setup' | 'subscription'
  readonly amount?: number
  readonly currency?: string
  readonly locale?: string
  readonly appearance?: Appearance
}

interface Surroundings {
  readonly origin: string
  readonly locale: string
  /** Looks whether there is what is to be paid. @throws {StripeFailure} when there is not. */
  readonly look: (clientSecret: string | undefined) => Promise<unknown>
}

/** A group of elements that pay for one thing. */
export class Elements {
  readonly origin: string
  readonly #surroundings: Surroundings
  #settings: ElementsSettings
  #elements: CardElement[] = []
  #submitted = false

  constructor(settings: ElementsSettings, surroundings: Surroundings) {
    if (settings.mode === 'payment' && !(Number.isInteger(settings.amount) && settings.currency)) {
      throw new IntegrationError(
        'Invalid value for elements(): `mode: payment` needs an `amount`, a positive integer in the smallest currency unit, and a `currency`.',
      )
    }
    this.origin = surroundings.origin
    this.#surroundings = surroundings
    this.#settings = settings
  }

  get locale(): string {
    const { locale = 'auto' } = this.#settings
    return locale === 'auto' ? this.#surroundings.locale : locale
  }

  get appearance(): Appearance {
    return this.#settings.appearance ?? {}
  }

  get clientSecret(): string | undefined {
    return this.#settings.clientSecret
  }

  /** @throws {IntegrationError} for an element that the sandbox does not have, or a second of its sort. */
  create(type: string, settings: ElementSettings = {}): CardElement {
    if (type !== 'payment' && type !== 'card') {
      throw new IntegrationError(
        `The sandbox has a Payment Element and a Card Element, and none of type \`${type}\`.`,
      )
    }
    if (this.getElement(type)) throw new IntegrationError(`Can only create one Element of type ${type}.`)
    const element = new CardElement(type, settings, this)
    this.#elements.push(element)
    return element
  }

  getElement(type: string): CardElement | null {
    return this.#elements.find(element => element.type === type) ?? null
  }

  update(settings: ElementsSettings): void {
    this.#settings = { ...this.#settings, ...settings }
    for (const element of this.#elements) element.restyle()
  }

  /** Asks anew what there is to pay for. */
  async fetchUpdates(): Promise<{ readonly error?: StripeError }> {
    const error = await this.loaded()
    return error ? { error } : {}
  }

  /** Looks whether the fields are well filled in, and shows what is not. */
  async submit(): Promise<{ readonly error?: StripeError; readonly selectedPaymentMethod?: string }> {
    try {
      await this.ask({ kind: 'validate' })
      this.#submitted = true
      return { selectedPaymentMethod: 'card' }
    } catch (error) {
      if (error instanceof StripeFailure) return { error: error.error }
      throw error
    }
  }

  /** @throws {IntegrationError} without a mounted element; {StripeFailure} what the fields or the API refuse. */
  async ask(request: Request): Promise<unknown> {
    const [element] = this.#elements
    if (!element)
      throw new IntegrationError('There is no Element to take a payment from: create one, and mount it.')
    return await element.ask(request)
  }

  /** @throws {IntegrationError} when an intent that came later is confirmed before the fields were looked at. */
  needSubmitted(): void {
    if (this.clientSecret !== undefined || this.#submitted) return
    throw new IntegrationError('`elements.submit()` must be called before confirming.')
  }

  async loaded(): Promise<StripeError | null> {
    try {
      await this.#surroundings.look(this.clientSecret)
      return null
    } catch (error) {
      if (error instanceof StripeFailure) return error.error
      throw error
    }
  }

  forget(element: CardElement): void {
    this.#elements = this.#elements.filter(one => one !== element)
  }
}
