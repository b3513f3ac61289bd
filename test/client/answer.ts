import { HttpResponse, http, type RequestHandler } from 'msw'
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '#shared/api/endpoint.ts'
import type { ProblemCode, ProblemFacts } from '#shared/api/problem.ts'
import { problemStatus } from '#shared/api/problem-status.ts'

/** A refusal, as the desk sends it. */
export class Refusal<Code extends ProblemCode = ProblemCode> {
  readonly code: Code
  readonly detail: string
  readonly facts: ProblemFacts<Code>

  constructor(code: Code, detail: string, facts: ProblemFacts<Code>) {
    this.code = code
    this.detail = detail
    this.facts = facts
  }
}

/** No answer at all: the connection breaks. */
export const silence = Symbol('silence')

interface Asked<E extends Endpoint> {
  readonly params: ParamsOf<E>
  readonly query: QueryOf<E>
  readonly body: BodyOf<E>
}

type Answer<E extends Endpoint> = ReplyOf<E> | Refusal | typeof silence

/** Answers an endpoint from its own declaration: what it is asked, and what it says, must be what the contract allows. */
export function answer<E extends Endpoint>(
  endpoint: E,
  reply: (asked: Asked<E>) => Answer<E> | Promise<Answer<E>>,
): RequestHandler {
  const method = ({ GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const)[endpoint.method]
  return http[method](`${location.origin}${endpoint.path}`, async ({ request, params }) => {
    const takesJson = request.method !== 'GET' && endpoint.uploadBytes === null
    const body = takesJson ? await request.json() : {}
    const said = await reply({
      params: endpoint.params.parse(params) as ParamsOf<E>,
      query: endpoint.query.parse(Object.fromEntries(new URL(request.url).searchParams)) as QueryOf<E>,
      body: endpoint.body.parse(body) as BodyOf<E>,
    })
    if (said === silence) return HttpResponse.error()
    if (said instanceof Refusal) return problem(said)
    return HttpResponse.json(endpoint.reply.parse(said) as object, { status: endpoint.status })
  })
}

function problem({ code, detail, facts }: Refusal): Response {
  const status = problemStatus[code]
  const document = { ...facts, type: `urn:x:${code}`, title: code, status, code, detail, requestId: 'req_1' }
  return HttpResponse.json(document, { status })
}
