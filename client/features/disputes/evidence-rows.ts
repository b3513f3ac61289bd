import { type EvidenceField, fieldsFor, type ProductType } from '#shared/domain/evidence.ts'

type Rows = readonly (readonly string[])[]

/** Text fields that stand side by side, in the order that a case is told. */
const story: Rows = [
  ['product_description'],
  ['shipping_carrier', 'shipping_date', 'shipping_tracking_number'],
  ['shipping_address'],
  ['service_date'],
  ['access_activity_log'],
  ['duplicate_charge_id'],
  ['duplicate_charge_explanation'],
  ['cancellation_policy_disclosure'],
  ['cancellation_rebuttal'],
  ['refund_policy_disclosure'],
  ['refund_refusal_explanation'],
]

/** Who bought it, and what is left: under the exhibits. */
const rest: Rows = [
  ['customer_name', 'customer_email_address'],
  ['billing_address'],
  ['customer_purchase_ip'],
  ['uncategorized_text'],
]

/** The text fields of this reason and kind of product, over and under the exhibits; a row has up to three. */
export function textRowsFor(reason: string, type: ProductType) {
  const wanted = new Map(fieldsFor(reason, type).map(field => [field.name, field]))
  const pick = (rows: Rows): EvidenceField[][] =>
    rows.map(names => names.flatMap(name => wanted.get(name) ?? [])).filter(fields => fields.length > 0)
  return { story: pick(story), rest: pick(rest) }
}
