import { type RefObject, useEffect, useRef, useState } from 'react'
import { factsOf } from '#client/lib/api.ts'
import type { CreateRefundBody, RefundPreview } from '#shared/api/refunds.ts'
import { amountText, ownSeparators, type ReadAmount, readAmount } from './refund-amount.ts'
import type { RefundDraft, RefundValues } from './refund-draft.ts'
import { type LimitAfter, limitAfter } from './refund-limit.ts'

export interface RefundFormProps {
  draft: RefundDraft
  preview: RefundPreview
  busy: boolean
  error: Error | null
  onChange: (values: RefundValues) => void
  onClose: () => void
  /** The error was answered by the reader. */
  onDismiss: () => void
  onSubmit: (body: CreateRefundBody, values: RefundValues) => void
}

type Recent = RefundPreview['recent'][number]

export interface RefundFormState {
  readonly values: RefundValues
  readonly read: ReadAmount
  readonly limit: LimitAfter
  /** What is refundable now, when that is not what the reader has seen. */
  readonly stale: number | null
  /** Recent refunds that the reader has seen. */
  readonly known: readonly string[]
  /** What may be the same wish, so that it has to be said that it is another. */
  readonly again: Recent | undefined
  readonly isTried: boolean
  readonly isAgain: boolean
  readonly amountInput: RefObject<HTMLInputElement | null>
  setAgain(checked: boolean): void
  set(change: Partial<RefundValues>): void
  /** The reader takes note of the new figure, and may take it for the amount. */
  see(use: boolean): void
  submit(): void
}

export function useRefundForm(props: RefundFormProps): RefundFormState {
  const { draft, preview, busy, error, onChange, onDismiss, onSubmit } = props
  const { currency, refundable } = preview.figures
  const [values, setValues] = useState<RefundValues>(() => draft.values ?? emptyValues(preview))
  const [seen, setSeen] = useState({ refundable, operations: idsOf(preview) })
  const [isTried, setTried] = useState(false)
  const [isAgain, setAgain] = useState(false)
  const amountInput = useRef<HTMLInputElement>(null)
  const handOver = useHandOver(busy)
  const current = factsOf(error, 'stale')?.current ?? refundable
  const stale = current === seen.refundable || busy ? null : current
  const read = readAmount(values.amountText, currency, refundable, ownSeparators())
  const again = busy ? undefined : sameAmount(preview, read.amount, draft.operationId)
  const set = (change: Partial<RefundValues>): void => {
    const next = { ...values, ...change }
    if (change.amountText !== undefined) setAgain(false)
    setValues(next)
    onChange(next)
  }
  const see = (use: boolean): void => {
    setSeen({ refundable: current, operations: idsOf(preview) })
    if (use) set({ amountText: amountText({ amount: current, currency }, ownSeparators()) })
    onDismiss()
    amountInput.current?.focus()
  }
  const submit = (): void => {
    setTried(true)
    if (busy || stale !== null) return
    if (read.amount === null) {
      amountInput.current?.focus()
      return
    }
    if (again !== undefined && !isAgain) return
    const body = bodyOf(draft.operationId, preview, values, read.amount, seen.refundable)
    handOver(() => onSubmit(body, values))
  }
  const limit = limitAfter(preview, read.amount)
  const known = seen.operations
  return {
    values,
    read,
    limit,
    stale,
    known,
    again,
    isTried,
    isAgain,
    amountInput,
    setAgain,
    set,
    see,
    submit,
  }
}

/** A refund of this amount a moment ago, by another operation. */
const sameAmount = ({ recent }: RefundPreview, asked: number | null, own: string): Recent | undefined =>
  recent.find(({ amount, operationId }) => amount === asked && operationId !== own)

/** A second click may come before the first has been rendered: it does nothing. */
function useHandOver(busy: boolean): (task: () => void) => void {
  const isDone = useRef(false)
  useEffect(() => {
    if (!busy) isDone.current = false
  }, [busy])
  return task => {
    if (isDone.current) return
    isDone.current = true
    task()
  }
}

const emptyValues = ({ figures: { refundable, currency } }: RefundPreview): RefundValues => ({
  amountText: amountText({ amount: refundable, currency }, ownSeparators()),
  reason: 'requested_by_customer',
  ourReason: null,
  note: '',
  ticket: '',
})

const idsOf = (preview: RefundPreview): string[] => preview.recent.map(({ operationId }) => operationId)

function bodyOf(
  operationId: string,
  { paymentId, figures: { currency } }: RefundPreview,
  { reason, ourReason, note, ticket }: RefundValues,
  amount: number,
  expectedRefundable: number,
): CreateRefundBody {
  return {
    operationId,
    paymentId,
    amount,
    currency,
    reason,
    expectedRefundable,
    ...(ourReason ? { ourReason } : {}),
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(ticket.trim() ? { ticket: ticket.trim() } : {}),
  }
}
