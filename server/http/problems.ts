import type { ErrorRequestHandler, Response } from 'express'
import type { Log } from '#server/ports.ts'
import { Problem } from '#server/problem.ts'
import type { ProblemBody } from '#shared/api/problem.ts'
import { problemStatus } from '#shared/api/problem-status.ts'

/** The document of RFC 9457: the members of `facts` stand beside the standard ones. */
export function problemDocument(problem: Problem, requestId: string): ProblemBody {
  const { code, facts, message } = problem
  return {
    ...facts,
    type: `urn:counterfoil:problem:${code}`,
    title: code.replaceAll('_', ' '),
    status: problemStatus[code],
    code,
    detail: message,
    requestId,
  }
}

export function sendProblem(response: Response, problem: Problem): void {
  const requestId = String(response.locals.requestId ?? '')
  const { facts } = problem
  if ('retryAfterMs' in facts) response.set('retry-after', String(Math.ceil(facts.retryAfterMs / 1000)))
  if ('allow' in facts) response.set('allow', facts.allow.join(', '))
  response.status(problemStatus[problem.code]).type('application/problem+json')
  response.send(JSON.stringify(problemDocument(problem, requestId)))
}

/** The last middleware: whatever went wrong leaves as a problem, and what nobody foresaw as an opaque one. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    const problem = error instanceof Problem ? error : (fromBodyParser(error) ?? unforeseen(error))
    if (problem.code === 'internal') {
      log.error(
        { requestId: response.locals.requestId, method: request.method, path: request.path, error },
        'a request failed unforeseen',
      )
    }
    sendProblem(response, problem)
  }
}

const unforeseen = (_: unknown): Problem =>
  new Problem(
    'internal',
    'Something went wrong here. Nothing was sent; quote the request id if it stays.',
    {},
  )

interface BodyParserError {
  readonly type: string
  readonly limit?: number
}

const isBodyParserError = (error: unknown): error is BodyParserError =>
  typeof error === 'object' && error !== null && 'type' in error && typeof error.type === 'string'

/** What Express's own body parser throws, by its documented `type`. */
function fromBodyParser(error: unknown): Problem | undefined {
  if (error instanceof URIError) return invalid('The address cannot be read.')
  if (!isBodyParserError(error)) return undefined
  switch (error.type) {
    case 'entity.too.large':
      return new Problem('too_large', 'The request is too large.', { limitBytes: error.limit ?? 0 })
    case 'entity.parse.failed':
      return invalid('The body is not JSON.')
    case 'request.aborted':
    case 'request.size.invalid':
      return invalid('The body ended before it was complete.')
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new Problem('unsupported_media_type', 'The body must be JSON in UTF-8, not compressed.', {
        expected: 'application/json; charset=utf-8',
      })
    default:
      return undefined
  }
}

const invalid = (detail: string): Problem =>
  new Problem('invalid_request', detail, { issues: [{ path: '', message: detail }] })
