import { QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { cleanup, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { ApprovalsPage } from '#client/features/approvals/approvals-page.tsx'
import { readApprovalsSearch } from '#client/features/approvals/approvals-search.ts'
import { createQueryClient } from '#client/lib/queries.ts'
import { sessionQuery } from '#client/lib/session.ts'
import {
  approveOperation,
  getOperation,
  listOperations,
  rejectOperation,
  resolveOperation,
  withdrawOperation,
} from '#shared/api/operations.ts'
import { previewRefund } from '#shared/api/refunds.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { permissionsOf, type Role } from '#shared/domain/permissions.ts'
import { answer, type Refusal } from '#test/client/answer.ts'
import { preview, session } from '#test/client/refunds/sample-refund.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup()
  server.resetHandlers()
})
afterAll(() => server.close())

export interface Decided {
  readonly act: string
  readonly id: string
  readonly body: unknown
}

interface Desk {
  role: Role
  name?: string
  operations: Operation[]
  /** What the desk says to a decision; by default it is taken. */
  decide?: () => Refusal
}

const inView: Record<string, (operation: Operation) => boolean> = {
  to_decide: ({ state }) => state === 'awaiting_approval',
  needs_review: ({ state }) => state === 'needs_review',
  reversed: ({ state }) => state === 'reversed',
  decided: ({ approval, state }) => approval !== null && state !== 'awaiting_approval',
  all: () => true,
}

/** The approvals page at an address, on a desk with these operations. */
export function openApprovals(
  { role, name = 'Tomasz Wieczorek', operations, decide }: Desk,
  address = '/approvals',
) {
  const decided: Decided[] = []
  const one = (id: string): Operation => {
    const found = operations.find(operation => operation.id === id)
    if (!found) throw new Error(`No operation ${id}`)
    return found
  }
  const take =
    (act: string) =>
    ({ params, body }: { params: { id: string }; body: unknown }): Operation | Refusal => {
      decided.push({ act, id: params.id, body })
      return decide?.() ?? { ...one(params.id), state: 'approved' }
    }
  server.use(
    answer(listOperations, ({ query }) => {
      const data = operations.filter(
        operation =>
          inView[query.view]?.(operation) && (query.state === undefined || query.state === operation.state),
      )
      return { data, nextCursor: null, total: data.length }
    }),
    answer(getOperation, ({ params }) => one(params.id)),
    answer(previewRefund, () => ({
      ...preview,
      figures: { ...preview.figures, pending: 4_200, refundable: 0 },
    })),
    answer(approveOperation, take('approve')),
    answer(rejectOperation, take('reject')),
    answer(resolveOperation, take('resolve')),
    answer(withdrawOperation, take('withdraw')),
  )
  const client = createQueryClient()
  const user = { id: `usr_${role}`, name, role, permissions: permissionsOf(role) }
  client.setQueryData(sessionQuery.queryKey, { ...session, user })
  const root = createRootRoute()
  const page = createRoute({
    getParentRoute: () => root,
    path: '/approvals',
    validateSearch: readApprovalsSearch,
    component: () => <ApprovalsPage search={page.useSearch()} />,
  })
  const router = createRouter({
    routeTree: root.addChildren([page]),
    history: createMemoryHistory({ initialEntries: [address] }),
  })
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
  return { decided, router, user: userEvent.setup() }
}
