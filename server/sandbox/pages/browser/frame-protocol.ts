import type { ApiCall, ApiCaller } from './stripe-js/api-call.ts'
import type { StripeError } from './stripe-js/failure.ts'

/** The look that a page gives its elements: https://docs.stripe.com/elements/appearance-api */
export interface Appearance {
  readonly theme?: 'stripe' | 'night' | 'flat' | 'none'
  readonly labels?: 'above' | 'floating' | 'auto'
  readonly disableAnimations?: boolean
  readonly variables?: Readonly<Record<string, string>>
  readonly rules?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** What an element shows. */
export interface ElementOptions {
  readonly kind: 'payment' | 'card'
  readonly locale: string
  readonly appearance: Appearance
  /** Whether it asks for the country, and where it is checked for the postal code. */
  readonly asksAddress: boolean
  readonly country?: string | undefined
  readonly postalCode?: string | undefined
  readonly disabled: boolean
}

/** What the host has the frame do with the card: look at it, or send it with a call to the API. */
export type Request =
  | { readonly kind: 'validate' }
  | { readonly kind: 'send'; readonly caller: ApiCaller; readonly call: ApiCall; readonly place: CardPlace }

/** Where in a call's parameters the card belongs. */
export type CardPlace = 'payment_method_data' | 'payment_method' | 'token'

export type HostMessage =
  | { readonly type: 'options'; readonly options: ElementOptions }
  | { readonly type: 'focus' | 'blur' | 'clear' }
  | { readonly type: 'request'; readonly id: number; readonly request: Request }

export type Outcome =
  | { readonly type: 'done'; readonly value: unknown }
  | { readonly type: 'refused'; readonly error: StripeError }

/** What is in the fields, without any of it. */
export interface FieldState {
  readonly empty: boolean
  readonly complete: boolean
  readonly brand: string
  readonly country: string
  readonly postalCode: string
  readonly error?: StripeError | undefined
}

export type FrameMessage =
  | { readonly type: 'ready' | 'focus' | 'blur' | 'escape' }
  | { readonly type: 'height'; readonly px: number }
  | { readonly type: 'change'; readonly state: FieldState }
  | { readonly type: 'outcome'; readonly id: number; readonly outcome: Outcome }

/** The first word between host and frame; the host answers it with a port, and all else goes through that. */
export const hello = 'stripe-sandbox:element'
