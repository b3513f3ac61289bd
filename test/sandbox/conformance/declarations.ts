import fs from 'node:fs'
import path from 'node:path'
import { type ESTree, parseSync } from 'vite'

/** The folder of the SDK's own modules, with their declarations beside them. */
export const sdkFolder = path.join(
  import.meta.dirname,
  ...['..', '..', '..', 'node_modules', 'stripe', 'esm'],
)

export type Declared = ESTree.TSInterfaceDeclaration | ESTree.TSTypeAliasDeclaration | ESTree.Class

/** What a name stands for in one scope; an interface and a namespace may share it. */
interface Entry {
  declared?: Declared
  space?: Scope
  /** From another module: its file, and the name there, or `*` for all of it. */
  link?: { readonly file: string; readonly name: string }
  /** A type argument, with the scope in which it was written. */
  argument?: Typed
}

/** A type as written, and where: names in it mean what they mean there. */
export interface Typed {
  readonly node: ESTree.TSType
  readonly scope: Scope
}
export interface Found {
  readonly declared: Declared
  readonly scope: Scope
}

/** The names of a module, a namespace or a generic type's parameters. */
export class Scope {
  readonly #entries = new Map<string, Entry>()
  readonly #outer: Scope | undefined
  readonly #file: string

  constructor(file: string, outer?: Scope) {
    this.#file = file
    this.#outer = outer
  }

  /** A scope within this one in which the names of type parameters stand for `args`. */
  binding(names: readonly string[], args: readonly Typed[]): Scope {
    const inner = new Scope(this.#file, this)
    for (const [at, argument] of args.entries()) inner.#at(names[at] ?? '').argument = argument
    return inner
  }

  /** The argument that stands behind a type parameter of this name. */
  argument(name: string): Typed | undefined {
    return this.#entries.get(name)?.argument ?? this.#outer?.argument(name)
  }

  /** @throws when nothing of the SDK is declared by that dotted name. */
  find(dotted: string): Found {
    const [first = '', ...rest] = dotted.split('.')
    const found = this.lookUp(first, rest)
    if (!found) throw new Error(`${this.#file} declares no ${dotted}`)
    return found
  }

  /** As `find`, but absent is a value. */
  lookUp(name: string, rest: readonly string[]): Found | undefined {
    const entry = this.#entries.get(name)
    const here = entry && this.#inside(entry, rest)
    return here ?? this.#outer?.lookUp(name, rest)
  }

  #inside({ declared, space, link }: Entry, rest: readonly string[]): Found | undefined {
    const [next, ...deeper] = rest
    if (link) {
      const there = moduleScope(link.file)
      const names = link.name === '*' ? rest : [link.name, ...rest]
      return there.lookUp(names[0] ?? '', names.slice(1))
    }
    if (next !== undefined) return space?.lookUp(next, deeper)
    return declared && { declared, scope: this }
  }

  #at(name: string): Entry {
    const entry = this.#entries.get(name) ?? {}
    this.#entries.set(name, entry)
    return entry
  }

  /** Takes in the statements of a module or a namespace. */
  read(statements: readonly ESTree.Node[]): this {
    for (const statement of statements) this.#take(statement)
    return this
  }

  #take(statement: ESTree.Node): void {
    switch (statement.type) {
      case 'ImportDeclaration':
        for (const one of statement.specifiers) {
          const name = one.type === 'ImportSpecifier' ? nameOf(one.imported) : '*'
          this.#at(one.local.name).link = { file: this.#fileOf(statement.source.value), name }
        }
        break
      case 'ExportNamedDeclaration':
        if (statement.declaration) this.#take(statement.declaration)
        if (!statement.source) break
        for (const { local, exported } of statement.specifiers) {
          this.#at(nameOf(exported)).link = {
            file: this.#fileOf(statement.source.value),
            name: nameOf(local),
          }
        }
        break
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
        this.#at(statement.id.name).declared = statement
        break
      case 'ClassDeclaration':
        if (statement.id) this.#at(statement.id.name).declared = statement
        break
      case 'TSModuleDeclaration':
        if (statement.id.type !== 'Identifier') break
        this.#at(statement.id.name).space = new Scope(this.#file, this).read(statement.body?.body ?? [])
        break
      default:
    }
  }

  #fileOf(specifier: string): string {
    return path.join(path.dirname(this.#file), specifier.replace(/\.js$/, '.d.ts'))
  }
}

export function nameOf(node: ESTree.ModuleExportName): string {
  return node.type === 'Literal' ? node.value : node.name
}

const modules = new Map<string, Scope>()

/** The scope of a declaration file of the SDK, named from its folder: `resources/Refunds.d.ts`. */
export function moduleScope(file: string): Scope {
  const known = modules.get(file)
  if (known) return known
  const source = fs.readFileSync(path.join(sdkFolder, file), 'utf8')
  const { program, errors } = parseSync(file, source, { lang: 'dts' })
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  const scope = new Scope(file)
  modules.set(file, scope)
  return scope.read(program.body)
}
