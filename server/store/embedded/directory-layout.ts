import path from 'node:path'

/** The files of a data directory. */
export interface DirectoryLayout {
  readonly directory: string
  readonly formatFile: string
  /** What transactions changed. */
  readonly journalDirectory: string
  /** Events as received. */
  readonly eventsDirectory: string
  readonly documentsFile: string
  readonly eventsFile: string
}

export const layoutOf = (directory: string): DirectoryLayout => ({
  directory,
  formatFile: path.join(directory, 'FORMAT'),
  journalDirectory: path.join(directory, 'journal'),
  eventsDirectory: path.join(directory, 'events'),
  documentsFile: path.join(directory, 'documents.snapshot'),
  eventsFile: path.join(directory, 'events.snapshot'),
})
