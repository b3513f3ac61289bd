import { type DisputeSummary, isOpenDispute } from '#shared/domain/dispute.ts'
import { formatMoney } from '#shared/domain/money.ts'

const filesInWords = (count: number): string => (count === 1 ? '1 file' : `${count} files`)

/** How far the evidence of a row is: "Nothing yet", "2 files, no letter", "Draft, 3 files", "€40.00 refundable". */
export function evidenceInWords(row: DisputeSummary): string {
  if (row.kind === 'early_fraud_warning') return refundableInWords(row)
  if (row.submissionCount > 0) return 'Sent'
  if (row.draft === null) return isWaited(row) ? 'Nothing yet' : 'Nothing sent'
  const { fields, files } = row.draft
  if (fields === 0) return files === 0 ? 'Begun' : `${filesInWords(files)}, no letter`
  const draft = row.kind === 'inquiry' ? 'Answer drafted' : 'Draft'
  return files === 0 ? draft : `${draft}, ${filesInWords(files)}`
}

function refundableInWords({ refundable, amount, currency }: DisputeSummary): string {
  if (refundable === null || refundable === 0) return 'Nothing refundable'
  return refundable === amount
    ? 'Refundable in full'
    : `${formatMoney({ amount: refundable, currency })} refundable`
}

/** A letter is being written and has not been sent. */
export const isDrafted = ({ draft, submissionCount }: DisputeSummary): boolean =>
  submissionCount === 0 && (draft?.fields ?? 0) > 0

const isWaited = ({ state }: DisputeSummary): boolean => isOpenDispute(state) && state !== 'past_due'
