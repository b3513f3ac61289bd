import express, { type Request, type RequestHandler, type Response } from 'express'
import type * as z from 'zod'
import { Problem } from '#server/problem.ts'
import type { Endpoint } from '#shared/api/endpoint.ts'
import { readUpload } from './multipart.ts'
import type { Input } from './route.ts'

const bodyLimitBytes = 1024 * 1024
const jsonBody = express.json({ limit: bodyLimitBytes, inflate: false, strict: true })

/**
 * Reads and checks everything that came in, against the endpoint's own schemas.
 * @throws {Problem} `invalid_request` with every issue, `unsupported_media_type`, `too_large`.
 */
export async function parseInput(
  endpoint: Endpoint,
  request: Request,
  response: Response,
): Promise<Input<Endpoint>> {
  const upload = endpoint.uploadBytes
  const file = upload === null ? null : await readUpload(request, upload)
  const body = upload === null ? await readJson(request, response) : {}
  const params = endpoint.params.safeParse(request.params)
  const query = endpoint.query.safeParse(request.query)
  const parsedBody = endpoint.body.safeParse(body)
  const issues = [...issuesOf(params), ...issuesOf(query), ...issuesOf(parsedBody)]
  if (!params.success || !query.success || !parsedBody.success) throw invalidRequest(issues)
  return { params: params.data, query: query.data, body: parsedBody.data, file }
}

interface Issue {
  readonly path: string
  readonly message: string
}

function issuesOf(result: z.ZodSafeParseResult<unknown>): Issue[] {
  if (result.success) return []
  return result.error.issues.map(issue => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }))
}

function invalidRequest(issues: readonly Issue[]): Problem {
  const [first] = issues
  const detail = first
    ? `${first.path === '' ? 'The request' : first.path}: ${first.message}`
    : 'The request is not valid.'
  return new Problem('invalid_request', detail, { issues: [...issues] })
}

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0

async function readJson(request: Request, response: Response): Promise<unknown> {
  if (request.method === 'GET' || !hasBody(request)) return {}
  if (!request.is('application/json')) {
    throw new Problem('unsupported_media_type', 'The body must be JSON.', { expected: 'application/json' })
  }
  await run(jsonBody, request, response)
  refusePrototypeKeys(request.body)
  return request.body
}

/** Runs one middleware to its end, as a promise. */
const run = (middleware: RequestHandler, request: Request, response: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    void middleware(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)))
  })

/** JSON may carry `__proto__` as an own key; a schema would pass it over, and a later merge would not. */
function refusePrototypeKeys(value: unknown, path: readonly string[] = []): void {
  if (typeof value !== 'object' || value === null || path.length > 20) return
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
      throw invalidRequest([{ path: [...path, key].join('.'), message: 'This key is not allowed.' }])
    }
    refusePrototypeKeys(inner, [...path, key])
  }
}
