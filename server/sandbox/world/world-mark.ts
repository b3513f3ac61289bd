import { crc32 } from 'node:zlib'
import type { Stored } from '#server/sandbox/core/kind.ts'
import type { Core } from '#server/sandbox/core/work.ts'

const everyNth = 40

/** Of an object, what may not be another: a property that a later version adds makes no other world. */
function essenceOf(item: Stored): string {
  const told: { id: string; amount?: unknown; status?: unknown; email?: unknown } = item
  return [item.id, item.created, told.amount, told.status, told.email].join(' ')
}

/**
 * What tells a seeded world from any other, as far as what is done on top of it can notice: how many there are of each
 * kind, how many ids were made, and the essence of every fortieth object.
 */
export function markOf({ state, ids }: Core): string {
  let sum = crc32(`${ids.made}`)
  for (const { kind, all } of state.collections()) {
    if (all.entries.length === 0) continue
    const some = all.entries.filter((_, at) => at % everyNth === 0)
    sum = crc32(`${kind.name} ${all.entries.length}\n`, sum)
    for (const { item } of some) sum = crc32(`${essenceOf(item)}\n`, sum)
  }
  return sum.toString(16).padStart(8, '0')
}
