import { type StripeError, StripeFailure } from './failure.ts'

/** Whose page asks, and where. */
export interface ApiCaller {
  /** The sandbox's own, such as `http://127.0.0.1:4243`. */
  readonly origin: string
  readonly key: string
  readonly account?: string | undefined
}

export interface Params {
  readonly [name: string]: unknown
}

export interface ApiCall {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly params: Params
}

export const isParams = (value: unknown): value is Params => typeof value === 'object' && value !== null

function append(form: URLSearchParams, name: string, value: unknown): void {
  if (value === undefined) return
  if (isParams(value)) {
    for (const [key, part] of Object.entries(value)) append(form, `${name}[${key}]`, part)
  } else {
    form.append(name, value === null ? '' : String(value))
  }
}

/** As the API reads it: `card[number]=…`. What is `undefined` is left out. */
function encodeParams(params: Params): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) append(form, name, value)
  return form
}

interface Answer {
  readonly error?: StripeError
}

const disconnected: StripeError = {
  type: 'api_connection_error',
  message:
    'We are experiencing issues connecting to our payments provider. You have not been charged. Please check your internet connection and try again.',
}

/**
 * Asks the sandbox's API with the publishable key; answers the object.
 * @throws {StripeFailure} what the API refuses, or that it was not reached.
 */
export async function callApi<T>({ origin, key, account }: ApiCaller, call: ApiCall): Promise<T> {
  const form = encodeParams(call.params)
  const isGet = call.method === 'GET'
  const answered = await fetch(`${origin}${call.path}${isGet ? `?${form}` : ''}`, {
    method: call.method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(account === undefined ? {} : { 'stripe-account': account }),
    },
    body: isGet ? null : form,
  })
    .then(async response => {
      const answer: T & Answer = await response.json()
      return answer
    })
    .catch(() => ({ error: disconnected }))
  if (isRefusal(answered)) throw new StripeFailure(answered.error)
  return answered
}

const isRefusal = (answer: object): answer is { error: StripeError } => 'error' in answer
