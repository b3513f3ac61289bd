import { crc32 } from 'node:zlib'
import { z } from 'zod'
import type { Stored } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'

/** From what a seeded world is built. */
export interface Beginning {
  readonly seed: string
  readonly baseTimeMs: number
}

/** What a journal begins with: enough to build the seeded world again, and to tell whether it is the same one. */
export const headerSchema = z.object({
  // The first format told nothing of its world: only one without any can be continued.
  format: z.literal([1, 2]),
  seed: z.string(),
  baseTimeMs: z.number(),
  world: z.string().default(''),
})
export type Header = z.infer<typeof headerSchema>

export const headerOf = (beginning: Beginning, world: string): Header => ({ format: 2, ...beginning, world })

// The line's checksum says that the object is as it was written: to walk through each would take longer than to read it.
const storedSchema = z.custom<Stored>(value => typeof value === 'object' && value !== null && 'id' in value)

/** The connected account whose object it is; nothing for the platform's. */
export type Owner = readonly [] | readonly [account: string]

/**
 * One commit: the versions that it left, by kind, and how many ids were made until then. What belongs to a connected
 * account names it in the third place.
 */
export const recordSchema = z.object({
  ids: z.number(),
  puts: z.array(z.tuple([z.string(), storedSchema, z.string().optional()])),
  removes: z.array(z.tuple([z.string(), z.string(), z.string().optional()])),
})
export interface CommitRecord {
  readonly ids: number
  readonly puts: readonly (readonly [
    kind: string,
    item: { readonly id: string },
    account?: string | undefined,
  ])[]
  readonly removes: readonly (readonly [kind: string, id: string, account?: string | undefined])[]
}

/** What a work leaves, each object once and in its last version. */
export function recordOf({ changes, core }: Work): CommitRecord {
  const puts: CommitRecord['puts'][number][] = []
  const removes: CommitRecord['removes'][number][] = []
  const seen = new Set<string>()
  for (const { state, kind, id } of changes) {
    const owner: Owner = kind.shared || state.account === null ? [] : [state.account]
    const key = `${kind.name}\n${id}\n${owner[0] ?? ''}`
    if (seen.has(key)) continue
    seen.add(key)
    const item = state.get(kind, id)
    if (item) puts.push([kind.name, item, ...owner])
    else removes.push([kind.name, id, ...owner])
  }
  return { ids: core.ids.made, puts, removes }
}

/** A line: eight hexadecimal digits of CRC-32, a space, JSON. */
export function encodeLine(value: unknown): string {
  const json = JSON.stringify(value)
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
}

/** The value of a line without its line break, or `undefined` when it is not what was written. */
export function decodeLine(line: Buffer): unknown {
  const json = line.subarray(9)
  const sum = line.subarray(0, 8).toString('latin1')
  if (line.length < 10 || crc32(json).toString(16).padStart(8, '0') !== sum) return undefined
  return JSON.parse(json.toString('utf8'))
}
