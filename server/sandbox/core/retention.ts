import type { Kind, Stored } from './kind.ts'
import type { Work } from './work.ts'

/**
 * Lets the oldest go that were made before `madeBefore` (seconds), a few at a time: whoever adds one calls it, so that
 * what is kept stays bounded and no request pays for all. The kind must be in the order of `created`.
 */
export function forgetSome<T extends Stored>(
  work: Work,
  kind: Kind<T>,
  madeBefore: number,
  alsoForget: (item: T) => void = () => {},
): void {
  const { entries } = work.core.state.of(kind).all
  for (const { item } of entries.slice(0, atOnce)) {
    if ((item.created ?? 0) >= madeBefore) return
    alsoForget(item)
    work.remove(kind, item.id)
  }
}

// More than one, so that a burst of old ones goes faster than new ones come.
const atOnce = 3
