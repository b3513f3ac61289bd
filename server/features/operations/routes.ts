import { type Route, route } from '#server/http/route.ts'
import type { Operations } from '#server/operations/port.ts'
import { Problem } from '#server/problem.ts'
import {
  approveOperation,
  getOperation,
  listOperations,
  rejectOperation,
  resolveOperation,
  withdrawOperation,
} from '#shared/api/operations.ts'

export const operationRoutes = ({ operations }: { operations: Operations }): Route[] => [
  route(listOperations, ({ user }, { query }) => operations.list({ ...query, userId: user.id })),
  route(getOperation, async (_context, { params }) => {
    const operation = await operations.get(params.id)
    if (operation === undefined) throw new Problem('not_found', 'There is no such operation.', {})
    return operation
  }),
  route(approveOperation, (context, { params, body }) =>
    operations.approve(context, params.id, body.note ?? null),
  ),
  route(rejectOperation, (context, { params, body }) =>
    operations.reject(context, params.id, body.note ?? null),
  ),
  route(withdrawOperation, (context, { params }) => operations.withdraw(context, params.id)),
  route(resolveOperation, (context, { params, body }) =>
    operations.resolve(context, params.id, body.decision, body.note),
  ),
]
