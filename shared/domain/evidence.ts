/** The evidence that Stripe takes, field by field: https://docs.stripe.com/api/disputes/update */

export const productTypes = ['physical', 'digital', 'service', 'other'] as const
export type ProductType = (typeof productTypes)[number]

/** `long` texts hold 20,000 characters; `file` fields hold one file id. */
export type EvidenceFieldKind = 'long' | 'short' | 'file'

export interface EvidenceField {
  readonly name: string
  readonly kind: EvidenceFieldKind
  readonly label: string
  readonly hint: string
}

const field = (name: string, kind: EvidenceFieldKind, label: string, hint = ''): EvidenceField => ({
  name,
  kind,
  label,
  hint,
})

const all = [
  field('product_description', 'long', 'What was bought', 'and how it was presented to the customer'),
  field('customer_name', 'short', 'Customer name'),
  field('customer_email_address', 'short', 'Customer email'),
  field('customer_purchase_ip', 'short', 'IP address at purchase'),
  field('billing_address', 'short', 'Billing address'),
  field('shipping_carrier', 'short', 'Carrier'),
  field('shipping_date', 'short', 'Shipped'),
  field('shipping_tracking_number', 'short', 'Tracking number'),
  field('shipping_address', 'short', 'Delivered to'),
  field('service_date', 'short', 'Date of service'),
  field('access_activity_log', 'long', 'Log of access or use', 'times, addresses, what was used'),
  field('cancellation_policy_disclosure', 'long', 'How the cancellation terms were shown'),
  field('cancellation_rebuttal', 'long', 'Why it was not canceled in time'),
  field('duplicate_charge_id', 'short', 'The other charge', 'a ch_ id'),
  field('duplicate_charge_explanation', 'long', 'Why the two payments differ'),
  field('refund_policy_disclosure', 'long', 'How the refund terms were shown'),
  field('refund_refusal_explanation', 'long', 'Why you did not refund'),
  field('uncategorized_text', 'long', 'Anything else the bank should know'),
  field('shipping_documentation', 'file', 'Proof of delivery'),
  field('receipt', 'file', 'Receipt'),
  field('customer_communication', 'file', 'What the customer wrote'),
  field('customer_signature', 'file', 'Signature'),
  field('service_documentation', 'file', 'Proof of service'),
  field('refund_policy', 'file', 'Refund policy'),
  field('cancellation_policy', 'file', 'Cancellation policy'),
  field('duplicate_charge_documentation', 'file', 'Proof that the payments differ'),
  field('uncategorized_file', 'file', 'Another document'),
] as const

export const evidenceFields: ReadonlyMap<string, EvidenceField> = new Map(all.map(one => [one.name, one]))

const common = [
  'product_description',
  'customer_name',
  'customer_email_address',
  'billing_address',
  'customer_purchase_ip',
  'receipt',
  'customer_communication',
  'customer_signature',
  'uncategorized_text',
  'uncategorized_file',
]

const delivery: Record<ProductType, readonly string[]> = {
  physical: [
    'shipping_carrier',
    'shipping_date',
    'shipping_tracking_number',
    'shipping_address',
    'shipping_documentation',
  ],
  digital: ['access_activity_log'],
  service: ['service_date', 'service_documentation'],
  other: ['access_activity_log', 'service_date', 'service_documentation'],
}

const refusal = ['refund_policy', 'refund_policy_disclosure', 'refund_refusal_explanation']

const byReason: Readonly<Record<string, (type: ProductType) => readonly string[]>> = {
  fraudulent: type => delivery[type],
  unrecognized: type => delivery[type],
  product_not_received: type => [...delivery[type], 'refund_refusal_explanation'],
  product_unacceptable: type => [...delivery[type], ...refusal],
  duplicate: () => [
    'duplicate_charge_id',
    'duplicate_charge_explanation',
    'duplicate_charge_documentation',
    'shipping_documentation',
    'service_documentation',
  ],
  credit_not_processed: () => refusal,
  subscription_canceled: () => [
    'cancellation_policy',
    'cancellation_policy_disclosure',
    'cancellation_rebuttal',
    'access_activity_log',
  ],
}

/** The fields worth filling for this reason and kind of product, texts first, in the order a case is told. */
export function fieldsFor(reason: string, type: ProductType): EvidenceField[] {
  const wanted = new Set([...common, ...(byReason[reason]?.(type) ?? [])])
  return all.filter(one => wanted.has(one.name))
}

/** What the bank most wants to see for this reason: the checklist. */
export function keyFieldsFor(reason: string, type: ProductType): EvidenceField[] {
  const special = new Set(byReason[reason]?.(type) ?? ['uncategorized_text'])
  const wanted = new Set([...special, 'product_description', 'receipt', 'customer_communication'])
  return all.filter(one => wanted.has(one.name))
}

export const evidenceLimits = {
  longTextCharacters: 20_000,
  shortTextCharacters: 500,
  allTextCharacters: 150_000,
  /** Stripe's own limit is 5 MB a file; it was seen to cut the sum at about 4.75 MB. */
  fileBytes: 5 * 1024 * 1024,
  allFilesBytes: 4.5 * 1024 * 1024,
  fileTypes: ['application/pdf', 'image/png', 'image/jpeg'],
} as const

/** Stripe counts characters, not UTF-16 units: an emoji is one. */
export const countCharacters = (text: string): number => [...text].length

export interface EvidenceIssue {
  readonly field: string
  readonly message: string
}

/** Everything in a draft that Stripe would refuse. Over one limit, Stripe refuses the whole update. */
export function evidenceIssues(
  fields: Readonly<Record<string, string>>,
  fileSizes: Readonly<Record<string, number>>,
): EvidenceIssue[] {
  const issues: EvidenceIssue[] = []
  let characters = 0
  for (const [name, text] of Object.entries(fields)) {
    const known = evidenceFields.get(name)
    if (known === undefined || known.kind === 'file')
      issues.push({ field: name, message: 'This is not a text field of evidence.' })
    const limit =
      known?.kind === 'short' ? evidenceLimits.shortTextCharacters : evidenceLimits.longTextCharacters
    const count = countCharacters(text)
    characters += count
    if (count > limit)
      issues.push({
        field: name,
        message: `${count.toLocaleString('en')} characters; at most ${limit.toLocaleString('en')} fit.`,
      })
  }
  if (characters > evidenceLimits.allTextCharacters) {
    issues.push({
      field: '',
      message: `All texts together have ${characters.toLocaleString('en')} characters; at most 150,000 fit.`,
    })
  }
  const bytes = Object.values(fileSizes).reduce((sum, size) => sum + size, 0)
  if (bytes > evidenceLimits.allFilesBytes) {
    issues.push({
      field: '',
      message: `All files together have ${(bytes / 1024 / 1024).toFixed(1)} MB; at most 4.5 MB fit.`,
    })
  }
  return issues
}

interface Written {
  readonly productType: ProductType
  readonly fields: Readonly<Record<string, string>>
}

/**
 * What of a draft goes to the bank: the fields of its reason and kind of product. What was written for another kind of
 * product is kept in the draft and not sent.
 */
export function evidenceToSend<File>(
  reason: string,
  draft: Written & { readonly files: Readonly<Record<string, File>> },
): { fields: Record<string, string>; files: Record<string, File> } {
  const wanted = new Set(fieldsFor(reason, draft.productType).map(({ name }) => name))
  const only = <T>(values: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(values).filter(([name]) => wanted.has(name)))
  return { fields: only(draft.fields), files: only(draft.files) }
}
