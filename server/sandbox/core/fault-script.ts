import { jsonResponse, type SandboxResponse } from './exchange.ts'
import type { Fault } from './faults.ts'

const html = '<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>'
const dripMs = 30_000

/** The answer of a request that a fault keeps from being applied; `undefined` when it is applied all the same. */
export function instead(fault: Fault, requestId: string): SandboxResponse | undefined {
  const headers = { 'request-id': requestId }
  const wireOnly = { status: 200, headers: {}, body: Buffer.alloc(0) }
  switch (fault.kind) {
    case 'cut-before':
      return { ...wireOnly, wire: { kind: 'cut' } }
    case 'hang':
      return fault.afterMs === undefined ? { ...wireOnly, wire: { kind: 'hang' } } : undefined
    case '429':
      return jsonResponse(
        429,
        {
          error: {
            type: 'api_error',
            code: 'rate_limit',
            message:
              'Too many requests hit the API too quickly. We recommend an exponential backoff of your requests.',
          },
        },
        headers,
      )
    case '409':
      return jsonResponse(
        409,
        {
          error: {
            type: 'idempotency_error',
            code: 'idempotency_key_in_use',
            message: 'There is currently another in-progress request using this Idempotent Key.',
          },
        },
        headers,
      )
    default:
      return undefined
  }
}

/** What becomes of the answer of a request that was applied. */
export function spoil(fault: Fault, response: SandboxResponse): SandboxResponse {
  switch (fault.kind) {
    case 'cut-after':
      return { ...response, wire: { kind: 'cut' } }
    case '200-truncated':
      return { ...response, wire: { kind: 'truncate' } }
    case '200-html':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from(html) }
    case 'drip':
      return { ...response, wire: { kind: 'drip', overMs: fault.afterMs ?? dripMs } }
    default:
      return response
  }
}
