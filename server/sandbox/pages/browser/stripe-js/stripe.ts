import type { ApiCaller } from './api-call.ts'
import type { CardElement } from './card-element.ts'
import { Checkout, type CheckoutOptions } from './checkout.ts'
import {
  type ConfirmOptions,
  confirmCard,
  confirmIntent,
  createPaymentMethod,
  createToken,
} from './confirm.ts'
import { Elements, type ElementsSettings } from './elements.ts'
import { createEmbeddedCheckout, type EmbeddedCheckout, type EmbeddedOptions } from './embedded-checkout.ts'
import { IntegrationError, told } from './failure.ts'
import { finishActions, payment, retrieveIntent, setup, sortOf } from './intents.ts'

interface StripeOptions {
  readonly stripeAccount?: string
  readonly apiVersion?: string
  readonly locale?: string
}

type Rest<F> = F extends (caller: ApiCaller, ...rest: infer R) => unknown ? R : never

/** What `Stripe(publishableKey)` gives, as far as card payments need it: https://docs.stripe.com/js */
export class StripeInstance {
  readonly #caller: ApiCaller
  readonly #locale: string

  constructor(origin: string, key: string, { stripeAccount, locale = 'auto' }: StripeOptions = {}) {
    if (typeof key !== 'string' || !key.startsWith('pk_')) {
      throw new IntegrationError(
        'Missing value for Stripe(): apiKey should be a publishable key, which starts with `pk_`. Never put a secret key into a page.',
      )
    }
    this.#caller = { origin, key, account: stripeAccount }
    this.#locale = locale === 'auto' ? navigator.language : locale
  }

  elements(settings: ElementsSettings = {}): Elements {
    const { origin } = this.#caller
    const look = async (clientSecret: string | undefined) =>
      clientSecret === undefined ? null : await retrieveIntent(this.#caller, clientSecret)
    return new Elements(settings, { origin, locale: this.#locale, look })
  }

  confirmPayment(options: ConfirmOptions) {
    return told(payment.result, () => confirmIntent(this.#caller, options))
  }

  confirmSetup(options: ConfirmOptions) {
    return told(setup.result, () => confirmIntent(this.#caller, options))
  }

  confirmCardPayment(...given: Rest<typeof confirmCard>) {
    return told(payment.result, () => confirmCard(this.#caller, ...given))
  }

  confirmCardSetup(...given: Rest<typeof confirmCard>) {
    return told(setup.result, () => confirmCard(this.#caller, ...given))
  }

  /** Takes the customer through what an intent waits for, that the server confirmed. */
  handleNextAction({ clientSecret }: { readonly clientSecret: string }) {
    return told(sortOf(clientSecret).result, async () => {
      const intent = await retrieveIntent(this.#caller, clientSecret)
      return await finishActions(this.#caller, clientSecret, intent)
    })
  }

  handleCardAction(clientSecret: string) {
    return this.handleNextAction({ clientSecret })
  }

  retrievePaymentIntent(clientSecret: string) {
    return told(payment.result, () => retrieveIntent(this.#caller, clientSecret))
  }

  retrieveSetupIntent(clientSecret: string) {
    return told(setup.result, () => retrieveIntent(this.#caller, clientSecret))
  }

  createPaymentMethod(...given: Rest<typeof createPaymentMethod>) {
    return told('paymentMethod', () => createPaymentMethod(this.#caller, ...given))
  }

  createToken(element: CardElement, data?: Rest<typeof createToken>[1]) {
    return told('token', () => createToken(this.#caller, element, data))
  }

  /** A session of `ui_mode: elements`: the page is the seller's, the fields are the sandbox's. */
  initCheckoutElementsSdk(options: CheckoutOptions): Checkout {
    return new Checkout(this.#caller, this.#locale, options)
  }

  /** A session of `ui_mode: embedded_page`: all of it in one frame. */
  createEmbeddedCheckoutPage(options: EmbeddedOptions): Promise<EmbeddedCheckout> {
    return createEmbeddedCheckout(this.#caller, options)
  }

  /** Wrappers such as `@stripe/stripe-js` and `@stripe/react-stripe-js` present themselves; nothing comes of it. */
  registerAppInfo(): void {}
  _registerWrapper(): void {}
}
