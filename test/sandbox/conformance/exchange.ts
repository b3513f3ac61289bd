import type { SandboxRequest, SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { check, type Violation } from './check.ts'
import { moduleScope } from './declarations.ts'
import { eventShapes } from './events.ts'
import { answerOf } from './operations.ts'
import { declaredSchema, type Schema } from './schema.ts'

/** A refusal says at least of what sort it is, and why. */
function refusalSchema(): Schema {
  const error = declaredSchema(moduleScope('Types.d.ts').find('StripeRawError'))
  if (error.is !== 'shape') throw new Error('StripeRawError is no object')
  const fields = () =>
    new Map([...error.fields()].map(([name, field]) => [name, { ...field, required: needed.has(name) }]))
  return {
    is: 'shape',
    name: 'a refusal',
    fields: () => new Map([['error', { required: true, schema: () => ({ ...error, fields }) }]]),
  }
}
const needed = new Set(['message', 'type'])

/** What Stripe.js calls and the SDK never does: of its answer, the session within is what the SDK knows. */
const pageCall = /^\/v1\/payment_pages\//
const sessionOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'session' in body ? body.session : undefined

/** What is wrong with a JSON answer under `/v1`, as the SDK's types see it. */
export function checkAnswer(
  method: string,
  path: string,
  status: number,
  body: unknown,
): readonly Violation[] {
  if (status >= 400) return check(refusalSchema(), body)
  if (pageCall.test(path)) {
    return checkAnswer('GET', '/v1/checkout/sessions/cs_test_1', status, sessionOf(body))
  }
  const schema = answerOf(method, path)
  return schema ? check(schema, body) : [{ at: '', message: `the SDK never calls ${method} ${path}` }]
}

/** What is wrong with an event, by its type. */
export function checkEvent(event: { readonly type: string }): readonly Violation[] {
  const shape = eventShapes().get(event.type)
  return shape ? check(shape, event) : [{ at: 'type', message: `the SDK knows no event ${event.type}` }]
}

/** What is wrong with an exchange; a connection that was cut, or a page or file, promises nothing. */
export function checkExchange(request: SandboxRequest, response: SandboxResponse): readonly Violation[] {
  const { status, headers, body, wire } = response
  const [path = ''] = request.path.split('?')
  if (wire || headers['content-type'] !== 'application/json' || !path.startsWith('/v1/')) return []
  const unnamed = headers['request-id'] ? [] : [{ at: 'request-id', message: 'the header is missing' }]
  return [...unnamed, ...checkAnswer(request.method, path, status, JSON.parse(body.toString('utf8')))]
}
