import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { RefundDialog } from '#client/features/refunds/refund-dialog.tsx'
import { createQueryClient } from '#client/lib/queries.ts'
import { sessionQuery } from '#client/lib/session.ts'
import { getOperation } from '#shared/api/operations.ts'
import {
  type CreateRefundBody,
  createRefund,
  previewRefund,
  type RefundPreview,
} from '#shared/api/refunds.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { answer, type Refusal, type silence } from '#test/client/answer.ts'
import { operationOf, preview, session } from './sample-refund.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
beforeEach(() => sessionStorage.clear())
afterEach(() => {
  cleanup()
  server.resetHandlers()
})
afterAll(() => server.close())

type Said = Operation | Refusal | typeof silence | Promise<Operation>

/** What the desk said of the operation, as long as it said something. */
const recorded = (said: Said | undefined): Operation | undefined =>
  typeof said === 'object' && 'steps' in said ? said : undefined

interface Desk {
  shown?: RefundPreview
  /** What the desk says to the refund, and then of the operation. */
  create?: (body: CreateRefundBody) => Said
  get?: (id: string) => Operation | Refusal | typeof silence
}

export function open(desk: Desk = {}) {
  const sent: CreateRefundBody[] = []
  const onClose = vi.fn<() => void>()
  const state = { shown: desk.shown ?? preview }
  let said: Said | undefined
  server.use(
    answer(previewRefund, () => state.shown),
    answer(createRefund, ({ body }) => {
      sent.push(body)
      said = desk.create?.(body) ?? operationOf(body.operationId)
      return said
    }),
    answer(getOperation, ({ params }) => desk.get?.(params.id) ?? recorded(said) ?? operationOf(params.id)),
  )
  const client = createQueryClient()
  client.setQueryData(sessionQuery.queryKey, session)
  const show = () =>
    render(
      <QueryClientProvider client={client}>
        <RefundDialog paymentId={preview.paymentId} onClose={onClose} />
      </QueryClientProvider>,
    )
  show()
  return { sent, onClose, state, client, show, user: userEvent.setup() }
}

export const amount = () => screen.findByLabelText<HTMLInputElement>('Amount')
export const button = (name: string | RegExp) => screen.findByRole('button', { name })

export async function type(user: ReturnType<typeof userEvent.setup>, text: string) {
  const field = await amount()
  await user.clear(field)
  await user.type(field, text)
}
