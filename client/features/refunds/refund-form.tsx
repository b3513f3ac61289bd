import { DeskDialog } from '#client/kit/desk-dialog.tsx'
import { Figures } from '#client/kit/figures.tsx'
import { useSession } from '#client/lib/session.ts'
import { Button } from '#client/ui/button.tsx'
import type { RefundPreview } from '#shared/api/refunds.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { RefundAbout } from './refund-about.tsx'
import { RefundFields } from './refund-fields.tsx'
import { RefundProblem } from './refund-problem.tsx'
import { BlockNotice, RefundWarnings } from './refund-warnings.tsx'
import { StaleNotice } from './stale-notice.tsx'
import { type RefundFormProps, type RefundFormState, useRefundForm } from './use-refund-form.ts'

/** The arithmetic, the amount, why, and what will come of it. */
export function RefundForm(props: RefundFormProps) {
  const { draft, preview, busy, error, onClose, onDismiss } = props
  const { mode } = useSession()
  const form = useRefundForm(props)
  const canRefund = preview.figures.block === null || draft.sent
  return (
    <DeskDialog
      open
      onOpenChange={open => (open ? undefined : onClose())}
      title="Refund"
      mode={mode}
      about={<RefundAbout preview={preview} />}
      onSubmit={form.submit}
      footNote={canRefund ? form.limit.footNote : 'Nothing was sent'}
      actions={<FormActions form={form} canRefund={canRefund} {...props} />}
    >
      {canRefund ? <RefundWarnings preview={preview} /> : <BlockNotice preview={preview} />}
      <RefundFigures preview={preview} />
      {form.stale === null ? (
        <RefundProblem error={error} onDismiss={onDismiss} />
      ) : (
        <StaleNotice preview={preview} current={form.stale} known={form.known} onSeen={form.see} />
      )}
      {canRefund ? <RefundFields preview={preview} form={form} busy={busy} /> : null}
    </DeskDialog>
  )
}

function RefundFigures({ preview: { figures } }: { preview: RefundPreview }) {
  const shown = (amount: number): string => formatMoney({ amount, currency: figures.currency })
  return (
    <Figures
      figures={[
        { label: 'Charged', value: shown(figures.charged) },
        { label: 'Refunded', value: shown(figures.refunded) },
        { label: 'Pending', value: shown(figures.pending) },
        { label: 'Refundable', value: shown(figures.refundable), strong: true },
      ]}
    />
  )
}

function FormActions(props: RefundFormProps & { form: RefundFormState; canRefund: boolean }) {
  const { busy, error, onClose, form, canRefund } = props
  if (!canRefund) {
    return (
      <Button size="dialog" onClick={onClose}>
        Close
      </Button>
    )
  }
  return (
    <>
      <Button size="dialog" disabled={busy && error === null} onClick={onClose}>
        {busy && error !== null ? 'Close and keep checking' : 'Cancel'}
      </Button>
      <Button type="submit" size="dialog" variant="primary" busy={busy}>
        {busy ? 'Refunding…' : form.limit.buttonLabel}
      </Button>
    </>
  )
}
