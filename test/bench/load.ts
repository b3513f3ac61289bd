import { createHmac, randomUUID } from 'node:crypto'
import http from 'node:http'

/** A signed event of about 2.75 kB, as a subscription's would be, with an id of its own. */
export function signedEvent(secret: string): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify({
    id: `evt_${randomUUID().replaceAll('-', '')}`,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: 'price.updated',
    data: { object: { id: `price_${randomUUID().slice(0, 8)}`, object: 'price', padding: 'x'.repeat(2450) } },
  })
  const seconds = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return {
    body,
    headers: { 'content-type': 'application/json', 'stripe-signature': `t=${seconds},v1=${signature}` },
  }
}

export interface Request {
  readonly method: string
  readonly path: string
  readonly body?: string
  readonly headers?: Record<string, string>
}

export interface Measured {
  readonly perSecond: number
  readonly p99Ms: number
  readonly failed: number
}

/** Sends requests over `connections` kept-alive connections for `forMs`; the latency of each is measured. */
export async function load(
  url: string,
  next: () => Request,
  { connections = 32, forMs = 3_000 } = {},
): Promise<Measured> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const latencies: number[] = []
  let failed = 0
  const started = performance.now()
  const one = async () => {
    while (performance.now() - started < forMs) {
      const sentAt = performance.now()
      const status = await send(url, agent, next())
      latencies.push(performance.now() - sentAt)
      if (status !== 200) failed += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  agent.destroy()
  const seconds = (performance.now() - started) / 1000
  latencies.sort((a, b) => a - b)
  return {
    perSecond: latencies.length / seconds,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    failed,
  }
}

function send(
  url: string,
  agent: http.Agent,
  { method, path, body, headers = {} }: Request,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const request = http.request(
      url + path,
      { method, agent, headers: { ...headers, ...length } },
      response => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}
