import * as z from 'zod'
import type { Endpoint } from '#shared/api/endpoint.ts'
import { type ProblemCode, problemFacts } from '#shared/api/problem.ts'
import { problemStatus } from '#shared/api/problem-status.ts'

const everywhere: readonly ProblemCode[] = ['invalid_request', 'internal']
const schemaOf = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' })

/** The OpenAPI 3.0 document of the whole contract, made from the same objects that the routes are. */
export function openApiDocument(endpoints: readonly Endpoint[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const one of endpoints) {
    const path = one.path.replace(/:([a-z]+)/gi, '{$1}')
    paths[path] = { ...paths[path], [one.method.toLowerCase()]: operationOf(one) }
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'Counterfoil',
      version: '1',
      description: 'Errors are problems (RFC 9457); times are ms since the epoch.',
    },
    paths,
  }
}

function operationOf(endpoint: Endpoint): Record<string, unknown> {
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    'x-access': endpoint.access,
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
    ...requestBodyOf(endpoint),
    responses: { [endpoint.status]: replyOf(endpoint), ...problemsOf(endpoint) },
  }
}

function parametersOf(schema: z.ZodType, where: 'path' | 'query'): Record<string, unknown>[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input')
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }))
}

function requestBodyOf(endpoint: Endpoint): Record<string, unknown> {
  if (endpoint.uploadBytes !== null) {
    const file = {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file } } } }
  }
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE') return {}
  return { requestBody: { content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }
}

function replyOf(endpoint: Endpoint): Record<string, unknown> {
  const content =
    endpoint.media === 'json'
      ? { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } }
      : { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
  return { description: 'Done', content }
}

function problemsOf(endpoint: Endpoint): Record<string, unknown> {
  const codes = [...everywhere, ...accessProblems(endpoint), ...endpoint.problems]
  const byStatus = groupByStatus(codes)
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [status, problemResponse([...new Set(list)])]),
  )
}

function groupByStatus(codes: readonly ProblemCode[]): Map<number, ProblemCode[]> {
  const groups = new Map<number, ProblemCode[]>()
  for (const code of codes)
    groups.set(problemStatus[code], [...(groups.get(problemStatus[code]) ?? []), code])
  return groups
}

function accessProblems(endpoint: Endpoint): ProblemCode[] {
  if (endpoint.access === 'public') return []
  const codes: ProblemCode[] = ['not_signed_in']
  if (endpoint.access !== 'signed-in') codes.push('forbidden')
  if (endpoint.freshSignIn) codes.push('reauth_required')
  return codes
}

function problemResponse(codes: readonly ProblemCode[]): Record<string, unknown> {
  const variants = codes.map(code => ({
    allOf: [
      { type: 'object', properties: { code: { type: 'string', enum: [code] } } },
      schemaOf(problemFacts[code], 'output'),
    ],
  }))
  return {
    description: codes.join(', '),
    content: { 'application/problem+json': { schema: { oneOf: variants } } },
  }
}
