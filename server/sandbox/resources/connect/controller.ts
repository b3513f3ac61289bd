import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { CreateParams } from './account-params.ts'

type Kinds = 'custom' | 'express' | 'standard'

/** What each of the older types stands for. */
const controllers: Readonly<Record<Kinds, Stripe.Account.Controller>> = {
  standard: {
    fees: { payer: 'account' },
    is_controller: true,
    losses: { payments: 'stripe' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'full' },
    type: 'application',
  },
  express: {
    fees: { payer: 'application_express' },
    is_controller: true,
    losses: { payments: 'application' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'express' },
    type: 'application',
  },
  custom: {
    fees: { payer: 'application_custom' },
    is_controller: true,
    losses: { payments: 'application' },
    requirement_collection: 'application',
    stripe_dashboard: { type: 'none' },
    type: 'application',
  },
}

/**
 * Who answers for what of a new account, by its `type` or its `controller`.
 * @throws {ApiFailure} 400 for both, or for a controller that contradicts itself.
 */
export function controllerOf({
  type,
  controller,
}: CreateParams): Pick<Stripe.Account, 'type' | 'controller'> {
  if (type !== undefined && controller !== undefined) {
    throw invalid('You may only specify one of these parameters: controller, type.')
  }
  if (!controller) return { type: type ?? 'standard', controller: controllers[type ?? 'standard'] }
  const { fees, losses, requirement_collection, stripe_dashboard: dashboard } = controller
  const given: Stripe.Account.Controller = {
    fees: { payer: fees?.payer ?? 'account' },
    is_controller: true,
    losses: { payments: losses?.payments ?? 'stripe' },
    requirement_collection: requirement_collection ?? 'stripe',
    stripe_dashboard: { type: dashboard?.type ?? 'full' },
    type: 'application',
  }
  if (given.requirement_collection === 'application' && given.stripe_dashboard?.type !== 'none') {
    throw invalid(
      'When `controller[requirement_collection]=application`, `controller[stripe_dashboard][type]` must be `none`.',
      { param: 'controller[stripe_dashboard][type]' },
    )
  }
  if (given.requirement_collection === 'application' && given.losses?.payments !== 'application') {
    throw invalid(
      'When `controller[requirement_collection]=application`, `controller[losses][payments]` must be `application`.',
      { param: 'controller[losses][payments]' },
    )
  }
  return { type: 'none', controller: given }
}
