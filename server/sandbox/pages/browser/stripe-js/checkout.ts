import type { Appearance } from '#server/sandbox/pages/browser/frame-protocol.ts'
import type { ApiCaller, Params } from './api-call.ts'
import type { CardElement, ElementSettings } from './card-element.ts'
import { showChallenge } from './challenge-overlay.ts'
import { Elements } from './elements.ts'
import { Emitter } from './emitter.ts'
import { StripeFailure } from './failure.ts'
import { callPage, type PaymentPage, pageCall } from './payment-page.ts'
import { type Customer, type SessionView, viewSession } from './session-view.ts'

type Result =
  | { readonly type: 'success'; readonly session: SessionView }
  | { readonly type: 'error'; readonly error: { readonly message: string; readonly code: string | null } }

interface ConfirmArguments extends Customer {
  readonly returnUrl?: string
  readonly redirect?: 'always' | 'if_required'
  readonly paymentMethod?: string
  readonly savePaymentMethod?: boolean
}

export interface CheckoutOptions {
  readonly clientSecret: string | Promise<string>
  readonly elementsOptions?: { readonly appearance?: Appearance }
}

interface Events {
  readonly [name: string]: unknown
  readonly change: SessionView
}

const refused = (message: string, code: string | null = null): Result => ({
  type: 'error',
  error: { message, code },
})

/** A Checkout Session that the seller's own page shows, with the sandbox's elements in it. */
export class Checkout extends Emitter<Events> {
  readonly #caller: ApiCaller
  readonly #secret: Promise<string>
  readonly #elements: Elements
  #page: PaymentPage | undefined
  #customer: Customer = {}
  #cardComplete = false

  constructor(caller: ApiCaller, locale: string, { clientSecret, elementsOptions = {} }: CheckoutOptions) {
    super()
    this.#caller = caller
    this.#secret = Promise.resolve(clientSecret)
    const look = async () => await this.#load()
    this.#elements = new Elements(elementsOptions, { origin: caller.origin, locale, look })
  }

  createPaymentElement(settings: ElementSettings = {}): CardElement {
    const element = this.#elements.create('payment', settings)
    return element.on('change', ({ complete }) => {
      if (complete === this.#cardComplete) return
      this.#cardComplete = complete
      if (this.#page) this.emit('change', this.#view(this.#page))
    })
  }

  getPaymentElement(): CardElement | null {
    return this.#elements.getElement('payment')
  }

  changeAppearance(appearance: Appearance): void {
    this.#elements.update({ appearance })
  }

  /** The session and what can be done with it; a secret that is of none is an answer too. */
  async loadActions() {
    try {
      await this.#load()
      return { type: 'success' as const, actions: this.#actions() }
    } catch (error) {
      if (error instanceof StripeFailure) return refused(error.message, error.error.code ?? null)
      throw error
    }
  }

  #actions() {
    const tell = (customer: Customer) => this.#do(async () => this.#told(customer))
    const change = (params: Params) => this.#do(async () => await this.#ask('', params))
    return {
      getSession: () => this.#view(this.#loaded),
      updateEmail: (email: string) => tell({ email }),
      updatePhoneNumber: (phoneNumber: string) => tell({ phoneNumber }),
      updateBillingAddress: (billingAddress: Customer['billingAddress']) => tell({ billingAddress }),
      updateShippingAddress: (shippingAddress: Customer['shippingAddress']) => tell({ shippingAddress }),
      updateShippingOption: (id: string) => change({ shipping_rate: id }),
      updateLineItemQuantity: ({ lineItem, quantity }: { lineItem: string; quantity: number }) =>
        change({ line_items: [{ id: lineItem, quantity }] }),
      applyPromotionCode: (code: string) => change({ promotion_code: code }),
      removePromotionCode: () => change({ promotion_code: null }),
      runServerUpdate: (update: () => Promise<unknown>) =>
        this.#do(async () => {
          await update()
          return await this.#ask('/init')
        }),
      confirm: (given: ConfirmArguments = {}) => this.#do(async () => await this.#confirm(given)),
    }
  }

  get #loaded(): PaymentPage {
    if (this.#page) return this.#page
    throw new StripeFailure({ type: 'invalid_request_error', message: 'The session is not loaded yet.' })
  }

  #view(page: PaymentPage): SessionView {
    return viewSession(page, this.#customer, this.#cardComplete)
  }

  #told(customer: Customer): PaymentPage {
    this.#customer = { ...this.#customer, ...customer }
    return this.#loaded
  }

  async #load(): Promise<PaymentPage> {
    this.#page ??= await this.#ask('/init')
    return this.#page
  }

  async #ask(step: '/init' | '', params: Params = {}): Promise<PaymentPage> {
    return await callPage(this.#caller, await this.#secret, step, params)
  }

  /** What came of it is the session, which everybody who listens is told. */
  async #do(act: () => Promise<PaymentPage>): Promise<Result> {
    try {
      this.#page = await act()
      const session = this.#view(this.#page)
      this.emit('change', session)
      return { type: 'success', session }
    } catch (error) {
      if (error instanceof StripeFailure) return refused(error.message, error.error.code ?? null)
      throw error
    }
  }

  async #confirm(given: ConfirmArguments): Promise<PaymentPage> {
    const secret = await this.#secret
    const { session, requires_payment_method: needsCard } = this.#told(given)
    const params = confirmationOf(this.#customer, given, session.amount_total)
    const call = pageCall(secret, '/confirm', params)
    const confirmed =
      needsCard && given.paymentMethod === undefined
        ? asPage(
            await this.#elements.ask({
              kind: 'send',
              caller: this.#caller,
              call,
              place: 'payment_method_data',
            }),
          )
        : await callPage(this.#caller, secret, '/confirm', params)
    const after = await this.#finish(confirmed)
    const { returnUrl = after.session.return_url, redirect = 'always' } = given
    if (redirect === 'always' && returnUrl) {
      window.location.assign(returnUrl.replaceAll('{CHECKOUT_SESSION_ID}', after.session.id))
    }
    return after
  }

  /** Takes the customer through their bank's challenge, if there is one. @throws {StripeFailure} when it came to nothing. */
  async #finish(page: PaymentPage): Promise<PaymentPage> {
    const challenge = challengeOf(page)
    if (challenge === undefined) return page
    await showChallenge(this.#caller.origin, challenge)
    const after = await this.#settled()
    if (after.session.status === 'complete') return after
    this.#page = after
    const message = after.last_error ?? 'We are unable to authenticate your payment method.'
    throw new StripeFailure({ type: 'card_error', message })
  }

  /** The session right after a passed challenge is still open for a moment: what was paid is yet to be booked. */
  async #settled(): Promise<PaymentPage> {
    let page = await this.#ask('/init')
    for (let look = 0; look < looks && isBetween(page); look += 1) {
      await new Promise(resolve => setTimeout(resolve, pauseMs))
      page = await this.#ask('/init')
    }
    return page
  }
}

const pauseMs = 100
const looks = 50

const challengeOf = ({ next_action: action }: PaymentPage): string | undefined =>
  action?.use_stripe_sdk?.stripe_js ?? action?.redirect_to_url?.url

const isBetween = ({ session, next_action: action, last_error: error }: PaymentPage): boolean =>
  session.status === 'open' && action === null && error === null

/** The answer came through a frame, which got it from the API. */
const asPage = (value: unknown): PaymentPage => value as PaymentPage

function confirmationOf(customer: Customer, given: ConfirmArguments, expectedAmount: number | null): Params {
  const { email, phoneNumber, billingAddress, shippingAddress } = customer
  return {
    email: email ?? undefined,
    phone: phoneNumber ?? undefined,
    billing_details: billingAddress
      ? { name: billingAddress.name ?? undefined, address: billingAddress.address }
      : undefined,
    shipping: shippingAddress
      ? { name: shippingAddress.name ?? undefined, address: shippingAddress.address }
      : undefined,
    expected_amount: expectedAmount ?? 0,
    payment_method: given.paymentMethod,
    save_payment_method: given.savePaymentMethod,
    return_url: given.returnUrl,
  }
}
