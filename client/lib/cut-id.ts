const shownStart = 4
const shownEnd = 4

/** `pi_3SWfN2kL…0kQ2` as `pi_3SWf…0kQ2`: the prefix, four characters, four last. A short id stays whole. */
export function cutId(id: string): string {
  const start = id.lastIndexOf('_', id.length - shownEnd - 1) + 1 + shownStart
  const head = id.slice(0, Math.min(start, id.indexOf('_') + 1 + shownStart))
  return head.length + shownEnd + 1 >= id.length ? id : `${head}…${id.slice(-shownEnd)}`
}
