/** An answer that is no success: what Stripe puts under `error`. */
export interface ErrorBody {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  readonly message: string
  readonly code?: string
  readonly param?: string
  readonly [fact: string]: unknown
}

interface Handling {
  /** The request never began to run (bad key, bad parameter): its idempotency key stays free. */
  readonly unsaved?: boolean
  /** What was written before the refusal stays, as the failed charge of a decline does. */
  readonly keepsEffects?: boolean
}

/** Thrown by operations; answered as `{error: body}` with `status`. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly status: number
  readonly body: ErrorBody
  readonly handling: Handling

  constructor(status: number, body: ErrorBody, handling: Handling = {}) {
    super(body.message)
    this.status = status
    this.body = body
    this.handling = handling
  }
}

type Facts = Omit<ErrorBody, 'type' | 'message'>

/** A request that Stripe understands and refuses: 400. */
export const invalid = (message: string, facts: Facts = {}): ApiFailure =>
  new ApiFailure(400, { type: 'invalid_request_error', message, ...facts })

/** A parameter that cannot be read: 400, found before anything runs. */
export const invalidParam = (message: string, param: string, code?: string): ApiFailure =>
  new ApiFailure(
    400,
    { type: 'invalid_request_error', message, param, ...(code ? { code } : {}) },
    { unsaved: true },
  )

/** `noun` as Stripe writes it, such as `customer` or `payment_intent`. */
export const missing = (noun: string, id: string, param: string, status = 404): ApiFailure =>
  new ApiFailure(status, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${noun}: '${id}'`,
    param,
  })
