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
