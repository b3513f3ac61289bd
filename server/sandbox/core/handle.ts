import { setTimeout as pause } from 'node:timers/promises'
import { ApiFailure } from './api-failure.ts'
import { apiVersion } from './api-version.ts'
import { authenticate, authorize } from './authenticate.ts'
import { type Call, originOf, recordCall } from './call.ts'
import { accountOf } from './connected-account.ts'
import { crossOrigin, fromBrowser, preflightAnswer } from './cors.ts'
import { jsonResponse, type SandboxRequest, type SandboxResponse } from './exchange.ts'
import type { Fault } from './faults.ts'
import { idempotencyKeyOf, keyInUse, saveAnswer, savedAnswerFor } from './idempotency.ts'
import { checkBody, checkVersion } from './manners.ts'
import { decodeBody } from './multipart.ts'
import { type Operation, RawAnswer } from './operation.ts'
import { present } from './present.ts'
import { RateLimits, tooManyRequests } from './rate-limits.ts'
import { internalError, ownFault, refusalBody, unknownUrl } from './refusal.ts'
import { type Match, Router } from './router.ts'
import { type Core, coreOf, Work } from './work.ts'

interface Outcome {
  readonly status: number
  readonly answer: unknown
}

type Commit = (work: Work) => Promise<void>

/** The API under `/v1`: authenticates, reads, runs, saves and answers. It knows no resource. */
export class Api {
  readonly #core: Core
  readonly #router: Router<Operation>
  readonly #commit: Commit
  readonly #limits: RateLimits
  readonly #inFlight = new Set<string>()

  constructor(
    core: Core,
    operations: readonly Operation[],
    commit: Commit,
    limits = new RateLimits(() => core.clock.nowMs()),
  ) {
    this.#core = core
    this.#router = new Router(operations)
    this.#commit = commit
    this.#limits = limits
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
    const refused = (failure: ApiFailure, more = {}): SandboxResponse =>
      jsonResponse(failure.status, refusalBody(failure, requestId), { ...headers, ...more })
    try {
      const tree = decodeBody(request.headers['content-type'] ?? '', request.body, query)
      const caller = authenticate(request, tree, this.#core.state)
      const core = coreOf(this.#core, accountOf(request, this.#core.state))
      const match = this.#router.match(request.method, path)
      const endpoint = `${request.method} ${match?.operation.path ?? ''}`
      const broken = this.#limits.brokenBy(core.state.account ?? '', endpoint)
      if (broken) return refused(tooManyRequests(), { 'stripe-rate-limited-reason': broken })
      checkVersion(request)
      checkBody(request)
      const key = idempotencyKeyOf(request)
      const call: Call = { core, request, caller, path, tree, requestId, key, fault }
      const response = await this.#once(call, match)
      return { ...response, headers: { ...headers, ...response.headers } }
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      return refused(error)
    }
  }

  async #once(call: Call, match: Match<Operation> | undefined): Promise<SandboxResponse> {
    const { key, core } = call
    if (key === null) return await this.#run(call, match)
    const taken = `${core.state.account ?? ''} ${key}`
    if (this.#inFlight.has(taken)) throw keyInUse(key)
    this.#inFlight.add(taken)
    try {
      return (await this.#replay(call, key)) ?? (await this.#run(call, match))
    } finally {
      this.#inFlight.delete(taken)
    }
  }

  async #replay(call: Call, key: string): Promise<SandboxResponse | undefined> {
    const work = new Work(call.core, originOf(call))
    const saved = savedAnswerFor(work, call, key)
    if (!saved) return undefined
    recordCall(call, work, saved.status < 400 ? JSON.parse(saved.body) : null, true)
    await this.#commit(work)
    return jsonResponse(saved.status, saved.body, {
      'idempotency-key': key,
      'idempotent-replayed': 'true',
      'original-request': saved.requestId,
    })
  }

  async #run(call: Call, match: Match<Operation> | undefined): Promise<SandboxResponse> {
    const { fault, key } = call
    if (fault?.afterMs !== undefined && fault.kind !== 'drip') await pause(fault.afterMs)
    const work = new Work(call.core, originOf(call))
    const { status, answer } = this.#attempt(call, match, work)
    if (answer instanceof RawAnswer) {
      return { status, headers: { 'content-type': answer.contentType }, body: answer.bytes }
    }
    const body = JSON.stringify(answer)
    if (key !== null) saveAnswer(work, call, key, { status, body })
    await this.#commit(work)
    return jsonResponse(status, body, key === null ? {} : { 'idempotency-key': key })
  }

  #attempt(call: Call, match: Match<Operation> | undefined, work: Work): Outcome {
    const { kind } = call.fault ?? {}
    if (kind === '500-not-applied') return { status: 500, answer: internalError }
    try {
      const answer = this.#execute(call, match, work)
      return kind === '500-applied' ? { status: 500, answer: internalError } : { status: 200, answer }
    } catch (error) {
      if (!(error instanceof ApiFailure)) {
        work.undo()
        throw ownFault(error)
      }
      if (error.handling.keepsEffects) recordCall(call, work, errorObject(error), false)
      else work.undo()
      if (isUnsaved(error)) throw error
      return { status: error.status, answer: refusalBody(error, call.requestId) }
    }
  }

  #execute(call: Call, match: Match<Operation> | undefined, work: Work): unknown {
    const { caller, request, path, tree } = call
    if (!match) throw unknownUrl(request.method, path)
    authorize(caller, match.operation)
    const prepared = match.operation.prepare(tree)
    const answer = prepared.run(work, match.ids)
    if (answer instanceof RawAnswer) return answer
    if (work.changes.length > 0) recordCall(call, work, answer, false)
    return present(work.core.state, work.nowMs, answer, prepared.expand)
  }
}

/** A request that never began, or lost against another, leaves its idempotency key free. */
const isUnsaved = ({ handling, status }: ApiFailure): boolean =>
  handling.unsaved === true || status === 409 || status === 429

/** The object that a refusal carries: the payment intent of a decline. */
const errorObject = ({ body }: ApiFailure): unknown => body.payment_intent ?? body.setup_intent ?? null

function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
