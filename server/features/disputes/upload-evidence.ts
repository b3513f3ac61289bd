import { createHash } from 'node:crypto'
import type { Audit } from '#server/access/audit-port.ts'
import type { Context } from '#server/context.ts'
import type { Clock, Ids } from '#server/ports.ts'
import { Problem } from '#server/problem.ts'
import type { Store } from '#server/store/port.ts'
import type { DisputeReads } from '#server/stripe/dispute-port.ts'
import type { MoneyGateway } from '#server/stripe/money-gateway.ts'
import type { uploadEvidence as endpoint } from '#shared/api/disputes.ts'
import type { ReplyOf, UploadedFile } from '#shared/api/endpoint.ts'
import { evidenceLimits } from '#shared/domain/evidence.ts'
import type { DisputeBook } from './dispute-book.ts'
import { cleanFileName, sniffEvidence } from './evidence-content.ts'
import { type EvidenceFile, evidenceFiles } from './evidence-file.ts'
import { openDispute } from './open-dispute.ts'

interface UploadDeps {
  readonly store: Store
  readonly book: DisputeBook
  readonly disputeReads: DisputeReads
  readonly gateway: Pick<MoneyGateway, 'uploadEvidenceFile'>
  readonly audit: Audit
  readonly clock: Clock
  readonly ids: Ids
}

/**
 * Hands a file to Stripe and remembers its id; saving the draft attaches it. The same file is not uploaded twice.
 * @throws {Problem} `file_refused` with what is wrong in one sentence, `too_large`, `dispute_closed`, `stripe_unavailable`.
 */
export async function uploadEvidence(
  deps: UploadDeps,
  context: Context,
  disputeId: string,
  file: UploadedFile,
): Promise<ReplyOf<typeof endpoint>> {
  const { store, clock } = deps
  const type = acceptedType(file)
  await openDispute(deps, disputeId)
  const name = cleanFileName(file.name, type)
  const sha256 = createHash('sha256').update(name).update('\0').update(file.bytes).digest('hex')
  const known = await store.list(evidenceFiles, { by: 'content', is: `${disputeId} ${sha256}`, limit: 1 })
  const kept = known.data[0] ?? (await upload())
  return { fileId: kept.fileId, name: kept.name, size: kept.size, type: kept.type }

  async function upload(): Promise<EvidenceFile> {
    const operationId = deps.ids.next('up')
    const { fileId } = await deps.gateway.uploadEvidenceFile({
      operationId,
      idempotencyKey: `op:${operationId}:g1`,
      file: { name, declaredType: type, bytes: file.bytes },
    })
    const facts = { fileId, disputeId, name, size: file.bytes.length, type, sha256 }
    const record = { ...facts, uploadedAt: clock.now(), uploadedBy: context.user }
    await store.transact(async tx => {
      await tx.put(evidenceFiles, record)
      await deps.audit.append(tx, {
        actor: { type: 'user', person: context.user },
        action: 'dispute.upload',
        outcome: 'done',
        subject: disputeId,
        operationId: null,
        requestId: context.requestId,
        summary: `Uploaded ${fileId} (${type}, ${record.size} bytes) as evidence`,
      })
    })
    return record
  }
}

function acceptedType({ bytes, name }: UploadedFile): EvidenceFile['type'] {
  if (bytes.length === 0) throw refused('The file is empty.')
  if (bytes.length > evidenceLimits.fileBytes)
    throw new Problem('too_large', 'The file is larger than 5 MB.', { limitBytes: evidenceLimits.fileBytes })
  const type = sniffEvidence(bytes)
  if (type !== undefined) return type
  const named = /\.(pdf|png|jpe?g)$/i.exec(name)?.[1]?.toUpperCase()
  throw refused(
    named
      ? `The file is named as ${named} and is something else inside. Banks take PDF, PNG or JPEG.`
      : 'Banks take PDF, PNG or JPEG; this file is none of them.',
  )
}

const refused = (sentence: string): Problem => new Problem('file_refused', sentence, {})
