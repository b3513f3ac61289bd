import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import {
  array,
  boolean,
  nullable,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildEndpoint, endpointSecrets, webhookEndpoints } from '#server/sandbox/webhooks/endpoint.ts'

const maxEndpoints = 16

const createParams = {
  enabled_events: required(array(string())),
  url: required(string()),
  api_version: string(),
  connect: boolean(),
  description: nullable(string()),
  metadata: metadata(),
} satisfies ShapeOf<Stripe.WebhookEndpointCreateParams>

function checkUrl(url: string): void {
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return
  throw invalid('Invalid URL: An explicit scheme (such as https) must be provided.', {
    code: 'url_invalid',
    param: 'url',
  })
}

function create(work: Work, params: Parsed<typeof createParams>): Stripe.WebhookEndpoint {
  checkUrl(params.url)
  if (work.core.state.of(webhookEndpoints).all.entries.length >= maxEndpoints) {
    throw invalid(`You have reached the maximum of ${maxEndpoints} test webhook endpoints.`)
  }
  const endpoint = buildEndpoint(work, {
    url: params.url,
    enabled_events: params.enabled_events,
    api_version: params.api_version ?? null,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
  })
  const connect = params.connect ? { connect: true } : {}
  const { secret } = work.put(endpointSecrets, { id: endpoint.id, secret: work.id('whsec', 32), ...connect })
  return { ...work.put(webhookEndpoints, endpoint), secret }
}

export const webhookEndpointResource: Resource = {
  kinds: [],
  operations: [
    operation({ method: 'POST', path: '/v1/webhook_endpoints', params: createParams, run: create }),
    operation({
      method: 'GET',
      path: '/v1/webhook_endpoints',
      params: pageParams,
      run: (work, params) => page(work, webhookEndpoints, params, { url: '/v1/webhook_endpoints' }),
    }),
    operation({
      method: 'GET',
      path: '/v1/webhook_endpoints/:id',
      params: {},
      run: (work, _, id) => work.need(webhookEndpoints, id),
    }),
    operation({
      method: 'POST',
      path: '/v1/webhook_endpoints/:id',
      params: {
        description: nullable(string()),
        disabled: boolean(),
        enabled_events: array(string()),
        metadata: metadata(),
        url: string(),
      } satisfies ShapeOf<Stripe.WebhookEndpointUpdateParams>,
      run(work, { disabled, metadata: change, ...plain }, id) {
        const endpoint = work.need(webhookEndpoints, id)
        if (plain.url !== undefined) checkUrl(plain.url)
        return work.update(webhookEndpoints, endpoint, {
          ...plain,
          metadata: mergeMetadata(endpoint.metadata, change),
          ...(disabled === undefined ? {} : { status: disabled ? 'disabled' : 'enabled' }),
        })
      },
    }),
    operation({
      method: 'DELETE',
      path: '/v1/webhook_endpoints/:id',
      params: {},
      run(work, _, id): Stripe.DeletedWebhookEndpoint {
        work.need(webhookEndpoints, id)
        work.remove(webhookEndpoints, id)
        work.remove(endpointSecrets, id)
        return { id, object: 'webhook_endpoint', deleted: true }
      },
    }),
  ],
}
