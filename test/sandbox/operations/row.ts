import type { startTestSandbox } from '#test/sandbox/sandbox-client.ts'

/** A fresh, empty sandbox and the official SDK pointed at it. */
export type Scene = Awaited<ReturnType<typeof startTestSandbox>>

/** How a call is refused, in the SDK's words; `code` and `param` left out must be absent from the answer too. */
export interface Refusal {
  readonly class: `Stripe${string}Error`
  readonly status: number
  readonly code?: string
  readonly param?: string
  readonly message?: RegExp
}

/** One line of the table: a call of the SDK (`refunds.create`), what it promises, and the proof. */
export interface Row {
  readonly call: string
  readonly promise: string
  readonly refusal?: Refusal
  run(scene: Scene): Promise<unknown>
}

/** A line about a call that succeeds; `run` asserts what it did. */
export const does = (call: string, promise: string, run: (scene: Scene) => Promise<void>): Row => ({
  call,
  promise,
  run,
})

/** A line about a call that is refused; `attempt` sets the scene and gives back the promise of the refused call. */
export const refuses = (
  call: string,
  promise: string,
  attempt: (scene: Scene) => Promise<unknown>,
  refusal: Refusal,
): Row => ({ call, promise, refusal, run: attempt })

/** The line about an id that names nothing, which is 404 and tells the parameter. */
export const refusesUnknown = (
  call: string,
  attempt: (scene: Scene) => Promise<unknown>,
  param = 'id',
): Row =>
  refuses(call, 'refuses an id that does not exist', attempt, {
    class: 'StripeInvalidRequestError',
    status: 404,
    code: 'resource_missing',
    param,
  })

/** The line about a list whose cursor names nothing. */
export const refusesCursor = (
  call: string,
  list: (scene: Scene, params: { readonly starting_after: string }) => Promise<unknown>,
): Row =>
  refuses(call, 'refuses a cursor that names none', scene => list(scene, { starting_after: 'none_1' }), {
    class: 'StripeInvalidRequestError',
    status: 400,
    code: 'resource_missing',
    param: 'starting_after',
  })

/** The line about a search that asks by a field which does not exist. */
export const refusesQuery = (
  call: string,
  search: (scene: Scene, params: { readonly query: string }) => Promise<unknown>,
): Row =>
  refuses(call, 'refuses a field that cannot be searched', scene => search(scene, { query: 'shoe:"42"' }), {
    class: 'StripeInvalidRequestError',
    status: 400,
    param: 'query',
  })
