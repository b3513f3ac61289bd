import * as z from 'zod'
import { mintOperationId } from '#client/lib/operation-id.ts'
import { operationId } from '#shared/domain/operation.ts'
import { ourReason, refundReason } from '#shared/domain/refund.ts'

/** What is in the form, as typed. */
const refundValues = z.object({
  amountText: z.string(),
  reason: refundReason,
  ourReason: ourReason.nullable(),
  note: z.string(),
  ticket: z.string(),
})
export type RefundValues = z.infer<typeof refundValues>

/** One intent to refund: its id lives from the opening of the dialog until its end is known, over every reload. */
const refundDraft = z.object({
  operationId,
  /** Whether it was handed to the desk: from then on the desk says how it stands. */
  sent: z.boolean(),
  values: refundValues.nullable(),
})
export type RefundDraft = z.infer<typeof refundDraft>

const keyOf = (paymentId: string): string => `refund:${paymentId}`

export const newDraft = (values: RefundValues | null = null): RefundDraft => ({
  operationId: mintOperationId(Date.now()),
  sent: false,
  values,
})

/** The draft that this window left for the payment, or a new one, which is kept from now on. */
export function openDraft(paymentId: string): RefundDraft {
  const kept = refundDraft.safeParse(readJson(sessionStorage.getItem(keyOf(paymentId))))
  if (kept.success) return kept.data
  const draft = newDraft()
  saveDraft(paymentId, draft)
  return draft
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}

export function saveDraft(paymentId: string, draft: RefundDraft): void {
  sessionStorage.setItem(keyOf(paymentId), JSON.stringify(draft))
}

export function forgetDraft(paymentId: string): void {
  sessionStorage.removeItem(keyOf(paymentId))
}
