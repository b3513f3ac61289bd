import Undo2 from 'lucide-react/icons/undo-2'
import { customerLabel } from '#client/kit/customer-name.tsx'
import { ForbiddenButton } from '#client/kit/forbidden-button.tsx'
import { usePageActions } from '#client/lib/page-actions.ts'
import { useMay } from '#client/lib/session.ts'
import { Button, type ButtonProps } from '#client/ui/button.tsx'
import { Kbd } from '#client/ui/kbd.tsx'
import { formatMoney } from '#shared/domain/money.ts'
import { type Payment, refundBlockSentences } from '#shared/domain/payment.ts'
import { whyForbidden } from '#shared/domain/permissions.ts'

export interface RefundButtonProps {
  payment: Payment
  onRefund: () => void
  size?: ButtonProps['size']
  className?: string
}

/** Opens the dialog, as `r` does; where no refund can be made it says why, and who could. */
export function RefundButton({ payment, onRefund, size, className }: RefundButtonProps) {
  const why = useWhyNot(payment)
  if (why !== null)
    return (
      <ForbiddenButton variant="primary" why={why} size={size} className={className}>
        Refund…
      </ForbiddenButton>
    )
  return (
    <Button variant="primary" size={size} className={className} aria-keyshortcuts="r" onClick={onRefund}>
      <Undo2 aria-hidden />
      Refund…
      <Kbd aria-hidden className="ml-1 border-transparent bg-white/15 text-primary-foreground max-sm:hidden">
        R
      </Kbd>
    </Button>
  )
}

/** `null` when this person can refund something of it now. */
function useWhyNot({ figures }: Payment): string | null {
  const mayRefund = useMay('refund:create')
  if (!mayRefund) return whyForbidden('refund:create')
  return figures.block === null ? null : refundBlockSentences[figures.block]
}

/** `r`, and "Refund…" in the palette. */
export function useRefundAction(payment: Payment, onRefund: () => void): void {
  const why = useWhyNot(payment) ?? undefined
  const { customer, figures } = payment
  const left = formatMoney({ amount: figures.refundable, currency: figures.currency })
  usePageActions({
    title: 'This payment',
    subject: `${formatMoney(payment)}${customer ? `, ${customerLabel(customer)}` : ''}`,
    actions: [{ label: 'Refund…', hint: `up to ${left}, opens the dialog`, key: 'r', why, run: onRefund }],
  })
}
