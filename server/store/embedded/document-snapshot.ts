import type { Adapter } from 'lowdb'
import type { Log } from '#server/ports.ts'
import type { DocumentState } from './documents.ts'
import type { FileSystem } from './file-system.ts'
import { parseOwn } from './own-json.ts'
import { type Generation, readNewest, replaceSnapshot, type SnapshotSink } from './snapshot-file.ts'
import { DataDirectoryError } from './store-errors.ts'

const format = 1
const chunkBytes = 256 * 1024

interface Envelope {
  readonly format: number
  readonly sequence: number
}

type Line = readonly [collection: string, id: string, document: unknown]

export interface DocumentSnapshotOptions {
  readonly fileSystem: FileSystem
  readonly file: string
  readonly log: Log
  /** Resolves when the journal is durable up to what a snapshot that is being written holds. */
  readonly journalDurable: () => Promise<void>
}

/**
 * lowdb's adapter for the documents: lines of JSON, first the envelope, then a document a line.
 * Writing takes the state as it is at the call and gives the loop back between pieces.
 */
export const documentSnapshot = (options: DocumentSnapshotOptions): Adapter<DocumentState> => ({
  read: async () => {
    const newest = await readNewest(options.fileSystem, options.file, options.log)
    return newest ? decode(newest) : null
  },
  write: state => {
    // Documents are replaced, never changed, so a copy of the references is the state at this moment.
    const envelope: Envelope = { format, sequence: state.sequence }
    const entries = [...state.collections].map(([name, documents]) => ({ name, documents: [...documents] }))
    return replaceSnapshot(
      options.fileSystem,
      options.file,
      sink => writeLines(sink, lines(envelope, entries)),
      options.journalDurable,
    )
  },
})

function* lines(
  envelope: Envelope,
  entries: readonly { name: string; documents: readonly (readonly [string, unknown])[] }[],
): Generator<string> {
  yield JSON.stringify(envelope)
  for (const { name, documents } of entries)
    for (const [id, document] of documents) yield JSON.stringify([name, id, document] satisfies Line)
}

const writeLines = async (sink: SnapshotSink, texts: Iterable<string>): Promise<void> => {
  let pending: string[] = []
  let size = 0
  for (const text of texts) {
    pending.push(text, '\n')
    size += text.length
    if (size < chunkBytes) continue
    await sink(Buffer.from(pending.join('')))
    pending = []
    size = 0
  }
  await sink(Buffer.from(pending.join('')))
}

const decode = ({ file, content }: Generation): DocumentState => {
  const collections = new Map<string, Map<string, unknown>>()
  let start = content.indexOf('\n') + 1
  const envelope = parseOwn<Envelope>(content.toString('utf8', 0, start))
  if (envelope.format !== format)
    throw new DataDirectoryError(`${file} has format ${envelope.format}, which this version does not know.`)
  for (let end = content.indexOf('\n', start); end !== -1; end = content.indexOf('\n', start)) {
    const [name, id, document] = parseOwn<Line>(content.toString('utf8', start, end))
    const documents = collections.get(name) ?? new Map<string, unknown>()
    collections.set(name, documents.set(id, document))
    start = end + 1
  }
  return { sequence: envelope.sequence, collections }
}
