import { type ApiFailure, invalidParam } from './api-failure.ts'
import type { FormNode, FormTree, UploadedFile } from './form.ts'

/** How one parameter is read. `at` is its name in bracket form, such as `items[0][price]`. */
export interface Spec<T, Required extends boolean = boolean> {
  readonly required: Required
  parse(node: FormNode, at: string): T
}
export type Shape = Readonly<Record<string, Spec<unknown>>>
type RequiredKeys<S extends Shape> = { [K in keyof S]: S[K]['required'] extends true ? K : never }[keyof S]
type ValueOf<P> = P extends Spec<infer T> ? T : never
/** What a shape reads into: required keys present, the others perhaps. */
export type Parsed<S extends Shape> = { readonly [K in RequiredKeys<S>]: ValueOf<S[K]> } & {
  readonly [K in Exclude<keyof S, RequiredKeys<S>>]?: ValueOf<S[K]>
}
/** The parameters that the SDK's own type knows: `{…} satisfies ShapeOf<Stripe.RefundCreateParams>`. */
export type ShapeOf<P> = { readonly [K in keyof P]?: Spec<unknown> }

type Optional<T> = Spec<T, false>
const optional = <T>(parse: (node: FormNode, at: string) => T): Optional<T> => ({ required: false, parse })

/** Marks a parameter that must be sent. */
export const required = <T>(spec: Spec<T>): Spec<T, true> => ({
  required: true,
  parse: (node, at) => spec.parse(node, at),
})

/** A parameter that `''` unsets: read as `null`. */
export const nullable = <T>(spec: Spec<T>): Optional<T | null> =>
  optional((node, at) => (node === '' ? null : spec.parse(node, at)))

function text(node: FormNode, at: string): string {
  if (typeof node !== 'string') throw invalidParam('Invalid string: expected a string', at)
  return node
}

const empty = (at: string): ApiFailure =>
  invalidParam(
    `You passed an empty string for '${at}'. We assume empty values are an attempt to unset a parameter; however '${at}' cannot be unset. You should remove '${at}' from your request or supply a non-empty value.`,
    at,
    'parameter_invalid_empty',
  )

function filled(node: FormNode, at: string): string {
  const value = text(node, at)
  if (value !== '') return value
  throw empty(at)
}

export const string = ({ max = 5000 }: { max?: number } = {}): Optional<string> =>
  optional((node, at) => {
    const value = filled(node, at)
    if ([...value].length <= max) return value
    throw invalidParam(`Invalid string: ${value.slice(0, 32)}…; must be at most ${max} characters`, at)
  })

export const integer = ({ min = -99_999_999_999, max = 99_999_999_999 } = {}): Optional<number> =>
  optional((node, at) => {
    const value = filled(node, at)
    if (!/^[+-]?\d{1,15}$/.test(value)) {
      throw invalidParam(`Invalid integer: ${value}`, at, 'parameter_invalid_integer')
    }
    const number = Number(value)
    if (number < min) {
      const rule = `This value must be greater than or equal to ${min}.`
      throw invalidParam(rule, at, 'parameter_invalid_integer')
    }
    if (number > max) {
      throw invalidParam(`This value must be less than or equal to ${max}.`, at, 'parameter_invalid_integer')
    }
    return number
  })

/** A fixed-point text such as a unit amount with fractions of a minor unit. */
export const decimal = (): Optional<string> =>
  optional((node, at) => {
    const value = filled(node, at)
    if (/^-?\d+(\.\d{1,12})?$/.test(value)) return value
    throw invalidParam(`Invalid decimal: ${value}`, at, 'parameter_invalid_decimal')
  })

export const boolean = (): Optional<boolean> =>
  optional((node, at) => {
    const value = filled(node, at)
    if (value === 'true' || value === 'false') return value === 'true'
    throw invalidParam(`Invalid boolean: ${value}`, at)
  })

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')}, or ${words.at(-1)}`

export const oneOf = <const W extends string>(...words: readonly W[]): Optional<W> =>
  optional((node, at) => {
    const value = filled(node, at)
    const word = words.find(candidate => candidate === value)
    if (word !== undefined) return word
    const name = /\[?([^[\]]+)\]?$/.exec(at)?.[1] ?? at
    throw invalidParam(`Invalid ${name}: must be one of ${listed(words)}`, at)
  })

/** A three-letter ISO currency code, read in lower case. */
export const currency = (): Optional<string> =>
  optional((node, at) => {
    const value = filled(node, at).toLowerCase()
    if (/^[a-z]{3}$/.test(value)) return value
    throw invalidParam(`Invalid currency: ${value}`, at)
  })

export const file = (): Optional<UploadedFile> =>
  optional((node, at) => {
    if (typeof node === 'object' && !(node instanceof Map)) return node
    throw invalidParam('Invalid file: you must upload the contents of a file', at)
  })

function branch(node: FormNode, at: string, noun: 'array' | 'object'): FormTree {
  if (node instanceof Map) return node
  if (node === '') throw empty(at)
  throw invalidParam(noun === 'array' ? 'Invalid array' : 'Invalid object', at)
}

export const array = <T>(items: Spec<T>, { max = 1000 } = {}): Optional<T[]> =>
  optional((node, at) => {
    const tree = branch(node, at, 'array')
    const keys = [...tree.keys()]
    if (keys.some(key => !/^\d+$/.test(key))) throw invalidParam('Invalid array', at)
    if (keys.length > max) throw invalidParam(`Too many items: at most ${max} are allowed`, at)
    return keys
      .sort((a, b) => Number(a) - Number(b))
      .map(key => items.parse(tree.get(key) ?? '', `${at}[${key}]`))
  })

/** A list that `''` empties: read as `[]`. */
export const clearable = <T>(list: Spec<T[]>): Optional<T[]> =>
  optional((node, at) => (node === '' ? [] : list.parse(node, at)))

export const object = <S extends Shape>(shape: S): Optional<Parsed<S>> =>
  optional((node, at) => parseShape(shape, branch(node, at, 'object'), at))

/** Tries each in turn, as for `created`, which is a number or a range; the last one's refusal is told. */
export const either = <A, B>(first: Spec<A>, last: Spec<B>): Optional<A | B> =>
  optional((node, at) => {
    const isTree = node instanceof Map
    return isTree ? last.parse(node, at) : first.parse(node, at)
  })

function refuseUnknown(shape: Shape, tree: FormTree, at: string): void {
  const unknown = [...tree.keys()].filter(key => !Object.hasOwn(shape, key))
  const [first] = unknown
  if (first === undefined) return
  const named = unknown.map(key => (at ? `${at}[${key}]` : key))
  const plural = named.length > 1 ? 's' : ''
  throw invalidParam(
    `Received unknown parameter${plural}: ${named.join(', ')}`,
    at ? `${at}[${first}]` : first,
    'parameter_unknown',
  )
}

/**
 * Reads a tree by its shape; every key must be known and every required one sent.
 * @throws {ApiFailure} 400 with the parameter's name in bracket form.
 */
export function parseShape<S extends Shape>(shape: S, tree: FormTree, at = ''): Parsed<S> {
  refuseUnknown(shape, tree, at)
  const entries: [string, unknown][] = []
  for (const [key, spec] of Object.entries(shape)) {
    const name = at ? `${at}[${key}]` : key
    const node = tree.get(key)
    if (node !== undefined) entries.push([key, spec.parse(node, name)])
    else if (spec.required) throw invalidParam(`Missing required param: ${name}.`, name, 'parameter_missing')
  }
  return asParsed<S>(Object.fromEntries(entries))
}

/** The loop above read each key by its own spec, which is what `Parsed` says; TypeScript cannot follow it. */
const asParsed = <S extends Shape>(entries: Record<string, unknown>): Parsed<S> => entries as Parsed<S>
