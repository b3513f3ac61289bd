import { invalidParam } from './api-failure.ts'
import { hashText } from './ids.ts'

/** A parsed request body or query: leaves are text or an uploaded file, never plain objects, so no key is special. */
export interface UploadedFile {
  readonly filename: string
  readonly contentType: string
  readonly bytes: Buffer
}
export type FormNode = string | UploadedFile | FormTree
export type FormTree = Map<string, FormNode>

// Deeper than any parameter of Stripe's; reading goes down by calling itself, so that there must be an end.
const maxDepth = 64

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** `a[b][0][c]` as `['a', 'b', '0', 'c']`; a key with unbalanced brackets is taken as it stands. */
function keyPath(key: string): string[] {
  const open = key.indexOf('[')
  if (open <= 0 || !key.endsWith(']')) return [key]
  const path = [key.slice(0, open), ...key.slice(open + 1, -1).split('][')]
  if (path.length <= maxDepth) return path
  throw invalidParam(`Invalid parameter: it is nested deeper than ${maxDepth} levels`, path[0] ?? key)
}

function holds(tree: FormTree, [first, ...rest]: readonly string[]): boolean {
  const node = first === undefined ? undefined : tree.get(first)
  return node instanceof Map && rest.length > 0 ? holds(node, rest) : node !== undefined
}

/** The position that `[]` means: the next free one, or the last while its object lacks what comes now. */
function positionIn(list: FormTree, rest: readonly string[]): string {
  const last = list.get(String(list.size - 1))
  const isOpen = rest.length > 0 && last instanceof Map && !holds(last, rest)
  return String(isOpen ? list.size - 1 : list.size)
}

/**
 * Puts `value` at the bracketed `key`; what is sent twice is taken as it was sent last.
 * @throws {ApiFailure} 400 for a key that is sent as a value and as a hash.
 */
export function place(tree: FormTree, key: string, value: string | UploadedFile): void {
  const path = keyPath(key)
  let at = tree
  for (const [depth, part] of path.entries()) {
    const rest = path.slice(depth + 1)
    const name = part === '' ? positionIn(at, rest) : part
    const known = at.get(name)
    const isLeaf = rest.length === 0
    if (known !== undefined && isLeaf === known instanceof Map) {
      throw invalidParam(`Invalid parameter: ${key} is sent both as a value and as a hash`, key)
    }
    if (isLeaf) at.set(name, value)
    else at = known instanceof Map ? known : branchAt(at, name)
  }
}

function branchAt(tree: FormTree, name: string): FormTree {
  const made: FormTree = new Map()
  tree.set(name, made)
  return made
}

/** Reads `application/x-www-form-urlencoded` text, Stripe's bracketed keys included. */
export function decodeForm(text: string, into: FormTree = new Map()): FormTree {
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const key = decode(equals < 0 ? pair : pair.slice(0, equals))
    place(into, key, equals < 0 ? '' : decode(pair.slice(equals + 1)))
  }
  return into
}

const unspoken: ReadonlySet<string> = new Set(['number', 'cvc'])

/**
 * One text for all equal trees, whatever the order of their keys: idempotency compares it, and keeps it. A card's
 * number and code stand there as a small hash only.
 */
export function canonical(tree: FormTree): string {
  const write = (node: FormNode, holder: string): unknown => {
    if (typeof node === 'string') return node
    if (!(node instanceof Map)) return { file: node.filename, bytes: node.bytes.toString('base64') }
    const hides = (key: string, value: FormNode): boolean =>
      holder === 'card' && unspoken.has(key) && typeof value === 'string'
    return [...node]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, hides(key, value) ? hashText(String(value)) : write(value, key)])
  }
  return JSON.stringify(write(tree, ''))
}
