import { expect } from 'vitest'
import { does, type Refusal, type Row, refuses, type Scene } from './row.ts'

const url = 'http://127.0.0.1:9/hook'
const make = ({ stripe }: Scene) =>
  stripe.webhookEndpoints.create({ url, enabled_events: ['charge.refunded'] })

const missing: Refusal = {
  class: 'StripeInvalidRequestError',
  status: 404,
  code: 'resource_missing',
  param: 'id',
  message: /No such webhook_endpoint: 'we_none'/,
}
const invalid = (param: string, code?: string): Refusal => ({
  class: 'StripeInvalidRequestError',
  status: 400,
  param,
  ...(code ? { code } : {}),
})
const asType = (type: string) => type as 'charge.refunded'

export const webhookEndpointRows: readonly Row[] = [
  does('webhookEndpoints.create', 'tells the secret this once', async ({ stripe }) => {
    const made = await stripe.webhookEndpoints.create({
      url,
      enabled_events: ['*'],
      api_version: '2026-10-28.endive',
      description: 'The desk',
      metadata: { team: 'billing' },
    })
    expect(made).toMatchObject({
      object: 'webhook_endpoint',
      api_version: '2026-10-28.endive',
      application: null,
      description: 'The desk',
      enabled_events: ['*'],
      metadata: { team: 'billing' },
      status: 'enabled',
      url,
    })
    expect(made.secret).toMatch(/^whsec_/)
    expect(await stripe.webhookEndpoints.retrieve(made.id)).not.toHaveProperty('secret')
  }),
  refuses(
    'webhookEndpoints.create',
    'refuses a URL without its scheme',
    ({ stripe }) => stripe.webhookEndpoints.create({ url: 'example.com', enabled_events: ['*'] }),
    { ...invalid('url', 'url_invalid'), message: /explicit scheme/ },
  ),
  refuses(
    'webhookEndpoints.create',
    'refuses a type that no event has',
    ({ stripe }) =>
      stripe.webhookEndpoints.create({ url, enabled_events: ['charge.refunded', asType('charge.eaten')] }),
    invalid('enabled_events[1]'),
  ),
  refuses(
    'webhookEndpoints.create',
    'refuses a version that never was',
    ({ stripe }) =>
      stripe.webhookEndpoints.create({
        url,
        enabled_events: ['*'],
        api_version: '2026-10-29.endive' as '2026-10-28.endive',
      }),
    invalid('api_version'),
  ),
  does('webhookEndpoints.retrieve', 'finds one by its id', async scene => {
    const { id } = await make(scene)
    expect(await scene.stripe.webhookEndpoints.retrieve(id)).toMatchObject({ id, url })
  }),
  refuses(
    'webhookEndpoints.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.webhookEndpoints.retrieve('we_none'),
    missing,
  ),
  does('webhookEndpoints.update', 'changes what is listened for, and enables again', async scene => {
    const { id } = await make(scene)
    const { webhookEndpoints } = scene.stripe
    expect(await webhookEndpoints.update(id, { disabled: true })).toMatchObject({ status: 'disabled' })
    const changed = await webhookEndpoints.update(id, {
      disabled: false,
      enabled_events: ['charge.failed'],
      url: 'https://example.com/hook',
      description: '',
    })
    expect(changed).toMatchObject({
      status: 'enabled',
      enabled_events: ['charge.failed'],
      url: 'https://example.com/hook',
      description: null,
    })
  }),
  refuses(
    'webhookEndpoints.update',
    'refuses a type that no event has',
    async scene => {
      const { id } = await make(scene)
      return await scene.stripe.webhookEndpoints.update(id, { enabled_events: [asType('charge.eaten')] })
    },
    invalid('enabled_events[0]'),
  ),
  does('webhookEndpoints.list', 'tells the newest first', async scene => {
    const [first, second] = [await make(scene), await make(scene)]
    const { data } = await scene.stripe.webhookEndpoints.list()
    expect(data.map(({ id }) => id)).toEqual([second.id, first.id])
  }),
  refuses(
    'webhookEndpoints.list',
    'refuses a cursor that names nothing',
    ({ stripe }) => stripe.webhookEndpoints.list({ starting_after: 'we_none' }),
    invalid('starting_after', 'resource_missing'),
  ),
  does('webhookEndpoints.del', 'forgets it', async scene => {
    const { id } = await make(scene)
    expect(await scene.stripe.webhookEndpoints.del(id)).toEqual(
      expect.objectContaining({ id, object: 'webhook_endpoint', deleted: true }),
    )
    expect((await scene.stripe.webhookEndpoints.list()).data).toEqual([])
  }),
  refuses(
    'webhookEndpoints.del',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.webhookEndpoints.del('we_none'),
    missing,
  ),
]
