import fs from 'node:fs'
import path from 'node:path'
import type { ESTree } from 'vite'
import { moduleScope, type Scope, sdkFolder } from './declarations.ts'
import { declaredSchema, dottedName, type Schema, schemaOf } from './schema.ts'

/** A call of the SDK, as its source makes it. */
export interface SdkCall {
  readonly method: string
  readonly path: RegExp
  /** How many of the path's segments are ids. */
  readonly ids: number
  readonly file: string
  readonly resource: string
  readonly name: string
}

const aMethod = /^ {4}(\w+)\(.*\) \{$/
const aRequest = /_makeRequest\('([A-Z]+)', (?:'([^']+)'|`([^`]+)`)/
const anId = /\$\{[^}]+\}/g

function callsIn(file: string): SdkCall[] {
  const source = fs.readFileSync(path.join(sdkFolder, file), 'utf8')
  const calls: SdkCall[] = []
  let resource = ''
  let name = ''
  for (const line of source.split('\n')) {
    resource = /^export class (\w+)/.exec(line)?.[1] ?? resource
    name = aMethod.exec(line)?.[1] ?? name
    const [, method, plain, template] = aRequest.exec(line) ?? []
    const written = plain ?? template
    if (method === undefined || !written?.startsWith('/v1/')) continue
    const pattern = new RegExp(`^${written.replace(anId, '[^/]+')}$`)
    const ids = written.match(anId)?.length ?? 0
    calls.push({ method, path: pattern, ids, file: file.replace(/\.js$/, '.d.ts'), resource, name })
  }
  return calls
}

let all: readonly SdkCall[] | undefined

/** Every call under `/v1` that the SDK's modules make. */
export function sdkCalls(): readonly SdkCall[] {
  all ??= fs
    .readdirSync(path.join(sdkFolder, 'resources'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.js'))
    .flatMap(file => callsIn(path.join('resources', file)))
  return all
}

/** What the SDK promises to answer to a call; `undefined` when it makes no such call. */
export function answerOf(method: string, requestPath: string): Schema | undefined {
  const calls = sdkCalls().filter(call => call.method === method && call.path.test(requestPath))
  const fewest = Math.min(...calls.map(({ ids }) => ids))
  const meant = calls.filter(({ ids }) => ids === fewest)
  const [first, ...rest] = meant.map(promised)
  return first && rest.length > 0 ? { is: 'union', of: [first, ...rest] } : first
}

/** The type that a method's promise is of. */
export function promised({ file, resource, name }: SdkCall): Schema {
  const { declared, scope } = moduleScope(file).find(resource)
  if (declared.type !== 'ClassDeclaration') throw new Error(`${resource} is no class`)
  const member = declared.body.body.find(
    one => one.type === 'MethodDefinition' && one.key.type === 'Identifier' && one.key.name === name,
  )
  const type = member?.type === 'MethodDefinition' ? member.value.returnType?.typeAnnotation : undefined
  if (type?.type !== 'TSTypeReference') throw new Error(`${resource}.${name} promises nothing`)
  return promiseOf(type, scope)
}

/** What is inside `Promise<Response<T>>`, or the page of a list or a search. */
function promiseOf(type: ESTree.TSTypeReference, scope: Scope): Schema {
  const name = dottedName(type.typeName)
  const [inner] = type.typeArguments?.params ?? []
  if (!inner) throw new Error(`${name} is of nothing`)
  if (name.endsWith('Promise') && name !== 'Promise') {
    const page = moduleScope('lib.d.ts').find(name.slice(0, -'Promise'.length))
    return declaredSchema(page, [{ node: inner, scope }])
  }
  if (inner.type === 'TSTypeReference' && dottedName(inner.typeName) === 'Response') {
    return promiseOf(inner, scope)
  }
  return schemaOf({ node: inner, scope })
}
