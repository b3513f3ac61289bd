import type { ApiCaller, Params } from './api-call.ts'
import { callApi, isParams } from './api-call.ts'
import { CardElement } from './card-element.ts'
import type { Elements } from './elements.ts'
import { type ApiObject, IntegrationError } from './failure.ts'
import { confirmationOf, confirmPath, finishActions, sortOf } from './intents.ts'

/** What `confirmPayment` and `confirmSetup` take. */
export interface ConfirmOptions {
  readonly elements?: Elements
  readonly clientSecret?: string
  readonly confirmParams?: Params
  readonly redirect?: 'always' | 'if_required'
}

/** An object of the API came through a frame, which got it from the API. */
const asApiObject = (value: unknown): ApiObject => value as ApiObject

function returnUrlOf({ redirect = 'always', confirmParams = {} }: ConfirmOptions): string | undefined {
  const { return_url: url } = confirmParams
  if (typeof url === 'string' && URL.canParse(url)) return url
  if (url === undefined && redirect === 'if_required') return undefined
  throw new IntegrationError(
    'Please provide `confirmParams.return_url`, an absolute URL that your customer comes back to.',
  )
}

/** Goes on to the page's `return_url` with what came of it; the promise stays open, as the page is left. */
function leaveFor(returnUrl: string, intent: ApiObject, clientSecret: string): Promise<never> {
  const { noun } = sortOf(clientSecret)
  const url = new URL(returnUrl)
  url.searchParams.set(noun, intent.id)
  url.searchParams.set(`${noun}_client_secret`, clientSecret)
  url.searchParams.set('redirect_status', intent.status === 'processing' ? 'pending' : 'succeeded')
  window.location.assign(url)
  return new Promise(() => {})
}

async function sendConfirmation(
  caller: ApiCaller,
  clientSecret: string,
  { elements, confirmParams = {} }: ConfirmOptions,
): Promise<ApiObject> {
  const { return_url: _, expand: __, ...rest } = confirmParams
  const params = confirmationOf(clientSecret, rest)
  const call = { method: 'POST', path: confirmPath(clientSecret), params } as const
  if (elements)
    return asApiObject(await elements.ask({ kind: 'send', caller, call, place: 'payment_method_data' }))
  return await callApi<ApiObject>(caller, call)
}

/**
 * Confirms the intent with what is in the elements, or with the given payment method; sends the customer on.
 * @throws {StripeFailure} what the fields, the API or the bank refuse; {IntegrationError} for a wrong use.
 */
export async function confirmIntent(caller: ApiCaller, options: ConfirmOptions): Promise<ApiObject> {
  const { elements, redirect = 'always' } = options
  const clientSecret = options.clientSecret ?? elements?.clientSecret
  if (clientSecret === undefined)
    throw new IntegrationError('Please provide a `clientSecret`, of `elements()` or to this call.')
  const returnUrl = returnUrlOf(options)
  elements?.needSubmitted()
  const confirmed = await sendConfirmation(caller, clientSecret, options)
  const intent = await finishActions(caller, clientSecret, confirmed)
  return redirect === 'always' && returnUrl !== undefined ? leaveFor(returnUrl, intent, clientSecret) : intent
}

/** What `confirmCardPayment` and `confirmCardSetup` take: a saved method, a token, or an element beside details. */
interface CardData {
  readonly payment_method?:
    | string
    | { readonly card?: CardElement | { readonly token: string }; readonly billing_details?: Params }
  readonly return_url?: string
}

/** @throws {StripeFailure} what the field, the API or the bank refuse. */
export async function confirmCard(
  caller: ApiCaller,
  clientSecret: string,
  data: CardData = {},
  { handleActions = true }: { readonly handleActions?: boolean } = {},
): Promise<ApiObject> {
  const { payment_method: method, return_url: _, ...rest } = data
  const { card, ...details } = isParams(method) ? method : {}
  const path = confirmPath(clientSecret)
  const send = async (): Promise<ApiObject> => {
    if (card instanceof CardElement) {
      const params = confirmationOf(clientSecret, { ...rest, payment_method_data: details })
      const call = { method: 'POST', path, params } as const
      return asApiObject(await card.ask({ kind: 'send', caller, call, place: 'payment_method_data' }))
    }
    const given =
      card === undefined
        ? { payment_method: method }
        : { payment_method_data: { type: 'card', card, ...details } }
    const params = confirmationOf(clientSecret, { ...rest, ...given })
    return await callApi<ApiObject>(caller, { method: 'POST', path, params })
  }
  const confirmed = await send()
  return handleActions ? await finishActions(caller, clientSecret, confirmed) : confirmed
}

interface MethodOptions {
  readonly elements?: Elements
  readonly params?: Params
  readonly type?: string
  readonly card?: CardElement | { readonly token: string }
  readonly billing_details?: Params
  readonly metadata?: Params
}

/** @throws {StripeFailure} what the fields or the API refuse. */
export async function createPaymentMethod(caller: ApiCaller, options: MethodOptions): Promise<ApiObject> {
  const { elements, params = {}, card, ...rest } = options
  const source = elements ?? (card instanceof CardElement ? card : undefined)
  const call = { method: 'POST', path: '/v1/payment_methods', params: { ...rest, ...params } } as const
  if (source) return asApiObject(await source.ask({ kind: 'send', caller, call, place: 'payment_method' }))
  return await callApi<ApiObject>(caller, { ...call, params: { ...call.params, card } })
}

/** @throws {StripeFailure} what the field or the API refuse. */
export async function createToken(
  caller: ApiCaller,
  element: CardElement,
  data: Params = {},
): Promise<ApiObject> {
  const call = { method: 'POST', path: '/v1/tokens', params: { card: data } } as const
  return asApiObject(await element.ask({ kind: 'send', caller, call, place: 'token' }))
}
