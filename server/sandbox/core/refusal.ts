import { ApiFailure } from './api-failure.ts'

/** What Stripe says when it cannot say what happened. */
export const internalError = {
  error: {
    type: 'api_error',
    message: 'An unknown error occurred. If you continue to see this error, please contact Stripe support.',
  },
}

/** A refusal as it is sent. */
export function refusalBody({ body }: ApiFailure, requestId: string): object {
  const { code } = body
  return {
    error: {
      ...body,
      ...(code ? { doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}` } : {}),
      request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
    },
  }
}

/** A mistake of the sandbox's own: told as Stripe tells its own, and with its words, because the reader can mend it. */
export function ownFault(error: unknown): ApiFailure {
  const message = error instanceof Error ? error.message : String(error)
  return new ApiFailure(
    500,
    { type: 'api_error', message: `The sandbox failed: ${message}` },
    { unsaved: true },
  )
}

export const unknownUrl = (method: string, path: string): ApiFailure =>
  new ApiFailure(
    404,
    {
      type: 'invalid_request_error',
      message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
    },
    { unsaved: true },
  )
