import type { ESTree } from 'vite'
import type { Found, Scope, Typed } from './declarations.ts'

/** What JSON a type of the SDK allows on the wire. */
export type Schema =
  | { readonly is: 'anything' | 'string' | 'number' | 'boolean' | 'null' | 'decimal' | 'nothing' }
  | { readonly is: 'literal'; readonly value: unknown }
  | { readonly is: 'list' | 'map'; readonly of: Schema }
  | { readonly is: 'union'; readonly of: readonly Schema[] }
  | Shape

/** An object of named fields, each read only when it is looked at: the types refer to each other in circles. */
export interface Shape {
  readonly is: 'shape'
  readonly name: string
  readonly fields: () => ReadonlyMap<string, Field>
}
interface Field {
  readonly required: boolean
  readonly schema: () => Schema
}

const anything: Schema = { is: 'anything' }
const shapes = new Map<ESTree.Node, Schema>()

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The schema of a type as it is written. @throws for a form of type that the SDK did not use so far. */
export function schemaOf({ node, scope }: Typed): Schema {
  switch (node.type) {
    case 'TSStringKeyword':
      return { is: 'string' }
    case 'TSNumberKeyword':
      return { is: 'number' }
    case 'TSBooleanKeyword':
      return { is: 'boolean' }
    case 'TSNullKeyword':
      return { is: 'null' }
    case 'TSVoidKeyword':
      return { is: 'nothing' }
    case 'TSUnknownKeyword':
    case 'TSAnyKeyword':
      return anything
    case 'TSLiteralType':
      if (node.literal.type === 'Literal') return { is: 'literal', value: node.literal.value }
      throw new Error('A literal type that is no literal')
    case 'TSArrayType':
      return { is: 'list', of: schemaOf({ node: node.elementType, scope }) }
    case 'TSUnionType':
      return unionOf(node.types.map(type => schemaOf({ node: type, scope })))
    case 'TSTypeLiteral':
      return membersOf('', node.members, scope)
    case 'TSTypeReference':
      return referred(node, scope)
    default:
      throw new Error(`The SDK has a type of a new form: ${node.type}`)
  }
}

function unionOf(given: readonly Schema[]): Schema {
  const flat = given.flatMap(one => (one.is === 'union' ? one.of : [one]))
  // `OtherString` leaves room for what Stripe adds later; the sandbox tells what is known today.
  const closed = flat.some(({ is }) => is === 'literal') && flat.some(one => one === otherString)
  return { is: 'union', of: closed ? flat.filter(one => one !== otherString) : flat }
}

const otherString: Schema = { is: 'string' }

function referred(node: ESTree.TSTypeReference, scope: Scope): Schema {
  const name = dottedName(node.typeName)
  const bound = scope.argument(name)
  if (bound) return schemaOf(bound)
  const args = (node.typeArguments?.params ?? []).map((arg): Typed => ({ node: arg, scope }))
  const [first] = args
  if (name === 'OtherString') return otherString
  if (name === 'Decimal') return { is: 'decimal' }
  if (first && name === 'Array') return { is: 'list', of: schemaOf(first) }
  if (first && name === 'Partial') return partial(schemaOf(first))
  return declaredSchema(scope.find(name), args)
}

/** `T` with each field optional. */
function partial(schema: Schema): Schema {
  if (schema.is === 'union') return { is: 'union', of: schema.of.map(partial) }
  if (schema.is !== 'shape') return schema
  const optional = ([name, field]: [string, Field]) => [name, { ...field, required: false }] as const
  return {
    ...schema,
    name: `Partial<${schema.name}>`,
    fields: once(() => new Map([...schema.fields()].map(optional))),
  }
}

/** The schema of a declaration, with `args` for its type parameters. */
export function declaredSchema({ declared, scope }: Found, args: readonly Typed[] = []): Schema {
  const known = args.length === 0 ? shapes.get(declared) : undefined
  if (known) return known
  const made = make(declared, args.length === 0 ? scope : scope.binding(parametersOf(declared), args))
  if (args.length === 0) shapes.set(declared, made)
  return made
}

function make(declared: Found['declared'], scope: Scope): Schema {
  if (declared.type === 'TSTypeAliasDeclaration') {
    const schema = schemaOf({ node: declared.typeAnnotation, scope })
    return schema.is === 'shape' && schema.name === '' ? { ...schema, name: declared.id.name } : schema
  }
  if (declared.type !== 'TSInterfaceDeclaration') throw new Error('A class is never on the wire')
  const inherited = () =>
    declared.extends.flatMap(({ expression }) => {
      const base = declaredSchema(scope.find(dottedName(expression)))
      return base.is === 'shape' ? [...base.fields()] : []
    })
  return membersOf(declared.id.name, declared.body.body, scope, inherited)
}

function membersOf(
  name: string,
  members: readonly ESTree.TSSignature[],
  scope: Scope,
  inherited: () => readonly [string, Field][] = () => [],
): Schema {
  const index = members.find(member => member.type === 'TSIndexSignature')
  if (index) return { is: 'map', of: schemaOf({ node: index.typeAnnotation.typeAnnotation, scope }) }
  return {
    is: 'shape',
    name,
    fields: once(() => new Map([...inherited(), ...members.flatMap(member => field(member, scope))])),
  }
}

function field(member: ESTree.TSSignature, scope: Scope): [string, Field][] {
  if (member.type !== 'TSPropertySignature' || !member.typeAnnotation) return []
  const { typeAnnotation: node } = member.typeAnnotation
  const { key } = member
  const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined
  if (name === undefined) throw new Error('A property with a computed name')
  return [[name, { required: !member.optional, schema: once(() => schemaOf({ node, scope })) }]]
}

function parametersOf(declared: Found['declared']): string[] {
  return (declared.typeParameters?.params ?? []).map(({ name }) => name.name)
}

/** `A.B` of a name in a type or after `extends`. */
export function dottedName(node: ESTree.Node): string {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'TSQualifiedName') return `${dottedName(node.left)}.${node.right.name}`
  if (node.type === 'MemberExpression' && node.property.type === 'Identifier') {
    return `${dottedName(node.object)}.${node.property.name}`
  }
  throw new Error(`Not a name: ${node.type}`)
}
