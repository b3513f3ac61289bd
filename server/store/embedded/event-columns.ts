import { type CellKind, Column } from './column.ts'

/** What is kept of each event as a number; a row is the event's sequence less 1. */
const columnKinds = {
  /** References into the table of words. */
  type: 'u32',
  account: 'u32',
  apiVersion: 'u32',
  /** Offset into the texts; 0 for none. */
  requestId: 'u32',
  createdAt: 'f64',
  receivedAt: 'f64',
  /** Where the payload is in the log, and what it must be. */
  segment: 'u32',
  offset: 'u32',
  size: 'u32',
  checksum: 'u32',
  flags: 'u8',
  state: 'u8',
  /** Offset into the texts of the progress of a settled event; 0 for none. */
  progress: 'u32',
} as const satisfies Record<string, CellKind>

export type ColumnName = keyof typeof columnKinds

/** Columns whose rows change after they were written. */
export const changingColumns: ReadonlySet<ColumnName> = new Set(['flags', 'state', 'progress'])

export type EventColumns = Readonly<Record<ColumnName, Column>>

export const columnNames: readonly ColumnName[] = [
  'type',
  'account',
  'apiVersion',
  'requestId',
  'createdAt',
  'receivedAt',
  'segment',
  'offset',
  'size',
  'checksum',
  'flags',
  'state',
  'progress',
]

export const createColumns = (): EventColumns => ({
  type: new Column(columnKinds.type),
  account: new Column(columnKinds.account),
  apiVersion: new Column(columnKinds.apiVersion),
  requestId: new Column(columnKinds.requestId),
  createdAt: new Column(columnKinds.createdAt),
  receivedAt: new Column(columnKinds.receivedAt),
  segment: new Column(columnKinds.segment),
  offset: new Column(columnKinds.offset),
  size: new Column(columnKinds.size),
  checksum: new Column(columnKinds.checksum),
  flags: new Column(columnKinds.flags),
  state: new Column(columnKinds.state),
  progress: new Column(columnKinds.progress),
})

export const flags = { livemode: 1, backfill: 2, failed: 4 } as const
