/** One line of a document as it is shown: flat, so that a long one can be shown in parts. */
export interface JsonLine {
  /** Names the node in the whole document: `/data/object/id`. */
  path: string
  depth: number
  name: string | undefined
  /** The value of a leaf as JSON writes it; of a branch its bracket and size. */
  text: string
  kind: 'string' | 'number' | 'boolean' | 'null' | 'branch'
}

function kindOf(value: unknown): JsonLine['kind'] {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return value === null || value === undefined ? 'null' : 'branch'
}

const escapePath = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** An object's own entries, whatever their names are: `__proto__` is a name like any other. */
const entriesOf = (value: object): [string, unknown][] => Object.entries(value)

function branchText(value: object): string {
  const size = entriesOf(value).length
  if (Array.isArray(value)) return size === 0 ? '[]' : `[${size}]`
  return size === 0 ? '{}' : `{${size}}`
}

/**
 * The document as lines, without what is under a closed path. Walks with a stack of its own, so that no depth
 * of nesting can exhaust the engine's.
 */
export function jsonLines(document: unknown, isClosed: (path: string, depth: number) => boolean): JsonLine[] {
  const lines: JsonLine[] = []
  const open = [{ path: '', depth: 0, name: undefined as string | undefined, value: document }]
  for (let node = open.pop(); node; node = open.pop()) {
    const { path, depth, name, value } = node
    const isBranch = typeof value === 'object' && value !== null
    const text = isBranch ? branchText(value) : (JSON.stringify(value) ?? 'null')
    lines.push({ path, depth, name, text, kind: kindOf(value) })
    if (!isBranch || isClosed(path, depth)) continue
    for (const [child, below] of entriesOf(value).reverse()) {
      open.push({ path: `${path}/${escapePath(child)}`, depth: depth + 1, name: child, value: below })
    }
  }
  return lines
}

/** The paths of the lines that hold the text, in a name or a value, and of all above them. */
export function pathsWith(document: unknown, text: string): { hits: Set<string>; above: Set<string> } {
  const wanted = text.toLowerCase()
  const hits = new Set<string>()
  const above = new Set<string>()
  for (const line of jsonLines(document, () => false)) {
    const isHit =
      line.name?.toLowerCase().includes(wanted) ||
      (line.kind !== 'branch' && line.text.toLowerCase().includes(wanted))
    if (!isHit) continue
    hits.add(line.path)
    for (let at = line.path.lastIndexOf('/'); at >= 0; at = line.path.lastIndexOf('/', at - 1)) {
      above.add(line.path.slice(0, at))
      if (at === 0) break
    }
  }
  return { hits, above }
}
