import { Link } from '@tanstack/react-router'
import { useNow } from '#client/lib/now.ts'
import { objectPath } from '#client/lib/object-path.ts'
import { shortDate } from '#client/lib/times.ts'
import type { DisputeCase, DisputeKind } from '#shared/domain/dispute.ts'

const kinds: Record<DisputeKind, string> = {
  chargeback: 'Chargeback',
  inquiry: 'Inquiry',
  early_fraud_warning: 'Early fraud warning',
}

/** At the right of the steps: kind and code, what was paid for, the payment. */
export function CaseFacts({ open }: { open: DisputeCase }) {
  const { kind, networkCode, paymentDescription, paymentId, chargeId, paymentCreatedAt } = open
  const now = useNow()
  return (
    <div className="ml-auto flex min-w-0 items-center gap-4 text-xs whitespace-nowrap text-muted-foreground max-sm:ml-0 max-sm:flex-wrap">
      <span>{[kinds[kind], networkCode].filter(Boolean).join(', ')}</span>
      {paymentDescription ? (
        <bdi title={paymentDescription} className="max-w-100 min-w-0 truncate max-lg:hidden">
          {paymentDescription}
        </bdi>
      ) : null}
      <Link
        to={objectPath('payment', paymentId ?? chargeId)}
        className="text-link underline-offset-2 hover:underline"
      >
        {paymentCreatedAt === null ? 'The payment' : `Payment of ${shortDate(paymentCreatedAt, now)}`}
      </Link>
    </div>
  )
}
