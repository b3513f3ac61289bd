import { Column } from './column.ts'

/** What is kept of each event as a number; a row is the event's sequence less 1. */
export const createColumns = () => ({
  /** References into the table of words. */
  type: new Column('u32'),
  account: new Column('u32'),
  apiVersion: new Column('u32'),
  /** Offset into the texts; 0 for none. */
  requestId: new Column('u32'),
  createdAt: new Column('f64'),
  receivedAt: new Column('f64'),
  /** Where the payload is in the log, and what it must be. */
  segment: new Column('u32'),
  offset: new Column('u32'),
  size: new Column('u32'),
  checksum: new Column('u32'),
  flags: new Column('u8'),
  state: new Column('u8'),
  /** Offset into the texts of the progress of a settled event; 0 for none. */
  progress: new Column('u32'),
})

/** Columns whose rows change after they were written. */
export const changingColumns: ReadonlySet<string> = new Set(['flags', 'state', 'progress'])

export const flags = { livemode: 1, backfill: 2, failed: 4 } as const
