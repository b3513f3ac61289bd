/** An object of the API's, as far as Stripe.js looks into it. */
export interface ApiObject {
  readonly id: string
  readonly object: string
  readonly status?: string
  readonly client_secret?: string | null
  readonly next_action?: {
    readonly type: string
    readonly redirect_to_url?: { readonly url: string }
    readonly use_stripe_sdk?: { readonly stripe_js?: string }
  } | null
  readonly last_payment_error?: StripeError | null
  readonly last_setup_error?: StripeError | null
}

/** What Stripe.js gives under `error`. */
export interface StripeError {
  readonly type: string
  readonly code?: string
  readonly decline_code?: string
  readonly message?: string
  readonly param?: string
  readonly payment_intent?: ApiObject
  readonly setup_intent?: ApiObject
  readonly payment_method?: ApiObject
}

/** A refusal on its way to the caller, who gets it as `{error}` and never as a throw. */
export class StripeFailure extends Error {
  override readonly name = 'StripeFailure'
  readonly error: StripeError

  constructor(error: StripeError) {
    super(error.message ?? error.type)
    this.error = error
  }
}

/** A mistake of the page's programmer: it is thrown, because no customer can mend it. */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError'
}

type Told<N extends string, T> = { readonly [K in N]?: T } & { readonly error?: StripeError }

/** `{[name]: value}`, or `{error}` for a refusal. */
export async function told<const N extends string, T>(
  name: N,
  act: () => Promise<T>,
): Promise<Told<N, T> | { readonly error: StripeError }> {
  try {
    return named(name, await act())
  } catch (error) {
    if (error instanceof StripeFailure) return { error: error.error }
    throw error
  }
}

/** A computed key loses its name's type on the way; it is the only key. */
const named = <N extends string, T>(name: N, value: T): Told<N, T> => ({ [name]: value }) as Told<N, T>
