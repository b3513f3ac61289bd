import type { ApiFailure } from './api-failure.ts'
import { crossOrigin, fromBrowser } from './cors.ts'
import { jsonResponse, type SandboxRequest, type SandboxResponse } from './exchange.ts'
import type { Fault } from './faults.ts'
import { keyInUse } from './idempotency.ts'
import { tooManyRequests } from './rate-limits.ts'
import { refusalBody } from './refusal.ts'

const html = '<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>'
const dripMs = 30_000

/** The answer of a request that a fault keeps from being applied; `undefined` when it is applied all the same. */
export function instead(
  fault: Fault,
  request: SandboxRequest,
  requestId: string,
): SandboxResponse | undefined {
  const wireOnly = { status: 200, headers: {}, body: Buffer.alloc(0) }
  const refused = (failure: ApiFailure): SandboxResponse => {
    const answer = jsonResponse(failure.status, refusalBody(failure, requestId), { 'request-id': requestId })
    return fromBrowser(request) ? crossOrigin(answer) : answer
  }
  switch (fault.kind) {
    case 'cut-before':
      return { ...wireOnly, wire: { kind: 'cut' } }
    case 'hang':
      return fault.afterMs === undefined ? { ...wireOnly, wire: { kind: 'hang' } } : undefined
    case '429':
      return refused(tooManyRequests())
    case '409':
      return refused(keyInUse(request.headers['idempotency-key'] ?? requestId))
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
