import { type ApiCaller, callApi, type Params } from './api-call.ts'
import { showChallenge } from './challenge-overlay.ts'
import { type ApiObject, IntegrationError, type StripeError, StripeFailure } from './failure.ts'

/** The two sorts of intent, which differ in their names alone. */
interface IntentSort {
  readonly path: string
  /** As Stripe.js names it in a result, and in an error. */
  readonly result: 'paymentIntent' | 'setupIntent'
  readonly noun: 'payment_intent' | 'setup_intent'
  readonly lastError: (intent: ApiObject) => StripeError | null | undefined
}

export const payment: IntentSort = {
  path: '/v1/payment_intents',
  result: 'paymentIntent',
  noun: 'payment_intent',
  lastError: intent => intent.last_payment_error,
}
export const setup: IntentSort = {
  path: '/v1/setup_intents',
  result: 'setupIntent',
  noun: 'setup_intent',
  lastError: intent => intent.last_setup_error,
}

/** @throws {IntegrationError} for what is no client secret. */
export function idIn(clientSecret: unknown): string {
  const id =
    typeof clientSecret === 'string' ? /^((?:pi|seti)_\w+?)_secret_/.exec(clientSecret)?.[1] : undefined
  if (id !== undefined) return id
  throw new IntegrationError(
    'Invalid value for `clientSecret`: it should be a client secret such as pi_…_secret_….',
  )
}

export const sortOf = (clientSecret: string): IntentSort =>
  idIn(clientSecret).startsWith('seti_') ? setup : payment

/** @throws {StripeFailure} when the API does not know the secret. */
export function retrieveIntent(caller: ApiCaller, clientSecret: string): Promise<ApiObject> {
  const path = `${sortOf(clientSecret).path}/${idIn(clientSecret)}`
  return callApi<ApiObject>(caller, { method: 'GET', path, params: { client_secret: clientSecret } })
}

export const confirmPath = (clientSecret: string): string =>
  `${sortOf(clientSecret).path}/${idIn(clientSecret)}/confirm`

/** Whatever else is sent, the challenge is Stripe.js's to show. */
export const confirmationOf = (clientSecret: string, params: Params): Params => ({
  ...params,
  client_secret: clientSecret,
  use_stripe_sdk: true,
})

const challengeOf = ({ next_action: action }: ApiObject): string | undefined =>
  action?.use_stripe_sdk?.stripe_js ?? action?.redirect_to_url?.url

const failedAuthentication: StripeError = {
  type: 'invalid_request_error',
  code: 'payment_intent_authentication_failure',
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
}

const withIntent = (error: StripeError, sort: IntentSort, intent: ApiObject): StripeError => ({
  ...error,
  [sort.noun]: intent,
})

/** @throws {StripeFailure} what the last try came to, when the intent waits for another payment method. */
function checkOutcome(sort: IntentSort, intent: ApiObject): ApiObject {
  if (intent.status !== 'requires_payment_method') return intent
  const last = sort.lastError(intent) ?? failedAuthentication
  const told = last.code?.endsWith('_authentication_failure')
    ? { ...last, message: failedAuthentication.message }
    : last
  throw new StripeFailure(withIntent(told, sort, intent))
}

/**
 * Takes the customer through what their bank asks, and answers the intent as it is then.
 * @throws {StripeFailure} when the challenge was failed, or the payment declined after it; with the intent.
 */
export async function finishActions(
  caller: ApiCaller,
  clientSecret: string,
  intent: ApiObject,
): Promise<ApiObject> {
  const sort = sortOf(clientSecret)
  const challenge = intent.status === 'requires_action' ? challengeOf(intent) : undefined
  if (challenge === undefined) return checkOutcome(sort, intent)
  await showChallenge(caller.origin, challenge)
  const after = await retrieveIntent(caller, clientSecret)
  if (after.status === 'requires_action')
    throw new StripeFailure(withIntent(failedAuthentication, sort, after))
  return checkOutcome(sort, after)
}
