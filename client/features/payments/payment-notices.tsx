import Siren from 'lucide-react/icons/siren'
import { Notice } from '#client/kit/notice.tsx'
import { clockTimeWithSeconds } from '#client/lib/times.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { Payment } from '#shared/domain/payment.ts'

const oldMs = 60_000

/** What whoever is about to act on this payment must know first. */
export function PaymentNotices({ payment, readAt }: { payment: Payment; readAt: number }) {
  const { earlyFraudWarning, disputes, asOf, figures } = payment
  return (
    <>
      {/* Stripe could not be read in time: the server answered with what it knew. */}
      {readAt - asOf > oldMs ? (
        <Notice strip tone="warning" className="border-t" title={`As of ${clockTimeWithSeconds(asOf)}`}>
          Stripe is busy; this may have changed since. A refund is always checked afresh.
        </Notice>
      ) : null}
      {earlyFraudWarning && disputes.length === 0 ? (
        <Notice
          strip
          tone="warning"
          className="border-t"
          icon={Siren}
          title="Early fraud warning from the card network"
        >
          The cardholder reported {formatMoney({ amount: figures.captured, currency: figures.currency })} as
          fraud ({earlyFraudWarning.type.replaceAll('_', ' ')}). A full refund now usually prevents a dispute
          and its fee; refunding only a part does not.
        </Notice>
      ) : null}
    </>
  )
}
