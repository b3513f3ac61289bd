import type { Context } from '#server/context.ts'
import type { OperationKind, Operations } from '#server/operations/port.ts'
import type { Clock } from '#server/ports.ts'
import type { Store, Transaction } from '#server/store/port.ts'
import type { DisputeReads } from '#server/stripe/dispute-port.ts'
import type {
  acceptDispute as acceptEndpoint,
  submitDispute as submitEndpoint,
} from '#shared/api/disputes.ts'
import type { BodyOf } from '#shared/api/endpoint.ts'
import { evidenceIssues, evidenceToSend } from '#shared/domain/evidence.ts'
import type { Operation } from '#shared/domain/operation.ts'
import type { DisputeAcceptInput } from './dispute-accept-kind.ts'
import type { DisputeBook } from './dispute-book.ts'
import type { DisputeSubmitInput } from './dispute-submit-kind.ts'
import { draftRecords, emptyDraft } from './draft-record.ts'
import { evidenceInvalid } from './evidence-problem.ts'
import { openDispute } from './open-dispute.ts'
import { conflict } from './save-draft.ts'
import { releaseSeal, type Seal, sealDispute } from './seal.ts'

export interface EndDisputeDeps {
  readonly store: Store
  readonly book: DisputeBook
  readonly disputeReads: DisputeReads
  readonly operations: Operations
  readonly submitKind: OperationKind<DisputeSubmitInput>
  readonly acceptKind: OperationKind<DisputeAcceptInput>
  readonly clock: Clock
}

/**
 * Sends the draft that was reviewed to the bank; final. A repeat with the same operation id gives its present state.
 * @throws {Problem} `version_conflict`, `evidence_invalid`, `late_not_confirmed`, `dispute_closed`, `wrong_state`.
 */
export async function submitDispute(
  deps: EndDisputeDeps,
  context: Context,
  disputeId: string,
  { operationId, version, confirmLate }: BodyOf<typeof submitEndpoint>,
): Promise<Operation> {
  const input: DisputeSubmitInput = { disputeId, version, confirmLate }
  const request = () => deps.operations.request(context, deps.submitKind, operationId, input)
  if ((await deps.operations.get(operationId)) !== undefined) return await request()
  const { reason } = await openDispute(deps, disputeId)
  const seal = { disputeId, operationId, verb: 'submit', by: context.user } as const
  await sealDispute(deps, seal, tx => reviewedEvidence(tx, { disputeId, reason, version }))
  return await orRelease(deps, seal, request)
}

/** Accepts the loss; final. @throws {Problem} `dispute_closed`, `wrong_state`. */
export async function acceptDispute(
  deps: EndDisputeDeps,
  context: Context,
  disputeId: string,
  { operationId }: BodyOf<typeof acceptEndpoint>,
): Promise<Operation> {
  const request = () => deps.operations.request(context, deps.acceptKind, operationId, { disputeId })
  if ((await deps.operations.get(operationId)) !== undefined) return await request()
  await openDispute(deps, disputeId)
  const seal = { disputeId, operationId, verb: 'accept', by: context.user } as const
  await sealDispute(deps, seal, async () => ({}))
  return await orRelease(deps, seal, request)
}

/** Texts and file ids of the version that was reviewed. A text that was emptied is sent empty, which unsets it. */
async function reviewedEvidence(
  tx: Transaction,
  { disputeId, reason, version }: { disputeId: string; reason: string; version: number },
): Promise<Seal['evidence']> {
  const draft = (await tx.get(draftRecords, disputeId)) ?? { disputeId, ...emptyDraft }
  if (draft.version !== version) throw conflict(draft)
  const { fields, files } = evidenceToSend(reason, draft)
  const sizes = Object.fromEntries(Object.entries(files).map(([field, { size }]) => [field, size]))
  const issues = evidenceIssues(fields, sizes)
  const written = Object.values(fields).some(text => text.trim() !== '') || Object.keys(files).length > 0
  if (!written) issues.push({ field: '', message: 'Nothing is written and no file is attached.' })
  if (issues.length > 0) throw evidenceInvalid(issues)
  const fileIds = Object.fromEntries(Object.entries(files).map(([field, { fileId }]) => [field, fileId]))
  return { ...trimmed(fields), ...fileIds }
}

const trimmed = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.trim()]))

/** What was refused before it became an operation leaves the dispute free for another try. */
async function orRelease(
  { store, operations }: EndDisputeDeps,
  { disputeId, operationId }: Pick<Seal, 'disputeId' | 'operationId'>,
  request: () => Promise<Operation>,
): Promise<Operation> {
  try {
    return await request()
  } catch (error) {
    if ((await operations.get(operationId)) === undefined)
      await store.transact(tx => releaseSeal(tx, disputeId, operationId))
    throw error
  }
}
