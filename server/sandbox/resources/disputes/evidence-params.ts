import type Stripe from 'stripe'
import { invalidParam } from '#server/sandbox/core/api-failure.ts'
import type { FormNode } from '#server/sandbox/core/form.ts'
import {
  array,
  boolean,
  nullable,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  type Spec,
  string,
} from '#server/sandbox/core/params.ts'
import { addressParam } from '#server/sandbox/core/shared-params.ts'

const maxFieldCharacters = 20_000
const maxTotalCharacters = 150_000

const text = nullable(string({ max: maxFieldCharacters }))
const file = nullable(string())

/** A device's mark is only one when it is long enough. */
const atLeast = (characters: number) =>
  nullable<string>({
    required: false,
    parse(node: FormNode, at: string) {
      if (typeof node === 'string' && [...node].length >= characters) return node
      throw invalidParam(`Invalid string: must be at least ${characters} characters`, at)
    },
  })

const shared = {
  customer_account_id: text,
  customer_device_fingerprint: atLeast(20),
  customer_device_id: atLeast(15),
  customer_email_address: text,
  customer_purchase_ip: text,
  product_description: text,
  shipping_address: addressParam,
}

const enhancedEvidence = object({
  mastercard_compliance: object({ fee_acknowledged: boolean() }),
  visa_compelling_evidence_3: object({
    disputed_transaction: object({ ...shared, merchandise_or_services: oneOf('merchandise', 'services') }),
    prior_undisputed_transactions: array(object({ ...shared, charge: required(string()) }), { max: 2 }),
  }),
  visa_compliance: object({ fee_acknowledged: boolean() }),
})

const fields = {
  access_activity_log: text,
  appeal: nullable(
    object({
      card: nullable(object({ reason_for_filing: text, supporting_files: nullable(array(string())) })),
    }),
  ),
  billing_address: text,
  cancellation_policy: file,
  cancellation_policy_disclosure: text,
  cancellation_rebuttal: text,
  customer_communication: file,
  customer_email_address: text,
  customer_name: text,
  customer_purchase_ip: text,
  customer_signature: file,
  duplicate_charge_documentation: file,
  duplicate_charge_explanation: text,
  duplicate_charge_id: text,
  enhanced_evidence: nullable(enhancedEvidence),
  product_description: text,
  receipt: file,
  refund_policy: file,
  refund_policy_disclosure: text,
  refund_refusal_explanation: text,
  service_date: text,
  service_documentation: file,
  shipping_address: text,
  shipping_carrier: text,
  shipping_date: text,
  shipping_documentation: file,
  shipping_tracking_number: text,
  uncategorized_file: file,
  uncategorized_text: text,
} satisfies ShapeOf<Stripe.DisputeUpdateParams.Evidence>

const anyEvidence = object(fields)
export type EvidenceChange = Parsed<typeof fields>

/** Evidence: 20,000 characters a field and 150,000 in all, or none of it is taken. */
export const evidenceParam: Spec<EvidenceChange, false> = {
  required: false,
  parse(node: FormNode, at: string) {
    const evidence = anyEvidence.parse(node, at)
    const total = Object.values(evidence).reduce<number>(
      (sum, value) => sum + (typeof value === 'string' ? [...value].length : 0),
      0,
    )
    if (total <= maxTotalCharacters) return evidence
    throw invalidParam(
      `The combined character count of the evidence fields is ${total}, which is over the maximum of ${maxTotalCharacters}.`,
      at,
    )
  },
}
