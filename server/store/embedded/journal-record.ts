import { parseOwn } from './own-json.ts'

/** One change of a transaction, as the journal tells it. */
export type JournalChange =
  | readonly ['put', collection: string, id: string, document: unknown]
  | readonly ['delete', collection: string, id: string]
  | readonly ['event', sequence: number, progress: string]

/** A change as JSON text; `documentText` is the document already as JSON, so that it is written only once. */
export const putText = (collection: string, id: string, documentText: string): string =>
  `["put",${JSON.stringify(collection)},${JSON.stringify(id)},${documentText}]`

export const deleteText = (collection: string, id: string): string =>
  JSON.stringify(['delete', collection, id] satisfies JournalChange)

export const eventText = (sequence: number, progress: string): string =>
  JSON.stringify(['event', sequence, progress] satisfies JournalChange)

export const encodeTransaction = (changes: readonly string[]): Buffer => Buffer.from(`[${changes.join(',')}]`)

export const decodeTransaction = (bytes: Buffer): JournalChange[] => parseOwn(bytes.toString())
