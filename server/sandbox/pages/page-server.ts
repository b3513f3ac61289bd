import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { accountId } from '#server/sandbox/core/authenticate.ts'
import { connectedAccounts } from '#server/sandbox/core/connected-account.ts'
import type { SandboxRequest, SandboxResponse } from '#server/sandbox/core/exchange.ts'
import type { Fault } from '#server/sandbox/core/faults.ts'
import { ledgerEntries } from '#server/sandbox/core/ledger.ts'
import { Router } from '#server/sandbox/core/router.ts'
import { type Core, coreOf, Work } from '#server/sandbox/core/work.ts'
import { html } from './html.ts'
import { FormRefusal, type PageRequest, type PageRoute, type Problem } from './page-route.ts'
import { accountParameter } from './page-url.ts'
import { showPage } from './show-page.ts'

type Commit = (work: Work) => Promise<void>

interface Visit {
  readonly route: PageRoute
  readonly ids: readonly string[]
  readonly request: PageRequest
}

const plainPage = (status: number, title: string, message: string): SandboxResponse =>
  showPage({ status, title, body: html`<h1>${title}</h1><p class="lead">${message}</p>` })

const notFound = (): SandboxResponse =>
  plainPage(404, 'There is no such page', 'The link may be cut short, or of a sandbox that was reset.')

const unknownError = plainPage(500, 'Something went wrong', 'An unknown error occurred.')

const asGet = (method: string): string => (method === 'HEAD' ? 'GET' : method)

function partsOf(path: string): { pathname: string; query: URLSearchParams } {
  const mark = path.indexOf('?')
  if (mark < 0) return { pathname: path, query: new URLSearchParams() }
  return { pathname: path.slice(0, mark), query: new URLSearchParams(path.slice(mark + 1)) }
}

const problemsIn = (error: FormRefusal | ApiFailure): readonly Problem[] =>
  error instanceof FormRefusal ? error.problems : [{ message: error.body.message }]

/** The pages that the sandbox shows in a browser, as customers would see Stripe's. It knows no page. */
export class PageServer {
  readonly #core: Core
  readonly #router: Router<PageRoute>
  readonly #commit: Commit

  constructor(core: Core, routes: readonly PageRoute[], commit: Commit) {
    this.#core = core
    this.#router = new Router(routes)
    this.#commit = commit
  }

  /** Whether this is for a page: what a browser opens outside the API is, also when there is no such page. */
  answers({ method, path, headers }: SandboxRequest): boolean {
    const { pathname } = partsOf(path)
    if (this.#router.match(asGet(method), pathname)) return true
    return !/^\/v\d\//.test(pathname) && (headers.accept ?? '').includes('text/html')
  }

  /** Answers once all that the visit changed is durable. */
  async handle(
    { method, path, headers, body }: SandboxRequest,
    requestId: string,
    fault?: Fault,
  ): Promise<SandboxResponse> {
    const { pathname, query } = partsOf(path)
    const match = this.#router.match(asGet(method), pathname)
    const account = this.#accountIn(query)
    if (!match || account === undefined) return notFound()
    if (fault?.kind === '500-not-applied') return unknownError
    const form = new URLSearchParams(method === 'POST' ? body.toString('utf8') : '')
    const work = new Work(coreOf(this.#core, account), { id: requestId, idempotencyKey: null })
    const request: PageRequest = {
      path: pathname,
      query,
      form,
      framed: headers['sec-fetch-dest'] === 'iframe',
    }
    const response = this.#answer(work, { route: match.operation, ids: match.ids, request })
    if (method === 'POST' && work.changes.length > 0) this.#record(work, pathname)
    await this.#commit(work)
    return fault?.kind === '500-applied' ? unknownError : response
  }

  /** `undefined` for an account that is not connected. */
  #accountIn(query: URLSearchParams): string | null | undefined {
    const account = query.get(accountParameter)
    if (account === null || account === accountId) return null
    return this.#core.state.platform.get(connectedAccounts, account) && account
  }

  #answer(work: Work, { route, ids, request }: Visit): SandboxResponse {
    try {
      return route.run(work, request, ...ids)
    } catch (error) {
      if (!(error instanceof FormRefusal || error instanceof ApiFailure)) {
        work.undo()
        return plainPage(500, 'The sandbox failed', error instanceof Error ? error.message : String(error))
      }
      if (!(error instanceof ApiFailure && error.handling.keepsEffects)) work.undo()
      if (route.refused) return route.refused(work, request, problemsIn(error), ...ids)
      if (error instanceof ApiFailure && error.status === 404) return notFound()
      return plainPage(400, 'This cannot be done', error.message)
    }
  }

  #record(work: Work, path: string): void {
    const { idempotencyKey } = work.origin
    const facts = { at: work.nowMs, method: 'POST', path, idempotencyKey, objectId: null, replayed: false }
    const owner = work.account === null ? {} : { account: work.account }
    work.put(ledgerEntries, { id: work.id('_ledger'), facts: { ...facts, ...owner, ...work.notes } })
  }
}
