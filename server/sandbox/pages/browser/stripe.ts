import { StripeInstance } from './stripe-js/stripe.ts'

declare global {
  interface Window {
    Stripe?: unknown
  }
}

/** The sandbox that this script came from. */
const { currentScript } = document
const { origin } = new URL(
  currentScript instanceof HTMLScriptElement ? currentScript.src : window.location.href,
)

type Options = ConstructorParameters<typeof StripeInstance>[2]

/** Called with or without `new`, as the original is. */
function Stripe(key: string, options?: Options): StripeInstance {
  return new StripeInstance(origin, key, options)
}

window.Stripe ??= Object.assign(Stripe, { version: 'endive' })
