import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { onTestFinished, vi } from 'vitest'

interface Arrival {
  readonly body: string
  readonly signature: string
  readonly type: string
  readonly id: string
}

interface Receiver {
  readonly url: string
  readonly arrivals: Arrival[]
  /** Resolves when at least `count` deliveries have arrived. */
  waitFor(count: number): Promise<void>
}

const redirectOf = (status: number) => (status === 302 ? { location: '/elsewhere' } : {})

type Behaviour = number | 'cut' | 'silent'

/** A webhook endpoint that behaves as told in turn, and the last way from then on. */
export async function startReceiver(...behaviours: Behaviour[]): Promise<Receiver> {
  const arrivals: Arrival[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const { id, type }: { id: string; type: string } = JSON.parse(body)
      const behaviour = behaviours[Math.min(arrivals.length, behaviours.length - 1)] ?? 200
      arrivals.push({ body, id, type, signature: String(request.headers['stripe-signature']) })
      if (behaviour === 'cut') response.destroy()
      else if (behaviour !== 'silent') response.writeHead(behaviour, redirectOf(behaviour)).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    arrivals,
    waitFor: count =>
      vi.waitFor(() => {
        if (arrivals.length < count) throw new Error(`${arrivals.length} of ${count} deliveries arrived`)
      }, 5_000),
  }
}

export const verified = ({ body, signature }: Arrival): Stripe.Event =>
  new Stripe('sk_test_sandbox').webhooks.constructEvent(body, signature, 'whsec_sandbox')
