import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { checkOwner, typesFor } from '#server/sandbox/resources/payment-intents/allowed-types.ts'
import { methodGiven } from '#server/sandbox/resources/payment-intents/intent-changes.ts'
import { confirmSetup } from './confirm-setup.ts'
import {
  buildSetupIntent,
  needSetupIntent,
  setupIntents,
  setupOptionsWith,
  unexpectedSetupState,
} from './setup-intent.ts'
import type { ConfirmParams, CreateParams, UpdateParams } from './setup-params.ts'

type Given = ConfirmParams & UpdateParams

/** What can be set up, when the request changes it: cards, because a setup has no currency that a bank needs. */
function changedTypes(intent: Stripe.SetupIntent, given: Given): Partial<Stripe.SetupIntent> {
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } = given
  if (allowed === undefined && excluded === undefined) return {}
  const some = allowed === undefined ? intent.allowed_payment_method_types : allowed
  const none = excluded === undefined ? intent.excluded_payment_method_types : excluded
  return {
    allowed_payment_method_types: some,
    excluded_payment_method_types: none,
    payment_method_types: typesFor('', some, none),
  }
}

/** The properties that create, update and confirm set alike. @throws {ApiFailure} 400 naming what does not exist. */
export function changesIn(work: Work, intent: Stripe.SetupIntent, given: Given): Partial<Stripe.SetupIntent> {
  const { customer, description } = given
  if (customer !== undefined) work.need(customers, customer, 'customer', 400)
  const method = methodGiven(work, given)
  if (method) checkOwner(idOf(method.customer), customer ?? idOf(intent.customer), method.id)
  const challenge = given.payment_method_options?.card?.request_three_d_secure
  return {
    ...changedTypes(intent, given),
    ...(customer === undefined ? {} : { customer }),
    ...(description === undefined ? {} : { description }),
    ...(method === undefined ? {} : { payment_method: method.id }),
    ...(challenge === undefined ? {} : { payment_method_options: setupOptionsWith(challenge) }),
  }
}

/** Makes a setup intent and, if told, confirms it at once. */
export function createSetupIntent(work: Work, params: CreateParams): Stripe.SetupIntent {
  const { automatic_payment_methods: automatic, return_url: returnUrl, confirm, usage } = params
  if (!confirm && returnUrl !== undefined) {
    throw invalid(
      'The parameter `return_url` cannot be passed when creating a SetupIntent unless `confirm` is set to true.',
      { param: 'return_url' },
    )
  }
  const blank = buildSetupIntent(work, {
    metadata: mergeMetadata({}, params.metadata),
    ...(usage === undefined ? {} : { usage }),
    ...(automatic ? { automatic_payment_methods: { allow_redirects: 'always', ...automatic } } : {}),
  })
  const changes = changesIn(work, blank, params)
  const status = changes.payment_method ? 'requires_confirmation' : 'requires_payment_method'
  const intent = work.create(setupIntents, { ...blank, ...changes, status }, 'setup_intent.created')
  if (!confirm) return intent
  return confirmSetup(work, intent, { returnUrl: params.use_stripe_sdk ? undefined : returnUrl })
}

const over: ReadonlySet<string> = new Set(['succeeded', 'canceled', 'processing'])

/** Changes an intent; a new payment method waits to be confirmed. */
export function updateSetupIntent(work: Work, params: UpdateParams, id: string): Stripe.SetupIntent {
  const intent = needSetupIntent(work, id)
  const { metadata: change, ...rest } = params
  if (over.has(intent.status) && Object.keys(rest).some(name => name !== 'description')) {
    throw unexpectedSetupState(
      intent,
      `You cannot update this SetupIntent because it has a status of ${intent.status}. Only its description and metadata may be updated.`,
    )
  }
  const changes = changesIn(work, intent, params)
  const waits = changes.payment_method !== undefined
  return work.put(setupIntents, {
    ...intent,
    ...changes,
    metadata: mergeMetadata(intent.metadata ?? {}, change),
    ...(waits ? { status: 'requires_confirmation', next_action: null } : {}),
  })
}
