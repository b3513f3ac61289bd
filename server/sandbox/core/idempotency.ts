import { ApiFailure } from './api-failure.ts'
import type { Call } from './call.ts'
import type { SandboxRequest } from './exchange.ts'
import { canonical } from './form.ts'
import { defineKind, type Stored } from './kind.ts'
import { forgetSome } from './retention.ts'
import type { Work } from './work.ts'

/** The answer that a key has for good, until it expires. */
export interface SavedAnswer extends Stored {
  readonly created: number
  /** The API key that the request came with. */
  readonly owner?: string
  readonly path: string
  readonly params: string
  readonly status: number
  readonly body: string
  readonly requestId: string
}
export const savedAnswers = defineKind<SavedAnswer>({ name: '_saved_answer' })

const keptSeconds = 24 * 60 * 60
const maxKeyLength = 255
// Every POST of the SDK brings a key: those of a very busy day are let go of sooner, the oldest first.
const mostKept = 25_000

const refusal = (status: number, message: string, code?: string): ApiFailure =>
  new ApiFailure(status, { type: 'idempotency_error', message, ...(code ? { code } : {}) }, { unsaved: true })

/** The key that this request goes by: only a POST has one. */
export function idempotencyKeyOf({ method, headers }: SandboxRequest): string | null {
  const key = headers['idempotency-key']
  if (method !== 'POST' || !key) return null
  if (key.length <= maxKeyLength) return key
  throw new ApiFailure(
    400,
    {
      type: 'invalid_request_error',
      message: `Idempotency keys can be up to ${maxKeyLength} characters long.`,
    },
    { unsaved: true },
  )
}

/**
 * What was answered to this key before, if it still lives.
 * @throws {ApiFailure} 400 `idempotency_error` when the request, or who sends it, is not what the key was first used for.
 */
export function savedAnswerFor(work: Work, call: Call, key: string): SavedAnswer | undefined {
  const saved = work.get(savedAnswers, key)
  if (!saved) return undefined
  if (saved.created + keptSeconds <= work.sandboxNow) {
    work.remove(savedAnswers, key)
    return undefined
  }
  if (saved.owner !== undefined && saved.owner !== call.caller.key) {
    throw refusal(
      400,
      `Keys for idempotent requests can only be used with the same API key they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    )
  }
  if (saved.path !== call.path) {
    throw refusal(
      400,
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${call.path}' vs '${saved.path}'). Try using a key other than '${key}' if you meant to execute a different request.`,
    )
  }
  if (saved.params !== canonical(call.tree)) {
    throw refusal(
      400,
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    )
  }
  return saved
}

/** Has the key answer the same from now on; what expired goes, a little at a time. */
export function saveAnswer(
  work: Work,
  call: Call,
  key: string,
  answer: { status: number; body: string },
): void {
  const { path, requestId, caller, tree } = call
  const params = canonical(tree)
  work.put(savedAnswers, {
    id: key,
    created: work.sandboxNow,
    owner: caller.key,
    path,
    params,
    requestId,
    ...answer,
  })
  const isFull = work.core.state.of(savedAnswers).all.entries.length > mostKept
  forgetSome(work, savedAnswers, isFull ? Infinity : work.sandboxNow - keptSeconds)
}

/** The refusal of a second request while the first with its key is still being answered. */
export const keyInUse = (key: string): ApiFailure =>
  refusal(
    409,
    `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Try again later.`,
    'idempotency_key_in_use',
  )
