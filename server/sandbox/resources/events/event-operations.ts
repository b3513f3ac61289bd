import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { array, boolean, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { deliveries } from '#server/sandbox/webhooks/endpoint.ts'
import { events, isKept, type StoredEvent } from '#server/sandbox/webhooks/event.ts'

/** Of `type`, which may hold wildcards such as `charge.*`. */
function matcherOf(pattern: string | undefined): (type: string) => boolean {
  if (pattern === undefined) return () => true
  if (!pattern.includes('*')) return type => type === pattern
  const parts = pattern.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const expression = new RegExp(`^${parts.join('.*')}$`)
  return type => expression.test(type)
}

/** Accepted by every endpoint that wanted it: none waits for it any more, none was given up. */
const delivered = (work: Work, { id }: StoredEvent): boolean => work.by(deliveries, 'event', id).length === 0

export const eventResource: Resource = {
  kinds: [],
  operations: [
    operation({
      method: 'GET',
      path: '/v1/events',
      params: {
        ...pageParams,
        created: createdParam,
        delivery_success: boolean(),
        type: string(),
        types: array(string(), { max: 20 }),
      },
      run(work, params) {
        const { type, types, delivery_success: success } = params
        if (type !== undefined && types !== undefined) {
          throw invalid('You may only specify one of these parameters: type, types.')
        }
        const matches = matcherOf(type)
        const within = createdWithin(params.created)
        return page(work, events, params, {
          url: '/v1/events',
          by: type === undefined || type.includes('*') ? undefined : ['type', type],
          keep: event =>
            isKept(event, work.sandboxNow) &&
            within(event) &&
            matches(event.type) &&
            (types === undefined || types.includes(event.type)) &&
            (success === undefined || delivered(work, event) === success),
        })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/events/:id',
      params: {},
      run(work, _, id) {
        const event = work.get(events, id)
        if (event && isKept(event, work.sandboxNow)) return event
        throw missing('event', id, 'id')
      },
    }),
  ],
}
