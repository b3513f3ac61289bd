import type { Context } from '#server/context.ts'
import type { Operations } from '#server/operations/port.ts'
import type { Changes, Clock } from '#server/ports.ts'
import { Problem } from '#server/problem.ts'
import type { Reader, Store } from '#server/store/port.ts'
import type { DisputeReads } from '#server/stripe/dispute-port.ts'
import type { saveDraft as endpoint } from '#shared/api/disputes.ts'
import type { BodyOf } from '#shared/api/endpoint.ts'
import type { DisputeDraft } from '#shared/domain/dispute.ts'
import { type EvidenceIssue, evidenceFields } from '#shared/domain/evidence.ts'
import type { DisputeBook } from './dispute-book.ts'
import { type DraftRecord, draftRecords, emptyDraft } from './draft-record.ts'
import { evidenceFiles } from './evidence-file.ts'
import { evidenceInvalid } from './evidence-problem.ts'
import { openDispute } from './open-dispute.ts'
import { held, sealInForce } from './seal.ts'

interface SaveDraftDeps {
  readonly store: Store
  readonly book: DisputeBook
  readonly disputeReads: DisputeReads
  readonly operations: Operations
  readonly clock: Clock
  readonly changes: Changes
}

type Body = BodyOf<typeof endpoint>

/**
 * Keeps the draft here; nothing goes to Stripe. A text may be over its limit while it is being written.
 * @throws {Problem} `version_conflict` when somebody saved meanwhile, `evidence_invalid`, `dispute_closed`, `wrong_state`.
 */
export async function saveDraft(
  deps: SaveDraftDeps,
  context: Context,
  disputeId: string,
  body: Body,
): Promise<DisputeDraft> {
  await openDispute(deps, disputeId)
  const seal = await sealInForce(deps, disputeId)
  if (seal !== undefined) throw held(seal)
  const files = await attached(deps.store, disputeId, body)
  const saved = await deps.store.transact(async (tx): Promise<DraftRecord> => {
    await tx.lock(`dispute ${disputeId}`)
    const known = (await tx.get(draftRecords, disputeId)) ?? { disputeId, ...emptyDraft }
    const { productType, fields } = body
    if (body.version !== known.version) {
      // The answer to this very save was lost on its way.
      if (body.version === known.version - 1 && isSame(known, { productType, fields, files })) return known
      throw conflict(known)
    }
    const next = { disputeId, version: known.version + 1, productType, fields, files }
    const record = { ...next, savedAt: deps.clock.now(), savedBy: context.user }
    await tx.put(draftRecords, record)
    return record
  })
  deps.changes.publish({ topic: 'dispute', id: disputeId })
  const { disputeId: _, ...draft } = saved
  return draft
}

export const conflict = ({ savedBy, version }: DisputeDraft): Problem =>
  new Problem(
    'version_conflict',
    `${savedBy?.name ?? 'Somebody'} saved this draft meanwhile; your text was not saved over it.`,
    { version },
  )

/** The files by field, as they are remembered; text fields and files of other disputes are refused. */
async function attached(
  reader: Reader,
  disputeId: string,
  body: Pick<Body, 'fields' | 'files'>,
): Promise<DisputeDraft['files']> {
  const issues: EvidenceIssue[] = Object.keys(body.fields)
    .filter(name => (evidenceFields.get(name)?.kind ?? 'file') === 'file')
    .map(field => ({ field, message: 'This is not a text field of evidence.' }))
  const files: [string, DisputeDraft['files'][string]][] = []
  for (const [field, fileId] of Object.entries(body.files)) {
    const file = await reader.get(evidenceFiles, fileId)
    if (evidenceFields.get(field)?.kind !== 'file')
      issues.push({ field, message: 'This field of evidence takes no file.' })
    else if (file?.disputeId !== disputeId)
      issues.push({ field, message: 'This file was not uploaded for this dispute.' })
    else files.push([field, { fileId, name: file.name, size: file.size, type: file.type }])
  }
  if (issues.length > 0) throw evidenceInvalid(issues)
  return Object.fromEntries(files)
}

const isSame = (one: DisputeDraft, other: Pick<DisputeDraft, 'productType' | 'fields' | 'files'>): boolean =>
  content(one) === content(other)

const content = ({ productType, fields, files }: Pick<DisputeDraft, 'productType' | 'fields' | 'files'>) =>
  JSON.stringify([
    productType,
    Object.entries(fields).sort(),
    Object.entries(files)
      .map(([field, { fileId }]) => [field, fileId])
      .sort(),
  ])
