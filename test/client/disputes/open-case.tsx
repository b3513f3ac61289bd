import { QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  RouterProvider,
} from '@tanstack/react-router'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { setupServer } from 'msw/node'
import { Suspense } from 'react'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { CasePage } from '#client/features/disputes/case-page.tsx'
import { createQueryClient } from '#client/lib/queries.ts'
import { sessionQuery } from '#client/lib/session.ts'
import { acceptDispute, getDispute, saveDraft, submitDispute, uploadEvidence } from '#shared/api/disputes.ts'
import type { BodyOf } from '#shared/api/endpoint.ts'
import { getOperation } from '#shared/api/operations.ts'
import type { DisputeCase, DisputeDraft } from '#shared/domain/dispute.ts'
import type { Operation } from '#shared/domain/operation.ts'
import type { Role } from '#shared/domain/permissions.ts'
import { answer, Refusal, silence } from '#test/client/answer.ts'
import { endingOf, sampleCase, tomasz } from './sample-case.ts'

export const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
beforeEach(() => sessionStorage.clear())
afterEach(() => {
  cleanup()
  server.resetHandlers()
})
afterAll(() => server.close())

type SaveBody = BodyOf<typeof saveDraft>

/** What the desk holds, and what it was asked; a test changes it as another person would. */
export interface Desk {
  shown: DisputeCase
  saves: SaveBody[]
  submits: BodyOf<typeof submitDispute>[]
  accepts: string[]
  uploads: string[]
  isSilent: boolean
  upload: () => { fileId: string; name: string; size: number; type: 'application/pdf' } | Refusal
}

export function deskOf(facts: Partial<DisputeCase> = {}): Desk {
  const desk: Desk = {
    ...{ shown: sampleCase(facts), saves: [], submits: [], accepts: [], uploads: [], isSilent: false },
    upload: () => ({ fileId: 'file_1', name: 'Delivery.pdf', size: 412_000, type: 'application/pdf' }),
  }
  const endings = new Map<string, Operation>()
  server.use(
    answer(getDispute, () => desk.shown),
    answer(saveDraft, ({ body }) => (desk.isSilent ? silence : keep(desk, body))),
    answer(uploadEvidence, ({ params }) => {
      desk.uploads.push(params.id)
      return desk.upload()
    }),
    answer(submitDispute, ({ body }) => {
      desk.submits.push(body)
      return end(desk, endings, endingOf(body.operationId), { state: 'under_review', submissionCount: 1 })
    }),
    answer(acceptDispute, ({ body: { operationId } }) => {
      desk.accepts.push(operationId)
      const operation = endingOf(operationId, { kind: 'dispute.accept', resultStatus: 'lost' })
      return end(desk, endings, operation, { state: 'accepted' })
    }),
    answer(getOperation, ({ params }) => endings.get(params.id) ?? endingOf(params.id)),
  )
  return desk
}

function keep(desk: Desk, body: SaveBody): DisputeDraft | Refusal {
  desk.saves.push(body)
  const { draft } = desk.shown
  if (body.version !== draft.version)
    return new Refusal('version_conflict', 'Saved meanwhile.', { version: draft.version })
  const { productType, fields } = body
  const files = Object.fromEntries(
    Object.entries(body.files).map(([field, fileId]) => [
      field,
      { fileId, name: 'Delivery.pdf', size: 412_000, type: 'application/pdf' },
    ]),
  )
  const saved = { version: draft.version + 1, productType, fields, files }
  desk.shown = { ...desk.shown, draft: { ...saved, savedAt: Date.now(), savedBy: tomasz } }
  return desk.shown.draft
}

function end(
  desk: Desk,
  endings: Map<string, Operation>,
  operation: Operation,
  facts: Partial<DisputeCase>,
): Operation {
  endings.set(operation.id, operation)
  desk.shown = { ...desk.shown, ...facts, operationId: operation.id }
  return operation
}

/** The case as its route shows it, with one other page to leave for. */
export async function openCase(role: Role = 'finance', step: 'write' | 'review' = 'write') {
  const { sessionOf } = await import('./sample-case.ts')
  const client = createQueryClient()
  client.setDefaultOptions({ queries: { retry: false } })
  client.setQueryData(sessionQuery.queryKey, sessionOf(role))
  const root = createRootRoute()
  const page = createRoute({
    getParentRoute: () => root,
    path: '/disputes/$id',
    validateSearch: (search: Record<string, unknown>) => (search.step === 'review' ? { step: 'review' } : {}),
    component: () => (
      <Suspense>
        <Link to="/elsewhere">Elsewhere</Link>
        <CasePage id="du_1SVkm4Zt" step={page.useSearch().step === 'review' ? 'review' : 'write'} />
      </Suspense>
    ),
  })
  const other = createRoute({ getParentRoute: () => root, path: '$', component: () => <h1>Another page</h1> })
  const search = step === 'review' ? '?step=review' : ''
  const router = createRouter({
    routeTree: root.addChildren([page, other]),
    history: createMemoryHistory({ initialEntries: [`/disputes/du_1SVkm4Zt${search}`] }),
  })
  render(
    <QueryClientProvider client={client}>
      {/* The router's type is registered for the product's own routes; this one has others. */}
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  )
  await screen.findByText('Kwame Mensah’s')
  return { user: userEvent.setup(), client }
}
