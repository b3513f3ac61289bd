import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const rooms = ['client', 'server', 'shared', 'test'] as const

export interface SourceFile {
  /** From the top of the project, with forward slashes. */
  readonly path: string
  readonly text: string
  /** Modules it imports: paths of our own files from the top, or package names. */
  readonly imports: readonly string[]
  /** Those among them of which only types are imported. */
  readonly typeImports: readonly string[]
}

const fromClause = /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"]*?\sfrom\s*['"]([^'"]+)['"]/g
const bareImport = /(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g
const dynamicImport = /\bimport\(\s*['"]([^'"]+)['"]/g

export function resolveImport(file: string, name: string): string {
  if (name.startsWith('#')) return name.slice(1)
  if (name.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(file), name))
  return name
}

function readSource(file: string): SourceFile {
  const relative = path.relative(root, file).split(path.sep).join('/')
  const text = fs.readFileSync(file, 'utf8')
  const clauses = [...text.matchAll(fromClause)].map(match => ({
    name: resolveImport(relative, match[2] ?? ''),
    isType: match[1] !== undefined,
  }))
  const others = [...text.matchAll(bareImport), ...text.matchAll(dynamicImport)].map(match =>
    resolveImport(relative, match[1] ?? ''),
  )
  const runtime = new Set([...clauses.filter(one => !one.isType).map(one => one.name), ...others])
  return {
    path: relative,
    text,
    imports: [...new Set([...clauses.map(one => one.name), ...others])],
    typeImports: clauses.map(one => one.name).filter(name => !runtime.has(name)),
  }
}

function walk(directory: string): string[] {
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap(entry => {
    const file = path.join(directory, entry.name)
    if (entry.isDirectory()) return walk(file)
    return /\.(ts|tsx)$/.test(entry.name) && !entry.name.endsWith('.gen.ts') ? [file] : []
  })
}

export const readSources = (): SourceFile[] =>
  rooms.flatMap(room => walk(path.join(root, room))).map(readSource)
