import { type Route, route } from '#server/http/route.ts'
import type { OperationKind } from '#server/operations/port.ts'
import { createRefund, previewRefund as previewRefundEndpoint } from '#shared/api/refunds.ts'
import { previewRefund, type RefundDeps } from './preview-refund.ts'
import type { RefundInput } from './refund-kind.ts'

export const refundRoutes = (deps: RefundDeps & { refundKind: OperationKind<RefundInput> }): Route[] => [
  route(previewRefundEndpoint, (context, { params }) => previewRefund(deps, context, params.id)),
  route(createRefund, (context, { body: { operationId, ...input } }) =>
    deps.operations.request(context, deps.refundKind, operationId, input),
  ),
]
