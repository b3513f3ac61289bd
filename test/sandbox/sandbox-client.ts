import Stripe from 'stripe'
import { onTestFinished } from 'vitest'
import { type RunningSandbox, startSandbox } from '#server/sandbox/start.ts'
import { watchConformance } from './conformance/watch.ts'

watchConformance()

/** The official SDK, pointed at a sandbox. Nothing is retried, so that each refusal is seen. */
export function clientOf(
  url: string,
  config: Partial<Stripe.StripeConfig> = {},
  key = 'sk_test_sandbox',
): Stripe {
  const { hostname, port } = new URL(url)
  return new Stripe(key, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    ...config,
  })
}

/** What the control API tells, as far as tests look at it. */
interface ControlAnswer {
  readonly data: LedgerLine[]
  readonly error?: { readonly message: string }
  readonly [id: string]: unknown
}
interface LedgerLine {
  readonly method: string
  readonly path: string
  readonly idempotencyKey: string | null
  readonly objectId: string | null
  readonly amount?: number
  readonly currency?: string
  readonly replayed: boolean
  readonly submit?: boolean
}

interface TestSandbox extends RunningSandbox {
  readonly stripe: Stripe
  /** Asks the control API; answers its JSON. */
  control(method: string, path: string, body?: object): Promise<ControlAnswer>
}

/** An empty sandbox on a free port, closed when the test ends. */
export async function startTestSandbox(
  options: { dataDir?: string; seed?: string } = {},
): Promise<TestSandbox> {
  const running = await startSandbox({ port: 0, host: '127.0.0.1', seed: 'empty', thread: false, ...options })
  onTestFinished(() => running.close())
  return {
    ...running,
    stripe: clientOf(running.url),
    async control(method, path, body) {
      const response = await fetch(`${running.url}/_sandbox${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: body ? JSON.stringify(body) : null,
      })
      const answer: ControlAnswer = await response.json()
      return answer
    },
  }
}
