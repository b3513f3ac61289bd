import { Link } from '@tanstack/react-router'
import { FactGrid } from '#client/kit/fact-grid.tsx'
import { IdChip } from '#client/kit/id-chip.tsx'
import { MoneyText } from '#client/kit/money.tsx'
import { Notice } from '#client/kit/notice.tsx'
import { RelativeTime } from '#client/kit/time.tsx'
import { objectPath } from '#client/lib/object-path.ts'
import { buttonVariants } from '#client/ui/button.tsx'
import { type DisputeCase, isOpenDispute } from '#shared/domain/dispute.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { CaseHead } from './case-head.tsx'

/** An early fraud warning takes no evidence: the payment is refunded, or the chargeback is awaited. */
export function WarningCase({ open }: { open: DisputeCase }) {
  const { currency, refundable, paymentId, chargeId, customer, createdAt, networkCode } = open
  const canRefund = isOpenDispute(open.state) && refundable !== null && refundable > 0
  return (
    <>
      <CaseHead open={open}>
        <Link
          to={objectPath('payment', paymentId ?? chargeId)}
          className={buttonVariants({ variant: canRefund ? 'primary' : 'outline' })}
        >
          {canRefund ? 'Open the payment to refund it' : 'Open the payment'}
        </Link>
      </CaseHead>
      <div className="flex max-w-3xl flex-col gap-5 px-6 py-5 max-sm:px-4">
        {canRefund ? (
          <Notice
            tone="warning"
            title={`${formatMoney({ amount: refundable, currency })} can still be refunded`}
          >
            A chargeback would take the same amount and a fee that is not returned.
          </Notice>
        ) : (
          <Notice tone="info" title="Nothing is left to do">
            The payment was refunded in full, or is disputed by now.
          </Notice>
        )}
        <FactGrid
          layout="line"
          facts={[
            { label: 'Customer', value: customer?.name ? <bdi>{customer.name}</bdi> : customer?.email },
            {
              label: 'Refundable',
              value: refundable === null ? null : <MoneyText value={{ amount: refundable, currency }} />,
            },
            { label: 'Network', value: networkCode },
            { label: 'Warned', value: <RelativeTime at={createdAt} /> },
            { label: 'Charge', value: <IdChip id={chargeId} /> },
          ]}
        />
      </div>
    </>
  )
}
