import type { Caller } from './authenticate.ts'
import type { SandboxRequest } from './exchange.ts'
import type { Fault } from './faults.ts'
import type { FormTree } from './form.ts'
import { factsOf, ledgerEntries } from './ledger.ts'
import type { Core, Origin, Work } from './work.ts'

/** One request on its way through. */
export interface Call {
  /** What the request's account holds. */
  readonly core: Core
  readonly request: SandboxRequest
  readonly caller: Caller
  readonly path: string
  readonly tree: FormTree
  readonly requestId: string
  readonly key: string | null
  readonly fault: Fault | undefined
}

export const originOf = ({ requestId, key, caller }: Call): Origin => ({
  id: requestId,
  idempotencyKey: key,
  caller,
})

/** Notes in the ledger what the call changed, or that it was answered again. */
export function recordCall({ request, path }: Call, work: Work, answer: unknown, replayed: boolean): void {
  work.put(ledgerEntries, {
    id: work.id('_ledger'),
    facts: {
      at: work.sandboxMs,
      method: request.method,
      path,
      ...(work.account === null ? {} : { account: work.account }),
      idempotencyKey: work.origin.idempotencyKey,
      ...factsOf(answer),
      replayed,
      ...work.notes,
    },
  })
}
