import type { AppendLog } from './append-log.ts'
import type { DocumentState, Documents } from './documents.ts'
import type { RestoredEvents } from './event-snapshot.ts'
import { decodeTransaction, type JournalChange } from './journal-record.ts'
import { type RecoveryOptions, recoverLog } from './log-recovery.ts'
import { DataDirectoryError } from './store-errors.ts'

/**
 * Brings documents and event progress from where their snapshots end to the journal's end, and opens the journal for append.
 * @throws {DataDirectoryError} when the journal does not reach from the one to the other.
 */
export const replayJournal = async (
  options: RecoveryOptions,
  state: DocumentState,
  documents: Documents,
  events: RestoredEvents,
): Promise<AppendLog> => {
  const covered = { documents: state.sequence, events: events.sequence }
  const coveredByBoth = Math.min(covered.documents, covered.events)
  const journal = await recoverLog(options, coveredByBoth + 1, record => {
    if (record.number <= coveredByBoth) return
    for (const change of decodeTransaction(record.bytes)) {
      if (record.number > (change[0] === 'event' ? covered.events : covered.documents))
        applyChange(documents, events, change)
    }
    state.sequence = Math.max(state.sequence, record.number)
  })
  const acknowledged = Math.max(covered.documents, covered.events)
  if (journal.lastRecord >= acknowledged) return journal
  await journal.close()
  throw new DataDirectoryError(
    `${options.directory} ends at record ${journal.lastRecord}, but ${acknowledged} were acknowledged; restore it from a backup.`,
  )
}

const applyChange = (documents: Documents, { index }: RestoredEvents, change: JournalChange): void => {
  if (change[0] === 'put') documents.put(change[1], change[2], change[3])
  else if (change[0] === 'delete') documents.delete(change[1], change[2])
  else if (change[1] <= index.size) index.setProgress(change[1] - 1, change[2])
  else
    throw new DataDirectoryError(
      `The journal tells of event ${change[1]}, but the event log ends at ${index.size}; restore it from a backup.`,
    )
}
