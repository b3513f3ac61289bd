import { invalidParam } from './api-failure.ts'
import type { FormNode } from './form.ts'
import type { Spec } from './params.ts'

/** Metadata as sent: `''` for the whole removes all, `''` for a key removes that key. */
export type MetadataChange = Readonly<Record<string, string>> | null

const maxKeys = 50
const maxKeyLength = 40
const maxValueLength = 500

function readEntry(key: string, value: FormNode, at: string): [string, string] {
  const name = `${at}[${key}]`
  if (typeof value !== 'string') throw invalidParam('Metadata values must be strings', name)
  if (/[[\]]/.test(key)) throw invalidParam('Metadata keys cannot include square brackets ([]).', name)
  if ([...key].length > maxKeyLength) {
    throw invalidParam(
      `Metadata keys can have up to ${maxKeyLength} characters, but you passed in a key that is ${[...key].length} characters. Invalid key: ${key.slice(0, maxKeyLength)}…`,
      name,
    )
  }
  if ([...value].length > maxValueLength) {
    throw invalidParam(
      `Metadata values can have up to ${maxValueLength} characters, but you passed in a value that is ${[...value].length} characters. Invalid value: ${value.slice(0, 32)}…`,
      name,
    )
  }
  return [key, value]
}

/** The `metadata` parameter, with Stripe's limits: 50 keys, keys of 40 and values of 500 characters. */
export const metadata = (): Spec<MetadataChange, false> => ({
  required: false,
  parse(node, at) {
    if (node === '') return null
    if (!(node instanceof Map)) throw invalidParam('Invalid object', at)
    if (node.size > maxKeys) {
      throw invalidParam(`You can only have up to ${maxKeys} metadata keys.`, at)
    }
    return Object.fromEntries([...node].map(([key, value]) => readEntry(key, value, at)))
  },
})

/** The metadata after a change: keys set to `''` are gone. */
export function mergeMetadata(
  current: Readonly<Record<string, string>>,
  change: MetadataChange | undefined,
): Record<string, string> {
  if (change === null) return {}
  const merged = { ...current, ...change }
  const kept = Object.entries(merged).filter(([, value]) => value !== '')
  if (kept.length > maxKeys) {
    throw invalidParam(`You can only have up to ${maxKeys} metadata keys.`, 'metadata')
  }
  return Object.fromEntries(kept)
}
