import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import type { Parsed } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildEndpoint, endpointSecrets, webhookEndpoints } from '#server/sandbox/webhooks/endpoint.ts'
import { createParams, updateParams } from './webhook-endpoint-params.ts'

const maxEndpoints = 16

function create(work: Work, params: Parsed<typeof createParams>): Stripe.WebhookEndpoint {
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

function update(work: Work, params: Parsed<typeof updateParams>, id: string): Stripe.WebhookEndpoint {
  const { disabled, metadata, ...plain } = params
  const endpoint = work.need(webhookEndpoints, id)
  return work.update(webhookEndpoints, endpoint, {
    ...plain,
    metadata: mergeMetadata(endpoint.metadata, metadata),
    ...(disabled === undefined ? {} : { status: disabled ? 'disabled' : 'enabled' }),
  })
}

function remove(work: Work, id: string): Stripe.DeletedWebhookEndpoint {
  work.need(webhookEndpoints, id)
  work.remove(webhookEndpoints, id)
  work.remove(endpointSecrets, id)
  return { id, object: 'webhook_endpoint', deleted: true }
}

const one = '/v1/webhook_endpoints/:id'

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
      path: one,
      params: {},
      run: (work, _, id) => work.need(webhookEndpoints, id),
    }),
    operation({ method: 'POST', path: one, params: updateParams, run: update }),
    operation({ method: 'DELETE', path: one, params: {}, run: (work, _, id) => remove(work, id) }),
  ],
}
