import type * as z from 'zod'
import type { Endpoint, ReplyOf } from '#shared/api/endpoint.ts'
import {
  type ProblemBody,
  type ProblemCode,
  type ProblemFacts,
  problemBody,
  problemFacts,
} from '#shared/api/problem.ts'

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

/** The facts of this problem if it is of this code, checked; otherwise `undefined`. */
export function factsOf<Code extends ProblemCode>(
  error: unknown,
  code: Code,
): ProblemFacts<Code> | undefined {
  if (!(error instanceof ApiError) || error.code !== code) return undefined
  const schema: z.ZodType = problemFacts[code]
  const facts = schema.safeParse(error.problem)
  // The schema of this very code parsed it; the lookup by a type parameter hides that from the compiler.
  return facts.success ? (facts.data as ProblemFacts<Code>) : undefined
}

type Part<E extends Endpoint, K extends 'params' | 'query' | 'body'> = z.input<E[K]>

/** What a call must say: only the parts that the endpoint has required members in are compulsory. */
export type CallInput<E extends Endpoint> = (Record<never, never> extends Part<E, 'params'>
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
export async function call<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<ReplyOf<E>> {
  const response = await send(endpoint, input)
  if (!response.ok) throw new ApiError(await readProblem(response))
  if (endpoint.media === 'bytes') return new Uint8Array(await response.arrayBuffer()) as ReplyOf<E>
  // The server checked the reply against the endpoint's schema before it left.
  return (await response.json().catch(() => {
    throw new NoAnswerError('The answer could not be read.')
  })) as ReplyOf<E>
}

async function send<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<Response> {
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

function urlOf<E extends Endpoint>(endpoint: E, input: CallInput<E>): string {
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
  const parsed = problemBody.safeParse(await response.json().catch(() => null))
  if (!parsed.success) throw new NoAnswerError(`The answer (${response.status}) was not from the desk.`)
  const { code } = parsed.data
  return { ...parsed.data, code: isCode(code) ? code : 'internal' }
}

const isCode = (code: string): code is ProblemCode => Object.hasOwn(problemFacts, code)
