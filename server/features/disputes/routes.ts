import type { Audit } from '#server/access/audit-port.ts'
import { type Route, route } from '#server/http/route.ts'
import type { Operations } from '#server/operations/port.ts'
import type { Changes, Clock, Ids } from '#server/ports.ts'
import { Problem } from '#server/problem.ts'
import type { Store } from '#server/store/port.ts'
import type { DisputeReads } from '#server/stripe/dispute-port.ts'
import type { MoneyGateway } from '#server/stripe/money-gateway.ts'
import * as endpoints from '#shared/api/disputes.ts'
import type { disputeAcceptKind } from './dispute-accept-kind.ts'
import type { DisputeBook } from './dispute-book.ts'
import type { disputeSubmitKind } from './dispute-submit-kind.ts'
import { acceptDispute, submitDispute } from './end-dispute.ts'
import { getDispute } from './get-dispute.ts'
import { listDisputes } from './list-disputes.ts'
import { saveDraft } from './save-draft.ts'
import { uploadEvidence } from './upload-evidence.ts'

export interface DisputeRouteDeps {
  readonly store: Store
  readonly book: DisputeBook
  readonly disputeReads: DisputeReads
  readonly operations: Operations
  readonly submitKind: ReturnType<typeof disputeSubmitKind>
  readonly acceptKind: ReturnType<typeof disputeAcceptKind>
  readonly gateway: Pick<MoneyGateway, 'uploadEvidenceFile'>
  readonly audit: Audit
  readonly changes: Changes
  readonly clock: Clock
  readonly ids: Ids
}

export const disputeRoutes = (deps: DisputeRouteDeps): Route[] => [
  route(endpoints.listDisputes, (context, { query }) => listDisputes(deps, context, query)),
  route(endpoints.getDispute, (context, { params }) => getDispute(deps, context, params.id)),
  route(endpoints.saveDraft, (context, { params, body }) => saveDraft(deps, context, params.id, body)),
  route(endpoints.uploadEvidence, (context, { params, file }) => {
    if (file === null) throw new Problem('file_refused', 'No file came with the request.', {})
    return uploadEvidence(deps, context, params.id, file)
  }),
  route(endpoints.submitDispute, (context, { params, body }) =>
    submitDispute(deps, context, params.id, body),
  ),
  route(endpoints.acceptDispute, (context, { params, body }) =>
    acceptDispute(deps, context, params.id, body),
  ),
]
