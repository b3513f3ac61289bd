import type { Delivery, EventRecord } from '#server/store/port.ts'
import type { EventState } from '#shared/domain/event.ts'
import { DueQueue } from './due-queue.ts'
import { createColumns, flags } from './event-columns.ts'
import type { EventFacts, PayloadPlace } from './event-facts.ts'
import {
  decodeProgress,
  hasFailedRun,
  isSettled,
  retryAt,
  stateNumber,
  stateOf,
  untouched,
} from './event-progress.ts'
import { Postings } from './postings.ts'
import { RowSet } from './row-set.ts'
import { TextArena } from './text-arena.ts'
import { TextTable } from './text-table.ts'
import { TimeSpans } from './time-spans.ts'

/** Everything about events that lists and counts need, in columns and bits: no object for an event. */
export class EventIndex {
  readonly columns = createColumns()
  /** Event ids: the reference of an id is its event's sequence. */
  readonly eventIds = new TextTable()
  /** Types, accounts, API versions: few texts, many uses. */
  readonly words = new TextTable()
  readonly objectIds = new TextTable()
  readonly idempotencyKeys = new TextTable()
  /** Request ids and the progress of settled events. */
  texts = new TextArena()
  /** Bytes of texts that a later progress took the place of. */
  deadTextBytes = 0
  readonly byObject = new Postings()
  readonly byCustomer = new Postings()
  readonly byRelated = new Postings()
  readonly byIdempotencyKey = new Postings()
  /** Progress of events that are not settled, by row. */
  readonly openProgress = new Map<number, string>()
  /** Deliveries after the first, by row. */
  readonly redeliveries = new Map<number, Delivery[]>()
  readonly due = new DueQueue()
  readonly receivedSpans = new TimeSpans()
  readonly #byType = new Map<number, RowSet>()
  readonly #byState = new Map<number, RowSet>()

  get size(): number {
    return this.columns.state.length
  }

  rowOf(id: string): number | undefined {
    const reference = this.eventIds.find(id)
    return reference === 0 ? undefined : reference - 1
  }

  withState(state: EventState): RowSet {
    return setIn(this.#byState, stateNumber(state))
  }

  withType(type: string): RowSet {
    return this.#byType.get(this.words.find(type)) ?? new RowSet()
  }

  add(facts: EventFacts, payload: PayloadPlace): void {
    const row = this.eventIds.add(facts.id) - 1
    const { columns } = this
    columns.type.push(this.words.add(facts.type))
    columns.account.push(this.#word(facts.account))
    columns.apiVersion.push(this.#word(facts.apiVersion))
    columns.requestId.push(facts.requestId === null ? 0 : this.texts.add(Buffer.from(facts.requestId)))
    columns.createdAt.push(facts.createdAt)
    columns.receivedAt.push(facts.receivedAt)
    columns.segment.push(payload.segment)
    columns.offset.push(payload.offset)
    columns.size.push(payload.size)
    columns.checksum.push(payload.checksum)
    columns.flags.push(
      (facts.livemode ? flags.livemode : 0) | (facts.source === 'backfill' ? flags.backfill : 0),
    )
    columns.state.push(stateNumber('received'))
    columns.progress.push(0)
    this.#post(row, facts)
    this.enroll(row)
  }

  /** Puts a row whose columns are there into the sets by type and state. */
  enroll(row: number): void {
    this.receivedSpans.include(row, this.columns.receivedAt.get(row))
    setIn(this.#byType, this.columns.type.get(row)).add(row)
    setIn(this.#byState, this.columns.state.get(row)).add(row)
    const progress = this.openProgress.get(row)
    if (progress !== undefined) this.#schedule(row, progress)
  }

  setProgress(row: number, text: string): void {
    const progress = decodeProgress(text)
    const { columns } = this
    setIn(this.#byState, columns.state.get(row)).delete(row)
    columns.state.set(row, stateNumber(progress.state))
    setIn(this.#byState, columns.state.get(row)).add(row)
    if (hasFailedRun(progress)) columns.flags.set(row, columns.flags.get(row) | flags.failed)
    if (isSettled[progress.state]) {
      const former = columns.progress.get(row)
      if (former !== 0) this.deadTextBytes += this.texts.read(former).length
      columns.progress.set(row, this.texts.add(Buffer.from(text)))
      this.openProgress.delete(row)
    } else this.openProgress.set(row, text)
    this.#schedule(row, text)
  }

  /** Copies what is still told into fresh memory, when more than half is not. */
  dropDeadTexts(): void {
    if (this.deadTextBytes * 2 <= this.texts.size) return
    const live = new TextArena()
    for (const column of [this.columns.requestId, this.columns.progress])
      for (let row = 0; row < this.size; row += 1) {
        const offset = column.get(row)
        if (offset !== 0) column.set(row, live.add(this.texts.read(offset)))
      }
    this.texts = live
    this.deadTextBytes = 0
  }

  addDelivery(row: number, delivery: Delivery): void {
    const known = this.redeliveries.get(row)
    if (known) known.push(delivery)
    else this.redeliveries.set(row, [delivery])
  }

  payloadPlace(row: number): PayloadPlace {
    const { segment, offset, size, checksum } = this.columns
    return {
      segment: segment.get(row),
      offset: offset.get(row),
      size: size.get(row),
      checksum: checksum.get(row),
    }
  }

  record(row: number): EventRecord {
    const { columns } = this
    const requestId = columns.requestId.get(row)
    return {
      id: this.eventIds.text(row + 1),
      sequence: row + 1,
      type: this.words.text(columns.type.get(row)),
      createdAt: columns.createdAt.get(row),
      receivedAt: columns.receivedAt.get(row),
      source: columns.flags.get(row) & flags.backfill ? 'backfill' : 'webhook',
      livemode: (columns.flags.get(row) & flags.livemode) !== 0,
      account: textOrNull(this.words, columns.account.get(row)),
      apiVersion: textOrNull(this.words, columns.apiVersion.get(row)),
      objectId: textOrNull(this.objectIds, this.byObject.referencesOf(row)[0]),
      customerId: textOrNull(this.objectIds, this.byCustomer.referencesOf(row)[0]),
      relatedIds: this.byRelated.referencesOf(row).map(reference => this.objectIds.text(reference)),
      requestId: requestId === 0 ? null : this.texts.text(requestId),
      idempotencyKey: textOrNull(this.idempotencyKeys, this.byIdempotencyKey.referencesOf(row)[0]),
      deliveryCount: 1 + (this.redeliveries.get(row)?.length ?? 0),
      size: columns.size.get(row),
      ...this.#progress(row),
    }
  }

  #progress(row: number) {
    const settled = this.columns.progress.get(row)
    const text = this.openProgress.get(row) ?? (settled === 0 ? undefined : this.texts.text(settled))
    return text === undefined ? untouched : decodeProgress(text)
  }

  #schedule(row: number, progressText: string): void {
    if (stateOf(this.columns.state.get(row)) === 'retrying')
      this.due.set(row, retryAt(decodeProgress(progressText)))
    else this.due.delete(row)
  }

  #post(row: number, facts: EventFacts): void {
    if (facts.objectId !== null) this.byObject.add(row, this.objectIds.add(facts.objectId))
    if (facts.customerId !== null) this.byCustomer.add(row, this.objectIds.add(facts.customerId))
    for (const id of facts.relatedIds) this.byRelated.add(row, this.objectIds.add(id))
    if (facts.idempotencyKey !== null)
      this.byIdempotencyKey.add(row, this.idempotencyKeys.add(facts.idempotencyKey))
  }

  #word(text: string | null): number {
    return text === null ? 0 : this.words.add(text)
  }
}

const setIn = (sets: Map<number, RowSet>, key: number): RowSet => {
  const set = sets.get(key) ?? new RowSet()
  if (set.size === 0) sets.set(key, set)
  return set
}

const textOrNull = (table: TextTable, reference: number | undefined): string | null =>
  reference === undefined || reference === 0 ? null : table.text(reference)
