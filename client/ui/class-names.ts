import { type ClassValue, clsx } from 'clsx'

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const displays = words('block inline-block inline flex inline-flex grid contents hidden table')
const positions = words('static relative absolute fixed sticky')
/** Each sets one property by its first word: `h-8`, `bg-muted`. */
const prefixes = [
  ...words('min-w min-h max-w max-h gap-x gap-y px py pt pr pb pl p mx my mt mr mb ml m gap w h size'),
  ...words('overflow self items justify z tracking whitespace bg shadow opacity'),
]

/** What is set along with a property that comes later. */
const covers: Readonly<Record<string, readonly string[]>> = {
  p: ['px', 'py', 'pt', 'pr', 'pb', 'pl'],
  px: ['pr', 'pl'],
  py: ['pt', 'pb'],
  m: ['mx', 'my', 'mt', 'mr', 'mb', 'ml'],
  mx: ['mr', 'ml'],
  my: ['mt', 'mb'],
  gap: ['gap-x', 'gap-y'],
  size: ['w', 'h'],
}

const kinds: readonly [RegExp, string][] = [
  [/^text-(2xs|xs|sm|base|lg|xl|2xl|\[[\d.]+(rem|px)\])(\/|$)/, 'font-size'],
  [/^text-(left|center|right)$/, 'text-align'],
  [/^text-(nowrap|ellipsis)$/, 'text-wrap'],
  [/^text-/, 'color'],
  [/^font-(sans|mono)$/, 'font-family'],
  [/^font-/, 'font-weight'],
  [/^border(-\d+)?$/, 'border-width'],
  [/^border-(?![xytrbl](-|$))/, 'border-color'],
  [/^rounded(-(xs|sm|md|lg|full|none|\[.+\]))?$/, 'rounded'],
  [/^flex-(row|col)/, 'flex-direction'],
]

/** The property that a class sets; a class that is not known is a property of its own. */
function propertyOf(name: string): string {
  if (displays.has(name)) return 'display'
  if (positions.has(name)) return 'position'
  const kind = kinds.find(([pattern]) => pattern.test(name))
  const plain = name.startsWith('-') ? name.slice(1) : name
  return kind?.[1] ?? prefixes.find(prefix => plain.startsWith(`${prefix}-`)) ?? name
}

function merge(text: string): string {
  const taken = new Set<string>()
  const kept = text
    .split(' ')
    .reverse()
    .filter(one => {
      // Before the last colon stand the conditions; one in brackets belongs to a value.
      const [conditions = '', name = one] = /^(.*:)?([^:]*(?:\[.*\])?[^:]*)$/.exec(one)?.slice(1) ?? []
      const property = propertyOf(name.replace(/^!|!$/g, ''))
      if (taken.has(conditions + property)) return false
      for (const set of [property, ...(covers[property] ?? [])]) taken.add(conditions + set)
      return true
    })
  return kept.reverse().join(' ')
}

const merged = new Map<string, string>()

/**
 * Joins class names; of two that set the same property under the same conditions the last one wins. Ours, because the
 * usual merger weighs more than the whole frame.
 */
export function cn(...classes: ClassValue[]): string {
  const text = clsx(classes)
  const known = merged.get(text)
  if (known !== undefined) return known
  const result = merge(text)
  merged.set(text, result)
  return result
}
