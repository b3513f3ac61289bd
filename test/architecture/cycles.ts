import type { SourceFile } from './source-files.ts'

/** The first cycle of imports that would run, as the paths along it; empty when there is none. */
export function findCycle(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map(file => [file.path, file]))
  const done = new Set<string>()
  const path: string[] = []
  const visit = (name: string): string[] => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name]
    if (done.has(name)) return []
    path.push(name)
    for (const next of runtimeImports(byPath.get(name))) {
      const cycle = byPath.has(next) ? visit(next) : []
      if (cycle.length > 0) return cycle
    }
    path.pop()
    done.add(name)
    return []
  }
  return files.map(file => visit(file.path)).find(cycle => cycle.length > 0) ?? []
}

/** Type-only imports vanish at build, and cannot make a cycle that runs. */
const runtimeImports = (file: SourceFile | undefined): string[] =>
  file ? file.imports.filter(name => !file.typeImports.includes(name)) : []
