import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'

export const earlyFraudWarnings = defineKind<Stripe.Radar.EarlyFraudWarning>({
  name: 'radar.early_fraud_warning',
  prefix: 'issfr',
  indexes: {
    charge: warning => idOf(warning.charge),
    payment_intent: warning => idOf(warning.payment_intent),
  },
  expandable: ['charge', 'payment_intent'],
})

/** The issuer tells that a payment looks like fraud, before anyone disputes it. */
export function raiseEarlyFraudWarning(work: Work, charge: Stripe.Charge): Stripe.Radar.EarlyFraudWarning {
  const intent = idOf(charge.payment_intent)
  const warning: Stripe.Radar.EarlyFraudWarning = {
    id: work.id('issfr'),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: work.now,
    fraud_type: 'unauthorized_use_of_card',
    livemode: false,
    ...(intent === null ? {} : { payment_intent: intent }),
  }
  return work.create(earlyFraudWarnings, warning, 'radar.early_fraud_warning.created')
}

/** A charge that was given back or disputed can no longer be saved by refunding it. */
export function retireWarnings(work: Work, chargeId: string): void {
  for (const warning of work.by(earlyFraudWarnings, 'charge', chargeId)) {
    work.update(earlyFraudWarnings, warning, { actionable: false }, 'radar.early_fraud_warning.updated')
  }
}

export const earlyFraudWarningResource: Resource = {
  kinds: [earlyFraudWarnings],
  operations: [
    operation({
      method: 'GET',
      path: '/v1/radar/early_fraud_warnings',
      params: { ...pageParams, created: createdParam, charge: string(), payment_intent: string() },
      run(work, params) {
        const { charge, payment_intent: intent } = params
        const key = charge ?? intent
        return page(work, earlyFraudWarnings, params, {
          url: '/v1/radar/early_fraud_warnings',
          by: key === undefined ? undefined : [charge === undefined ? 'payment_intent' : 'charge', key],
          keep: createdWithin(params.created),
        })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/radar/early_fraud_warnings/:early_fraud_warning',
      params: {},
      run: (work, _, id) => work.need(earlyFraudWarnings, id),
    }),
  ],
}
