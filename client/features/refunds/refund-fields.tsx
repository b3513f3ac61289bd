import { Field } from '#client/ui/field.tsx'
import { Input } from '#client/ui/input.tsx'
import { Select } from '#client/ui/select.tsx'
import type { RefundPreview } from '#shared/api/refunds.ts'
import { ourReasons, refundReasons } from '#shared/domain/refund.ts'
import { ourReasonWords, refundReasonWords } from '#shared/domain/refund-words.ts'
import { AgainNotice } from './again-notice.tsx'
import { OverLimitNotice } from './over-limit-notice.tsx'
import { RefundAmountField } from './refund-amount-field.tsx'
import { RefundSentence } from './refund-sentence.tsx'
import type { RefundFormState } from './use-refund-form.ts'

interface RefundFieldsProps {
  preview: RefundPreview
  form: RefundFormState
  busy: boolean
}

export function RefundFields({ preview, form, busy }: RefundFieldsProps) {
  const { read, limit } = form
  return (
    <>
      <RefundAmountField preview={preview} form={form} disabled={busy} />
      {limit.needsApproval ? <OverLimitNotice preview={preview} limit={limit} /> : null}
      <AgainNotice preview={preview} form={form} />
      <ReasonFields form={form} disabled={busy} />
      {read.amount === null || limit.needsApproval ? null : (
        <RefundSentence preview={preview} amount={read.amount} />
      )}
    </>
  )
}

const reasonOptions = refundReasons.map(value => ({ value, label: refundReasonWords[value] }))
const ourReasonOptions = ourReasons.map(value => ({ value, label: ourReasonWords[value] }))

function ReasonFields({ form: { values, set }, disabled }: { form: RefundFormState; disabled: boolean }) {
  const hint = values.reason === 'fraudulent' ? 'blocks the card and email' : 'for Stripe'
  return (
    <>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Field label="Reason" hint={hint}>
          {control => (
            <Select
              {...control}
              options={reasonOptions}
              value={values.reason}
              disabled={disabled}
              onValueChange={reason => set({ reason })}
            />
          )}
        </Field>
        <Field label="Our reason">
          {control => (
            <Select
              {...control}
              options={ourReasonOptions}
              value={values.ourReason}
              placeholder="Choose…"
              disabled={disabled}
              onValueChange={ourReason => set({ ourReason })}
            />
          )}
        </Field>
      </div>
      <div className="grid grid-cols-[1fr_9rem] gap-3 max-sm:grid-cols-1">
        <Field label="Note" hint="stays inside">
          {control => (
            <Input
              {...control}
              value={values.note}
              maxLength={1000}
              disabled={disabled}
              onChange={event => set({ note: event.target.value })}
            />
          )}
        </Field>
        <Field label="Ticket">
          {control => (
            <Input
              {...control}
              value={values.ticket}
              maxLength={100}
              autoComplete="off"
              disabled={disabled}
              onChange={event => set({ ticket: event.target.value })}
            />
          )}
        </Field>
      </div>
    </>
  )
}
