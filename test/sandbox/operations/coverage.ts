import type { SandboxRequest, SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { Router } from '#server/sandbox/core/router.ts'
import { resources } from '#server/sandbox/resources.ts'
import { Sandbox } from '#server/sandbox/sandbox.ts'
import { answerOf } from '#test/sandbox/conformance/operations.ts'

const operations = resources.flatMap(resource => resource.operations)
const router = new Router(operations)
const nameOf = ({ method, path }: { readonly method: string; readonly path: string }): string =>
  `${method} ${path}`

const granted = new Set<string>()
const refused = new Set<string>()

function note({ method, path, headers }: SandboxRequest, { status }: SandboxResponse): void {
  if (!headers['user-agent']?.startsWith('Stripe/v1 NodeBindings')) return
  const match = router.match(method, path.split('?', 1)[0] ?? path)
  if (match) (status < 400 ? granted : refused).add(nameOf(match.operation))
}

/** Has every call that the SDK makes in this file's tests counted, whichever key it is made with. */
export function watchCoverage(): void {
  const { handle } = Sandbox.prototype
  Sandbox.prototype.handle = async function (request) {
    const response = await handle.call(this, request)
    note(request, response)
    return response
  }
}

/** What the SDK still calls and Stripe grants to no one: a charge without its intent, a customer's own discount. */
const neverGranted = new Set(['POST /v1/charges', 'DELETE /v1/customers/:customer/discount'])

/** The operations that the SDK can call and no call was granted, and those that refused none. */
export function uncovered(): { neverGranted: string[]; neverRefused: string[] } {
  const names = operations
    .filter(({ method, path }) => answerOf(method, path))
    .map(nameOf)
    .sort()
  return {
    neverGranted: names.filter(name => !granted.has(name) && !neverGranted.has(name)),
    neverRefused: names.filter(name => !refused.has(name)),
  }
}
