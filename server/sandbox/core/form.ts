import { hashText } from './ids.ts'

/** A parsed request body or query: leaves are text or an uploaded file, never plain objects, so no key is special. */
export interface UploadedFile {
  readonly filename: string
  readonly contentType: string
  readonly bytes: Buffer
}
export type FormNode = string | UploadedFile | FormTree
export type FormTree = Map<string, FormNode>

const maxDepth = 20

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
  return [key.slice(0, open), ...key.slice(open + 1, -1).split('][')].slice(0, maxDepth)
}

/** Puts `value` at the bracketed `key`; `a[]` takes the next free position. */
export function place(tree: FormTree, key: string, value: string | UploadedFile): void {
  const path = keyPath(key)
  let at = tree
  path.forEach((part, depth) => {
    const name = part === '' ? String(at.size) : part
    if (depth === path.length - 1) {
      at.set(name, value)
      return
    }
    const next = at.get(name)
    if (next instanceof Map) {
      at = next
    } else {
      const made: FormTree = new Map()
      at.set(name, made)
      at = made
    }
  })
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
