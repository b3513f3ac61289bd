import { useState } from 'react'
import { ApiError } from '#client/lib/api.ts'
import type { Operation, OperationState } from '#shared/domain/operation.ts'
import { forgetDraft, newDraft, openDraft, type RefundDraft, saveDraft } from './refund-draft.ts'
import { RefundForm } from './refund-form.tsx'
import { RefundLoading } from './refund-loading.tsx'
import { useCreateRefund, useRefundOperation, useRefundPreview } from './refund-queries.ts'
import { RefundResult } from './refund-result.tsx'
import { isOver } from './result-words.ts'

export interface RefundDialogProps {
  paymentId: string
  onClose: () => void
}

/** On the way to its first answer: the form stays, its button says "Refunding…". */
const underway = new Set<OperationState>(['requested', 'approved', 'sending'])

const isAnswered = (operation: Operation | undefined): operation is Operation =>
  operation !== undefined && (!underway.has(operation.state) || operation.approval !== null)

/** From the arithmetic to the answer: one dialog, one operation, whatever is clicked, reloaded or lost on the way. */
export function RefundDialog({ paymentId, onClose }: RefundDialogProps) {
  const [draft, setDraft] = useState(() => openDraft(paymentId))
  const preview = useRefundPreview(paymentId)
  const create = useCreateRefund(paymentId)
  const { data: operation, error } = useRefundOperation(draft.operationId, draft.sent && !create.isPending)
  const change = (next: RefundDraft): void => {
    saveDraft(paymentId, next)
    setDraft(next)
  }
  const close = (): void => {
    if (!draft.sent || (operation && isOver(operation.state))) forgetDraft(paymentId)
    onClose()
  }
  if (draft.sent && isAnswered(operation)) {
    const again = (): void => {
      create.reset()
      change(newDraft(draft.values))
    }
    return <RefundResult operation={operation} preview={preview.data} onClose={close} onAgain={again} />
  }
  if (!preview.data)
    return <RefundLoading error={preview.error} onRetry={() => void preview.refetch()} onClose={close} />
  // The desk does not know it: the request never came there, and the same one may be sent again.
  const isLost = draft.sent && error instanceof ApiError && error.code === 'not_found'
  return (
    <RefundForm
      key={draft.operationId}
      draft={draft}
      preview={preview.data}
      busy={create.isPending || (draft.sent && !isLost)}
      error={isLost && !create.isPending ? error : create.error}
      onChange={values => change({ ...draft, values })}
      onClose={close}
      onDismiss={() => create.reset()}
      onSubmit={(body, values) => {
        change({ ...draft, values, sent: true })
        create.mutate(body, {
          onError: failed => {
            if (failed instanceof ApiError && failed.code !== 'operation_mismatch')
              change({ ...draft, values, sent: false })
          },
        })
      }}
    />
  )
}
