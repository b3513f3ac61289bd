import type Stripe from 'stripe'
import { missing } from '#server/sandbox/core/api-failure.ts'
import { type Operation, operation } from '#server/sandbox/core/operation.ts'
import { boolean } from '#server/sandbox/core/params.ts'
import { capabilityParams } from './account-params.ts'
import { capabilityOf, changeAccount } from './account-state.ts'
import { changesIn } from './build-account.ts'
import { needConnected } from './need-account.ts'

/** @throws {ApiFailure} 404 for a capability that no account has. */
function checkName(id: string): void {
  if (!Object.hasOwn(capabilityParams, id)) throw missing('capability', id, 'capability')
}

export const capabilityOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/v1/accounts/:account/capabilities',
    params: {},
    run(work, _, id): Stripe.ApiList<Stripe.Capability> {
      const account = needConnected(work, id)
      const data = Object.keys(account.capabilities ?? {}).map(name => capabilityOf(account, name))
      return { object: 'list', data, has_more: false, url: `/v1/accounts/${id}/capabilities` }
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/accounts/:account/capabilities/:capability',
    params: {},
    run(work, _, id, name) {
      const account = needConnected(work, id)
      checkName(name)
      return capabilityOf(account, name)
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/accounts/:account/capabilities/:capability',
    params: { requested: boolean() },
    run(work, { requested }, id, name) {
      const account = needConnected(work, id)
      checkName(name)
      const change = requested === undefined ? {} : { capabilities: { [name]: { requested } } }
      return capabilityOf(changeAccount(work, account, changesIn(work, account, change)), name)
    },
  }),
]
