import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { type Operation, operation } from '#server/sandbox/core/operation.ts'
import { object, type Parsed, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { buildFlow } from './build-flow.ts'
import { type Configuration, configurations, defaultConfiguration } from './configuration.ts'
import { flowShape } from './flow-params.ts'
import { openSession } from './open-session.ts'
import type { PortalSession } from './portal-session.ts'

const createParams = {
  configuration: string(),
  customer: string(),
  flow_data: object(flowShape),
  locale: string({ max: 10 }),
  on_behalf_of: string(),
  return_url: string(),
} satisfies ShapeOf<Stripe.BillingPortal.SessionCreateParams>
type Params = Parsed<typeof createParams>

/** @throws {ApiFailure} 400 for one that is switched off. */
function configurationFor(work: Work, id: string | undefined): Configuration {
  if (id === undefined) return defaultConfiguration(work)
  const configuration = work.need(configurations, id, 'configuration', 400)
  if (configuration.active) return configuration
  throw invalid(`The configuration \`${id}\` is not active and cannot be used to create portal sessions.`, {
    param: 'configuration',
  })
}

function checkUrl(url: string | null, param: string): void {
  if (url === null || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) return
  throw invalid('Not a valid URL', { param, code: 'url_invalid' })
}

function create(work: Work, params: Params): PortalSession {
  if (params.customer === undefined) {
    throw invalid('Missing required param: customer.', { param: 'customer', code: 'parameter_missing' })
  }
  const customer = work.need(customers, params.customer, 'customer', 400)
  const configuration = configurationFor(work, params.configuration)
  const { flow_data: flow, return_url: returnUrl = configuration.default_return_url } = params
  checkUrl(returnUrl, 'return_url')
  return openSession(work, {
    customer: customer.id,
    configuration,
    returnUrl,
    flow: flow ? buildFlow(work, flow, configuration.features, customer.id) : null,
    locale: params.locale ?? null,
    onBehalfOf: params.on_behalf_of ?? null,
  })
}

export const sessionOperations: readonly Operation[] = [
  operation({ method: 'POST', path: '/v1/billing_portal/sessions', params: createParams, run: create }),
]
