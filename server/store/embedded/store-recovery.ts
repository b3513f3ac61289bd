import { Low } from 'lowdb'
import type { Store } from '#server/store/port.ts'
import type { AppendLog } from './append-log.ts'
import { prepareDirectory } from './directory-format.ts'
import { type DirectoryLayout, layoutOf } from './directory-layout.ts'
import { documentSnapshot } from './document-snapshot.ts'
import { type DocumentState, Documents, emptyDocuments } from './documents.ts'
import { EmbeddedStore } from './embedded-store.ts'
import { EmbeddedEventLog } from './event-log.ts'
import { replayEventRecord } from './event-recovery.ts'
import { restoreEvents } from './event-snapshot.ts'
import type { FileSystem } from './file-system.ts'
import { replayJournal } from './journal-replay.ts'
import { type LogContext, recoverLog } from './log-recovery.ts'
import { readNewest, removeUnfinished } from './snapshot-file.ts'
import { Snapshots } from './snapshots.ts'
import { StoreHealth } from './store-health.ts'
import type { EmbeddedStoreOptions, StoreLimits } from './store-options.ts'

export interface StoreGround {
  readonly fileSystem: FileSystem
  readonly limits: StoreLimits
  /** Lets the directory go. */
  readonly unlock: () => Promise<void>
}

/** Opens the store of a directory that is already locked. */
export const openStoreOn = async (ground: StoreGround, options: EmbeddedStoreOptions): Promise<Store> => {
  const { fileSystem, limits, unlock } = ground
  const { log, clock, onFatal } = options
  const layout = layoutOf(options.directory)
  const health = new StoreHealth(onFatal)
  let onWritten = (_bytes: number): void => undefined
  const context: LogContext = {
    ...{ fileSystem, log, segmentBytes: limits.segmentBytes },
    onWritten: bytes => onWritten(bytes),
    onFatal: error => health.fail(error),
  }
  await prepareDirectory(fileSystem, layout)
  await removeUnfinished(fileSystem, layout.directory)
  const recovered = await recoverStore(context, layout)
  const { low, documents, journal, eventLog, index } = recovered
  const snapshots = new Snapshots({ ...recovered, ...limits, fileSystem, clock, log, layout })
  onWritten = bytes => snapshots.written(bytes)
  const events = new EmbeddedEventLog({
    ...{ fileSystem, index, health, appendLog: eventLog, directory: layout.eventsDirectory },
  })
  const release = async (): Promise<void> => {
    await snapshots.close(!health.hasFailed)
    await Promise.allSettled([journal.close(), eventLog.close()])
    await unlock()
  }
  return new EmbeddedStore({ low, documents, events, journal, health, release })
}

/** Snapshots first, then the logs' tails on top. */
const recoverStore = async (context: LogContext, layout: DirectoryLayout) => {
  const { fileSystem, log } = context
  // The documents' adapter needs the journal, which is opened from where the documents end.
  let journal: AppendLog | undefined
  const journalDurable = async () => journal?.flushed()
  const adapter = documentSnapshot({ fileSystem, file: layout.documentsFile, log, journalDurable })
  const low = new Low<DocumentState>(adapter, emptyDocuments())
  await low.read()
  const restored = restoreEvents(await readNewest(fileSystem, layout.eventsFile, log))
  const { index, start } = restored
  const eventOptions = { ...context, directory: layout.eventsDirectory, neededFrom: 1 }
  const eventLog = await recoverLog(eventOptions, start ?? 1, record => replayEventRecord(index, record))
  const documents = new Documents(low.data)
  const covered = Math.min(low.data.sequence, restored.sequence)
  const journalOptions = { ...context, directory: layout.journalDirectory }
  journal = await replayJournal(journalOptions, low.data, documents, restored).catch(async error => {
    await eventLog.close()
    throw error
  })
  return { low, documents, index, eventLog, journal, covered, coveredEvents: start?.nextRecord ?? 0 }
}
