import type { DisputeCase, DisputeDraft } from '#shared/domain/dispute.ts'
import { evidenceFields, type ProductType } from '#shared/domain/evidence.ts'

export type DraftFile = DisputeDraft['files'][string]

/** What the form holds: every text field there is, so that another kind of product loses nothing. */
export interface DraftValues {
  productType: ProductType
  fields: Record<string, string>
  files: Record<string, DraftFile>
}

const textFields = [...evidenceFields.values()].filter(({ kind }) => kind !== 'file').map(({ name }) => name)

/** What was written; where nothing was, what Stripe holds as evidence; else what the payment tells. */
export function valuesOf(
  draft: DisputeDraft,
  { evidence, fromPayment }: Pick<DisputeCase, 'evidence' | 'fromPayment'>,
): DraftValues {
  const filled = textFields.map(name => [
    name,
    draft.fields[name] ?? evidence[name] ?? fromPayment[name] ?? '',
  ])
  return { productType: draft.productType, fields: Object.fromEntries(filled), files: { ...draft.files } }
}

/** As it is saved: files by their ids. */
export const draftBody = ({ productType, fields, files }: DraftValues, version: number) => ({
  ...{ version, productType, fields },
  files: Object.fromEntries(Object.entries(files).map(([field, { fileId }]) => [field, fileId])),
})

/** Two drafts that say the same. */
export const isSameDraft = (one: DraftValues, other: DraftValues): boolean =>
  JSON.stringify(comparable(one)) === JSON.stringify(comparable(other))

const comparable = ({ productType, fields, files }: DraftValues) => [
  productType,
  Object.entries(fields)
    .filter(([, text]) => text !== '')
    .sort(),
  Object.entries(files)
    .map(([field, { fileId }]) => [field, fileId])
    .sort(),
]
