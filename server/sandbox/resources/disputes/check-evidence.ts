import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { files } from '#server/sandbox/resources/files/file.ts'
import { evidenceFiles } from './dispute.ts'
import type { EvidenceChange } from './evidence-params.ts'

const purposes: ReadonlySet<string> = new Set(['customer_signature', 'dispute_evidence'])
// Measured at Stripe between 4.75 and 4.80 MiB, and told as 5 MB.
const largestTogetherBytes = 5_000_000

function checkFile(work: Work, id: string, param: string): void {
  const file = work.get(files, id)
  if (!file) throw invalid(`No such file upload: '${id}'`, { code: 'resource_missing', param })
  if (purposes.has(file.purpose)) return
  throw invalid(
    `The file ${id} cannot be used as evidence: its purpose is ${file.purpose}, and has to be dispute_evidence.`,
    { param },
  )
}

/** @throws {ApiFailure} 400 naming the field whose file does not exist or is for something else. */
export function checkEvidence(work: Work, evidence: EvidenceChange): void {
  for (const field of evidenceFiles) {
    const id = evidence[field]
    if (id) checkFile(work, id, `evidence[${field}]`)
  }
  const papers = evidence.appeal?.card?.supporting_files ?? []
  papers.forEach((id, index) => {
    checkFile(work, id, `evidence[appeal][card][supporting_files][${index}]`)
  })
}

/** @throws {ApiFailure} 400 for files that are too large together; one that stands in two fields counts twice. */
export function checkFileSizes(work: Work, evidence: Stripe.Dispute.Evidence): void {
  const sizes = evidenceFiles.map(field => work.get(files, idOf(evidence[field]) ?? '')?.size ?? 0)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total <= largestTogetherBytes) return
  throw invalid(
    `The combined size of your evidence files is ${(total / 1_000_000).toFixed(2)} MB, which is over the 5 MB maximum.`,
    { param: 'evidence' },
  )
}
