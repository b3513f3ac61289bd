import { ApiFailure } from './api-failure.ts'
import { apiVersion } from './api-version.ts'
import { authenticate, authorize, type Caller } from './authenticate.ts'
import { accountOf } from './connected-account.ts'
import { crossOrigin, fromBrowser, preflightAnswer } from './cors.ts'
import { jsonResponse, type SandboxRequest, type SandboxResponse } from './exchange.ts'
import type { Fault } from './faults.ts'
import { canonical, type FormTree } from './form.ts'
import { idempotencyKeyOf, keyInUse, savedAnswerFor, savedAnswers } from './idempotency.ts'
import { factsOf, ledgerEntries } from './ledger.ts'
import { decodeBody } from './multipart.ts'
import { type Operation, RawAnswer } from './operation.ts'
import { present } from './present.ts'
import { Router } from './router.ts'
import { type Core, coreOf, type Origin, Work } from './work.ts'

/** One request on its way through. */
interface Call {
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

interface Outcome {
  readonly status: number
  readonly answer: unknown
  /** Whether the key keeps this answer. */
  readonly saved: boolean
}

type Commit = (work: Work) => Promise<void>

const internalError = {
  error: {
    type: 'api_error',
    message: 'An unknown error occurred. If you continue to see this error, please contact Stripe support.',
  },
}

/** The API under `/v1`: authenticates, reads, runs, saves and answers. It knows no resource. */
export class Api {
  readonly #core: Core
  readonly #router: Router<Operation>
  readonly #commit: Commit
  readonly #inFlight = new Set<string>()

  constructor(core: Core, operations: readonly Operation[], commit: Commit) {
    this.#core = core
    this.#router = new Router(operations)
    this.#commit = commit
  }

  /** Answers once all that the request changed is durable. Refusals are answers, not throws. */
  async handle(request: SandboxRequest, requestId: string, fault?: Fault): Promise<SandboxResponse> {
    if (!fromBrowser(request)) return await this.#answer(request, requestId, fault)
    if (request.method === 'OPTIONS') return preflightAnswer(request)
    return crossOrigin(await this.#answer(request, requestId, fault))
  }

  async #answer(request: SandboxRequest, requestId: string, fault?: Fault): Promise<SandboxResponse> {
    const [path = '', query = ''] = splitOnce(request.path, '?')
    const account = request.headers['stripe-account']
    const headers = {
      'request-id': requestId,
      'stripe-version': apiVersion,
      ...(account === undefined ? {} : { 'stripe-account': account }),
    }
    try {
      const tree = decodeBody(request.headers['content-type'] ?? '', request.body, query)
      const caller = authenticate(request, tree, this.#core.state)
      const key = idempotencyKeyOf(request)
      const core = coreOf(this.#core, accountOf(request, this.#core.state))
      const response = await this.#once({ core, request, caller, path, tree, requestId, key, fault })
      return { ...response, headers: { ...headers, ...response.headers } }
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      return jsonResponse(error.status, { error: this.#told(error, requestId) }, headers)
    }
  }

  async #once(call: Call): Promise<SandboxResponse> {
    const { key, core } = call
    if (key === null) return await this.#run(call)
    const taken = `${core.state.account ?? ''} ${key}`
    if (this.#inFlight.has(taken)) throw keyInUse(key)
    this.#inFlight.add(taken)
    try {
      return (await this.#replay(call, key)) ?? (await this.#run(call))
    } finally {
      this.#inFlight.delete(taken)
    }
  }

  async #replay(call: Call, key: string): Promise<SandboxResponse | undefined> {
    const { core, path, tree } = call
    const work = new Work(core, originOf(call))
    const saved = savedAnswerFor(work, key, path, canonical(tree))
    if (!saved) return undefined
    this.#record(work, { method: 'POST', path }, saved.status < 400 ? JSON.parse(saved.body) : null, true)
    await this.#commit(work)
    return jsonResponse(saved.status, saved.body, {
      'idempotency-key': key,
      'idempotent-replayed': 'true',
      'original-request': saved.requestId,
    })
  }

  async #run(call: Call): Promise<SandboxResponse> {
    const work = new Work(call.core, originOf(call))
    const { status, answer, saved } = this.#attempt(call, work)
    if (answer instanceof RawAnswer) {
      return { status, headers: { 'content-type': answer.contentType }, body: answer.bytes }
    }
    const body = JSON.stringify(answer)
    if (saved && call.key !== null) {
      const params = canonical(call.tree)
      const { path, requestId, key } = call
      work.put(savedAnswers, { id: key, created: work.sandboxNow, path, params, status, body, requestId })
    }
    await this.#commit(work)
    return jsonResponse(status, body, call.key === null ? {} : { 'idempotency-key': call.key })
  }

  #attempt(call: Call, work: Work): Outcome {
    if (call.fault?.kind === '500-not-applied') return { status: 500, answer: internalError, saved: true }
    try {
      const answer = this.#execute(call, work)
      if (call.fault?.kind === '500-applied') return { status: 500, answer: internalError, saved: true }
      return { status: 200, answer, saved: true }
    } catch (error) {
      if (!(error instanceof ApiFailure)) {
        work.undo()
        throw ownFault(error)
      }
      if (error.handling.keepsEffects) this.#record(work, callee(call), errorObject(error), false)
      else work.undo()
      if (error.handling.unsaved) throw error
      return { status: error.status, answer: { error: this.#told(error, call.requestId) }, saved: true }
    }
  }

  #execute({ request, caller, path, tree }: Call, work: Work): unknown {
    const match = this.#router.match(request.method, path)
    if (!match) {
      throw new ApiFailure(
        404,
        {
          type: 'invalid_request_error',
          message: `Unrecognized request URL (${request.method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
        },
        { unsaved: true },
      )
    }
    authorize(caller, match.operation)
    const prepared = match.operation.prepare(tree)
    const answer = prepared.run(work, match.ids)
    if (answer instanceof RawAnswer) return answer
    if (work.changes.length > 0) this.#record(work, { method: request.method, path }, answer, false)
    return present(work.core.state, work.nowMs, answer, prepared.expand)
  }

  #record(work: Work, callee: { method: string; path: string }, answer: unknown, replayed: boolean): void {
    const facts = { at: work.sandboxMs, ...callee }
    work.put(ledgerEntries, {
      id: work.id('_ledger'),
      facts: {
        ...facts,
        ...(work.account === null ? {} : { account: work.account }),
        idempotencyKey: work.origin.idempotencyKey,
        ...factsOf(answer),
        replayed,
        ...work.notes,
      },
    })
  }

  #told(error: ApiFailure, requestId: string): object {
    const { code } = error.body
    return {
      ...error.body,
      ...(code ? { doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}` } : {}),
      request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
    }
  }
}

/** A mistake of the sandbox's own: told as Stripe tells its own, and with its words, because the reader can mend it. */
function ownFault(error: unknown): ApiFailure {
  const message = error instanceof Error ? error.message : String(error)
  return new ApiFailure(
    500,
    { type: 'api_error', message: `The sandbox failed: ${message}` },
    { unsaved: true },
  )
}

const originOf = ({ requestId, key, caller }: Call): Origin => ({
  id: requestId,
  idempotencyKey: key,
  caller,
})

const callee = ({ request, path }: Call): { method: string; path: string } => ({
  method: request.method,
  path,
})

/** The object that a refusal carries: the payment intent of a decline. */
const errorObject = ({ body }: ApiFailure): unknown => body.payment_intent ?? body.setup_intent ?? null

function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
