import { promised, sdkCalls } from './operations.ts'
import type { Schema, Shape } from './schema.ts'

let byObject: ReadonlyMap<string, Shape> | undefined

/** The SDK's objects as its calls answer them, each by its `object`; deleted ones are not among them. */
export function objectShapes(): ReadonlyMap<string, Shape> {
  byObject ??= new Map(sdkCalls().flatMap(call => (isJson(call.name) ? namedIn(promised(call)) : [])))
  return byObject
}

/** The one call that answers a stream instead of JSON is `quotes.pdf`. */
const isJson = (name: string): boolean => name !== 'pdf'

function namedIn(schema: Schema): [string, Shape][] {
  if (schema.is === 'union') return schema.of.flatMap(namedIn)
  if (schema.is !== 'shape') return []
  const fields = schema.fields()
  const data = fields.get('data')?.schema()
  if (data?.is === 'list') return namedIn(data.of)
  const object = fields.get('object')?.schema()
  if (object?.is !== 'literal' || fields.get('deleted')?.required) return []
  return [[String(object.value), schema]]
}
