import type { Context } from '#server/context.ts'
import { readReceived } from '#server/inbox/envelope.ts'
import type { ReceivedEvent } from '#server/inbox/handler.ts'
import { mostAttempts } from '#server/inbox/progress.ts'
import { operationMetadataKey } from '#server/operations/port.ts'
import { Problem } from '#server/problem.ts'
import type { EventDetail } from '#shared/domain/event.ts'
import { may } from '#shared/domain/permissions.ts'
import { changesOf } from './changes-of.ts'
import { summaryOf } from './event-summary.ts'
import type { EventsDeps } from './events-deps.ts'
import { headlineOf } from './headline.ts'
import { neighboursOf } from './related-events.ts'

const unknownEvent = () => new Problem('not_found', 'There is no such event here.', {})

/** Personal data among the changed values is masked by the reader's role. @throws {Problem} `not_found` */
export async function getEvent(deps: EventsDeps, { user }: Context, id: string): Promise<EventDetail> {
  const { store, names } = deps
  const event = await store.events.get(id)
  if (event === undefined) throw unknownEvent()
  const [payload, deliveries, { sameChange, related }] = await Promise.all([
    eventPayload(deps, id),
    store.events.deliveries(id),
    neighboursOf(store, event),
  ])
  const received = readReceived(payload)
  const customers = await names.of([event, ...sameChange, ...related])
  const summary = summaryOf(event, customers.get(id))
  return {
    ...summary,
    livemode: event.livemode,
    account: event.account,
    apiVersion: event.apiVersion,
    requestId: event.requestId,
    idempotencyKey: event.idempotencyKey,
    size: event.size,
    note: event.note ?? null,
    handlers: event.handlers.map(run => ({ ...run, label: labelOf(deps, run.handler) })),
    mostAttempts,
    deliveries,
    headline: headlineOf(received),
    changes: changesOf(received, { clear: may(user.role, 'pii:read') }),
    sameChange: sameChange.map(other => summaryOf(other, customers.get(other.id))),
    related: related.map(other => summaryOf(other, customers.get(other.id))),
    operationId: operationOf(received),
  }
}

/** The bytes as received. @throws {Problem} `not_found` */
export async function eventPayload({ store }: EventsDeps, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const payload = await store.events.payload(id)
  if (payload === undefined) throw unknownEvent()
  return Uint8Array.from(payload)
}

/** A handler that was taken out since keeps its name. */
const labelOf = ({ handlers }: EventsDeps, name: string): string =>
  handlers.find(handler => handler.name === name)?.label ?? name

/** By the key of the request that caused it, `op:<id>:g<generation>`, or as the object itself names it. */
function operationOf({ idempotencyKey, object: { metadata } }: ReceivedEvent): string | null {
  const byKey = /^op:(.+):g\d+$/.exec(idempotencyKey ?? '')?.[1]
  if (byKey !== undefined || typeof metadata !== 'object' || metadata === null) return byKey ?? null
  const named: unknown = Reflect.get(metadata, operationMetadataKey)
  return typeof named === 'string' ? named : null
}
