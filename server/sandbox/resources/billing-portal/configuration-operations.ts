import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { type Operation, operation } from '#server/sandbox/core/operation.ts'
import {
  boolean,
  nullable,
  object,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { pageUrl } from '#server/sandbox/pages/page-url.ts'
import { buildConfiguration, type Configuration, configurations, plainFeatures } from './configuration.ts'
import { featureShape } from './feature-params.ts'
import { mergeFeatures } from './merge-features.ts'

const shared = {
  business_profile: object({
    headline: nullable(string({ max: 60 })),
    privacy_policy_url: nullable(string()),
    terms_of_service_url: nullable(string()),
  }),
  default_return_url: nullable(string()),
  login_page: object({ enabled: required(boolean()) }),
  metadata: metadata(),
  name: nullable(string()),
}

const createParams = {
  ...shared,
  features: required(object(featureShape)),
} satisfies ShapeOf<Stripe.BillingPortal.ConfigurationCreateParams>

const updateParams = {
  ...shared,
  active: boolean(),
  features: object(featureShape),
} satisfies ShapeOf<Stripe.BillingPortal.ConfigurationUpdateParams>
type UpdateParams = Parsed<typeof updateParams>

/** @throws {ApiFailure} 400 for the default one that would be switched off. */
function changed(work: Work, known: Configuration, params: UpdateParams): Configuration {
  const { business_profile: profile, features, login_page: login, metadata: change, ...plain } = params
  if (known.is_default && params.active === false) {
    throw invalid('The default configuration cannot be deactivated.', { param: 'active' })
  }
  return {
    ...known,
    ...plain,
    business_profile: { ...known.business_profile, ...profile },
    features: mergeFeatures(work, known.features, features ?? {}),
    login_page: login === undefined ? known.login_page : loginPage(work, known.id, login.enabled),
    metadata: mergeMetadata(known.metadata ?? {}, change),
  }
}

const loginPage = (work: Work, id: string, enabled: boolean): Configuration['login_page'] => ({
  enabled,
  url: enabled ? pageUrl(work, `/portal/login/${id}`) : null,
})

function create(work: Work, params: Parsed<typeof createParams>): Configuration {
  const made = buildConfiguration(work, { features: plainFeatures })
  return work.create(configurations, changed(work, made, params), 'billing_portal.configuration.created')
}

function update(work: Work, params: UpdateParams, id: string): Configuration {
  const known = work.need(configurations, id, 'configuration')
  const next = { ...changed(work, known, params), updated: work.now }
  return work.update(configurations, known, next, 'billing_portal.configuration.updated')
}

const path = '/v1/billing_portal/configurations'

export const configurationOperations: readonly Operation[] = [
  operation({ method: 'POST', path, params: createParams, run: create }),
  operation({
    method: 'GET',
    path,
    params: { ...pageParams, active: boolean(), is_default: boolean() },
    run: (work, params) =>
      page(work, configurations, params, {
        url: path,
        keep: ({ active, is_default }) =>
          (params.active === undefined || params.active === active) &&
          (params.is_default === undefined || params.is_default === is_default),
      }),
  }),
  operation({
    method: 'GET',
    path: `${path}/:configuration`,
    params: {},
    run: (work, _, id) => work.need(configurations, id, 'configuration'),
  }),
  operation({ method: 'POST', path: `${path}/:configuration`, params: updateParams, run: update }),
]
