import type Stripe from 'stripe'
import { expect } from 'vitest'
import { chargeOf, pay } from '#test/sandbox/pay.ts'
import { does, type Refusal, type Row, refuses, type Scene } from './row.ts'

const invalid = (facts: Omit<Refusal, 'class' | 'status'>): Refusal => ({
  class: 'StripeInvalidRequestError',
  status: 400,
  ...facts,
})

/** A dispute that a test card brought. */
async function disputed({ stripe, control }: Scene, card = 'createDispute'): Promise<Stripe.Dispute> {
  const intent = await pay(stripe, { card })
  await control('POST', '/clock', { advanceMs: 1_000 })
  const { data } = await stripe.disputes.list({ payment_intent: intent.id })
  if (!data[0]) throw new Error('The card brought no dispute')
  return data[0]
}

export const disputeRows: readonly Row[] = [
  does('disputes.retrieve', 'finds one with its charge', async scene => {
    const { id } = await disputed(scene)
    const found = await scene.stripe.disputes.retrieve(id, { expand: ['charge'] })
    expect(found).toMatchObject({ id, status: 'needs_response', charge: { disputed: true } })
  }),
  refuses('disputes.retrieve', 'refuses an unknown id', ({ stripe }) => stripe.disputes.retrieve('du_none'), {
    class: 'StripeInvalidRequestError',
    status: 404,
    code: 'resource_missing',
    param: 'dispute',
    message: /^No such dispute: 'du_none'$/,
  }),
  does('disputes.list', 'filters by charge and by payment intent', async scene => {
    const one = await disputed(scene)
    await disputed(scene)
    const { data } = await scene.stripe.disputes.list({ charge: String(one.charge) })
    expect(data.map(({ id }) => id)).toEqual([one.id])
    const same = await scene.stripe.disputes.list({ payment_intent: String(one.payment_intent) })
    expect(same.data.map(({ id }) => id)).toEqual([one.id])
  }),
  refuses(
    'disputes.list',
    'refuses a cursor that names nothing',
    ({ stripe }) => stripe.disputes.list({ starting_after: 'du_none' }),
    invalid({ code: 'resource_missing', param: 'starting_after' }),
  ),
  does('disputes.update', 'stages evidence, and sends what was staged', async scene => {
    const { id } = await disputed(scene)
    const staged = await scene.stripe.disputes.update(id, {
      evidence: { product_description: 'Beans' },
      submit: false,
    })
    expect(staged).toMatchObject({ status: 'needs_response', evidence_details: { has_evidence: true } })
    expect(await scene.stripe.disputes.update(id, { submit: true })).toMatchObject({
      status: 'under_review',
      evidence: { product_description: 'Beans' },
      evidence_details: { submission_count: 1, submission_method: 'manual' },
    })
  }),
  refuses(
    'disputes.update',
    'refuses evidence after it was sent',
    async scene => {
      const { id } = await disputed(scene)
      await scene.stripe.disputes.update(id, { evidence: { product_description: 'Beans' } })
      return await scene.stripe.disputes.update(id, { evidence: { product_description: 'Tea' } })
    },
    invalid({ message: /already been submitted/ }),
  ),
  refuses(
    'disputes.update',
    'refuses a field over 20,000 characters',
    async scene => {
      const { id } = await disputed(scene)
      return await scene.stripe.disputes.update(id, { evidence: { uncategorized_text: 'x'.repeat(20_001) } })
    },
    invalid({ param: 'evidence[uncategorized_text]' }),
  ),
  refuses(
    'disputes.update',
    'refuses over 150,000 characters in all',
    async scene => {
      const { id } = await disputed(scene)
      const long = 'x'.repeat(19_000)
      return await scene.stripe.disputes.update(id, {
        evidence: {
          access_activity_log: long,
          cancellation_policy_disclosure: long,
          cancellation_rebuttal: long,
          duplicate_charge_explanation: long,
          product_description: long,
          refund_policy_disclosure: long,
          refund_refusal_explanation: long,
          uncategorized_text: long,
        },
      })
    },
    invalid({ param: 'evidence', message: /over the maximum of 150000/ }),
  ),
  refuses(
    'disputes.update',
    'refuses a file that does not exist',
    async scene => {
      const { id } = await disputed(scene)
      return await scene.stripe.disputes.update(id, { evidence: { receipt: 'file_none' } })
    },
    invalid({ code: 'resource_missing', param: 'evidence[receipt]' }),
  ),
  refuses(
    'disputes.update',
    'refuses enhanced evidence that does not apply',
    async scene => {
      const { id } = await disputed(scene)
      const enhanced_evidence = { visa_compliance: { fee_acknowledged: true } }
      return await scene.stripe.disputes.update(id, { evidence: { enhanced_evidence } })
    },
    invalid({ param: 'evidence[enhanced_evidence][visa_compliance]', message: /not eligible/ }),
  ),
  does('disputes.close', 'accepts the loss', async scene => {
    const { id } = await disputed(scene)
    expect(await scene.stripe.disputes.close(id)).toMatchObject({ status: 'lost' })
  }),
  refuses(
    'disputes.close',
    'refuses one that is closed',
    async scene => {
      const { id } = await disputed(scene)
      await scene.stripe.disputes.close(id)
      return await scene.stripe.disputes.close(id)
    },
    invalid({ message: /^This dispute is already closed$/ }),
  ),
]

/** A warning that a test card brought. */
async function warned({ stripe, control }: Scene) {
  const intent = await pay(stripe, { card: 'createIssuerFraudRecord' })
  await control('POST', '/clock', { advanceMs: 1_000 })
  const { data } = await stripe.radar.earlyFraudWarnings.list({ payment_intent: intent.id })
  return { intent, warning: data[0] }
}

export const earlyFraudWarningRows: readonly Row[] = [
  does('radar.earlyFraudWarnings.retrieve', 'finds one by its id', async scene => {
    const { intent, warning } = await warned(scene)
    const found = await scene.stripe.radar.earlyFraudWarnings.retrieve(warning?.id ?? '')
    expect(found).toMatchObject({ actionable: true, charge: chargeOf(intent), payment_intent: intent.id })
  }),
  refuses(
    'radar.earlyFraudWarnings.retrieve',
    'refuses an unknown id',
    ({ stripe }) => stripe.radar.earlyFraudWarnings.retrieve('issfr_none'),
    { class: 'StripeInvalidRequestError', status: 404, code: 'resource_missing', param: 'id' },
  ),
  does('radar.earlyFraudWarnings.list', 'filters by charge', async scene => {
    const { intent, warning } = await warned(scene)
    await warned(scene)
    const { data } = await scene.stripe.radar.earlyFraudWarnings.list({ charge: chargeOf(intent) })
    expect(data).toEqual([warning])
  }),
  refuses(
    'radar.earlyFraudWarnings.list',
    'refuses a cursor that names nothing',
    ({ stripe }) => stripe.radar.earlyFraudWarnings.list({ starting_after: 'issfr_none' }),
    invalid({ code: 'resource_missing', param: 'starting_after' }),
  ),
]
