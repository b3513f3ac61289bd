import type { Schema, Shape } from './schema.ts'

/** Where JSON is not what the SDK's types promise, and how. */
export interface Violation {
  /** Such as `lines.data[0].pricing`; empty for the whole. */
  readonly at: string
  readonly message: string
}

/** Numbers that may be fractions; all others count something, such as money in its minor unit. */
const fractional = /percent|rate|ratio|latitude|longitude|score|probability|height|width|exchange/

/** Every place where `value` departs from `schema`. */
export function check(schema: Schema, value: unknown, at = ''): readonly Violation[] {
  const wrong = (): Violation[] => [{ at, message: `expected ${told(schema)}, got ${shown(value)}` }]
  switch (schema.is) {
    case 'anything':
      return []
    case 'nothing':
      return wrong()
    case 'null':
      return value === null ? [] : wrong()
    case 'literal':
      return value === schema.value ? [] : wrong()
    case 'decimal':
      return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? [] : wrong()
    case 'number':
      if (typeof value !== 'number') return wrong()
      return Number.isInteger(value) || fractional.test(at) ? [] : [{ at, message: `${value} is no integer` }]
    case 'string':
    case 'boolean':
      return typeof value === schema.is ? [] : wrong()
    case 'list':
      if (!Array.isArray(value)) return wrong()
      return value.flatMap((item, index) => check(schema.of, item, `${at}[${index}]`))
    case 'map':
      if (!isFields(value)) return wrong()
      return Object.entries(value).flatMap(([key, item]) => check(schema.of, item, inside(at, key)))
    case 'union':
      return checkUnion(schema.of, value, at, wrong)
    case 'shape':
      return isFields(value) ? checkShape(schema, value, at) : wrong()
  }
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const inside = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`)

function checkShape({ name, fields }: Shape, value: Fields, at: string): Violation[] {
  const known = fields()
  const found: Violation[] = []
  for (const [key, { required, schema }] of known) {
    if (Object.hasOwn(value, key)) found.push(...check(schema(), value[key], inside(at, key)))
    else if (required) found.push({ at: inside(at, key), message: `missing, ${name} requires it` })
  }
  for (const key of Object.keys(value)) {
    if (!known.has(key)) found.push({ at: inside(at, key), message: `${name} has no such property` })
  }
  return found
}

/** Fields by which the members of a union are told apart. */
const telling = ['object', 'deleted', 'type']

function suits(schema: Schema, value: unknown): boolean {
  if (schema.is !== 'shape' || !isFields(value)) return schema.is !== 'shape'
  const fields = schema.fields()
  return telling.every(name => {
    const field = fields.get(name)
    const only = field?.schema()
    if (only?.is !== 'literal') return true
    return Object.hasOwn(value, name) ? value[name] === only.value : !field?.required
  })
}

/** A member that allows the value; else what departs least from the members that are meant. */
function checkUnion(
  members: readonly Schema[],
  value: unknown,
  at: string,
  wrong: () => Violation[],
): readonly Violation[] {
  let nearest: readonly Violation[] | undefined
  for (const member of members) {
    if (!suits(member, value)) continue
    const found = check(member, value, at)
    if (found.length === 0) return []
    if (isFields(value) && member.is === 'shape' && found.length < (nearest?.length ?? Infinity))
      nearest = found
  }
  return nearest ?? wrong()
}

function told(schema: Schema): string {
  switch (schema.is) {
    case 'literal':
      return JSON.stringify(schema.value)
    case 'list':
      return `a list of ${told(schema.of)}`
    case 'union':
      return schema.of.map(told).join(' | ')
    case 'shape':
      return schema.name
    default:
      return schema.is
  }
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (!isFields(value)) return JSON.stringify(value) ?? 'undefined'
  return typeof value.object === 'string' ? `an object ${value.object}` : 'an object'
}
