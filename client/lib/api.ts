import type * as z from 'zod'
import type { Endpoint } from '#shared/api/endpoint.ts'
import type { ProblemBody, ProblemCode, ProblemFacts } from '#shared/api/problem.ts'
import { problemStatus } from '#shared/api/problem-status.ts'

/**
 * What the browser must know of an endpoint at run time. Every endpoint of the contract is one; the first route's stand
 * without their schemas in `first-endpoints.ts`, so that zod stays out of the first paint.
 */
export type Address<E extends Endpoint = Endpoint> = Pick<E, 'name' | 'method' | 'path' | 'media'> &
  Partial<Pick<E, 'params' | 'query' | 'body' | 'reply'>>

type SchemaOf<E extends Address, K extends 'params' | 'query' | 'body' | 'reply'> = NonNullable<E[K]>

export type ReplyTo<E extends Address> = z.output<SchemaOf<E, 'reply'>>

/** The request was answered with a problem; `code` says which, `detail` is a sentence for the person. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly problem: ProblemBody

  constructor(problem: ProblemBody) {
    super(problem.detail)
    this.problem = problem
  }

  get code(): ProblemCode {
    return this.problem.code
  }
}

/** No answer came: offline, cut, or not from the desk. What the request did is not known. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
}

/** The facts of this problem if it is of this code; otherwise `undefined`. */
export function factsOf<Code extends ProblemCode>(
  error: unknown,
  code: Code,
): ProblemFacts<Code> | undefined {
  if (!(error instanceof ApiError) || error.code !== code) return undefined
  // The server made the problem from the facts of this very code: they stand beside the problem's own members.
  return error.problem as ProblemBody & ProblemFacts<Code>
}

type Part<E extends Address, K extends 'params' | 'query' | 'body'> = z.input<SchemaOf<E, K>>

/** What a call must say: only the parts that the endpoint has required members in are compulsory. */
export type CallInput<E extends Address> = (Record<never, never> extends Part<E, 'params'>
  ? { params?: Part<E, 'params'> }
  : { params: Part<E, 'params'> }) & {
  query?: Part<E, 'query'>
} & (Record<never, never> extends Part<E, 'body'>
    ? { body?: Part<E, 'body'> }
    : { body: Part<E, 'body'> }) & {
    file?: File
    signal?: AbortSignal
  }

/**
 * Calls an endpoint of the contract.
 * @throws {ApiError} when the desk refuses. @throws {NoAnswerError} when nothing came back.
 */
export async function call<E extends Address>(endpoint: E, input: CallInput<E>): Promise<ReplyTo<E>> {
  const response = await send(endpoint, input)
  if (!response.ok) throw new ApiError(await readProblem(response))
  if (endpoint.media === 'bytes') return new Uint8Array(await response.arrayBuffer()) as ReplyTo<E>
  // The server checked the reply against the endpoint's schema before it left.
  return (await response.json().catch(() => {
    throw new NoAnswerError('The answer could not be read.')
  })) as ReplyTo<E>
}

async function send<E extends Address>(endpoint: E, input: CallInput<E>): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  const init: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin' }
  if (input.signal) init.signal = input.signal
  if (input.file) {
    init.body = new FormData()
    init.body.append('file', input.file)
  } else if (endpoint.method === 'POST' || endpoint.method === 'PUT') {
    headers['content-type'] = 'application/json'
    init.body = JSON.stringify(input.body ?? {})
  }
  try {
    return await fetch(urlOf(endpoint, input), init)
  } catch (error) {
    if (input.signal?.aborted) throw error
    throw new NoAnswerError('The desk did not answer. Check your connection.')
  }
}

function urlOf<E extends Address>(endpoint: E, input: CallInput<E>): string {
  const params = new Map(Object.entries(input.params ?? {}))
  const path = endpoint.path.replace(/:([a-z]+)/gi, (_, name: string) =>
    encodeURIComponent(String(params.get(name))),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}

async function readProblem(response: Response): Promise<ProblemBody> {
  const body: unknown = await response.json().catch(() => null)
  if (!isProblem(body)) throw new NoAnswerError(`The answer (${response.status}) was not from the desk.`)
  return Object.hasOwn(problemStatus, body.code) ? body : { ...body, code: 'internal' }
}

/** A proxy in between may answer with a page of its own. */
function isProblem(body: unknown): body is ProblemBody {
  if (typeof body !== 'object' || body === null) return false
  return ['code', 'title', 'detail', 'requestId'].every(
    name => name in body && typeof body[name as keyof typeof body] === 'string',
  )
}
