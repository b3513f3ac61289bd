import { decodeForm, type FormTree, place } from './form.ts'

const separator = Buffer.from('\r\n\r\n')

/** The text between quotes after `name=` in a part's headers. */
function quoted(headers: string, name: string): string | undefined {
  return new RegExp(`[;\\s]${name}="([^"]*)"`, 'i').exec(headers)?.[1]
}

function readPart(part: Buffer, tree: FormTree): void {
  const split = part.indexOf(separator)
  if (split < 0) return
  const headers = part.subarray(0, split).toString('utf8')
  const bytes = part.subarray(split + separator.length)
  const name = quoted(headers, 'name')
  if (name === undefined) return
  const filename = quoted(headers, 'filename')
  if (filename === undefined) {
    place(tree, name, bytes.toString('utf8'))
    return
  }
  const contentType = /content-type:\s*([^\r\n;]+)/i.exec(headers)?.[1] ?? 'application/octet-stream'
  place(tree, name, { filename, contentType: contentType.trim(), bytes })
}

/** Reads `multipart/form-data`; what has no closing boundary is left out. */
export function decodeMultipart(contentType: string, body: Buffer): FormTree {
  const tree: FormTree = new Map()
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (!boundary) return tree
  const mark = Buffer.from(`--${boundary}`)
  let start = body.indexOf(mark)
  while (start >= 0) {
    const from = start + mark.length
    const next = body.indexOf(mark, from)
    if (next < 0) break
    // Each part begins after the boundary's line break and ends before the next one's.
    readPart(body.subarray(from + 2, next - 2), tree)
    start = next
  }
  return tree
}

/** Reads a body by its content type into the tree of `query`. */
export function decodeBody(contentType: string, body: Buffer, query: string): FormTree {
  const tree = contentType.startsWith('multipart/form-data')
    ? decodeMultipart(contentType, body)
    : decodeForm(body.toString('utf8'))
  return decodeForm(query, tree)
}
