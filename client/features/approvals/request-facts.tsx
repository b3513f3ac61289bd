import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import CircleAlert from 'lucide-react/icons/circle-alert'
import CircleCheck from 'lucide-react/icons/circle-check'
import type { ReactNode } from 'react'
import { cutId } from '#client/lib/cut-id.ts'
import { useNow } from '#client/lib/now.ts'
import { objectPath } from '#client/lib/object-path.ts'
import { useMay } from '#client/lib/session.ts'
import { deadlineTime, tableTime, zoneName } from '#client/lib/times.ts'
import { Skeleton } from '#client/ui/skeleton.tsx'
import type { RefundPreview } from '#shared/api/refunds.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { figuresNowQuery } from './approvals-queries.ts'

/** What the request saw, and what is true now. */
export function RequestFacts({ operation }: { operation: Operation }) {
  const mayRead = useMay('refund:create')
  const { data, error } = useQuery({
    ...figuresNowQuery(operation.targetId),
    enabled: mayRead && operation.kind === 'refund',
  })
  const now = useNow()
  const { approval, money } = operation
  if (money === null || approval === null) return null
  const { currency } = money
  const then = approval.refundableThen
  const facts: [string, ReactNode][] = [
    ['Charged', data ? chargedText(data, now) : null],
    ['Refundable when asked', then === null ? null : formatMoney({ amount: then, currency })],
    ['Refundable now', <RefundableNow key="now" operation={operation} preview={data} error={error} />],
    ['Disputes, warnings', data ? warningsText(data) : null],
    ['Fee that Stripe keeps', data?.fee ? formatMoney(data.fee) : null],
    ['Lapses', `${deadlineTime(approval.lapsesAt, now)} ${zoneName(approval.lapsesAt)}`],
    ['Payment', <PaymentLink key="payment" id={operation.targetId} />],
  ]
  return (
    <dl className="mt-2 border-t pt-2">
      {facts.map(([label, value]) => (
        <div key={label} className="flex min-h-6 items-center justify-between gap-4 py-0.5">
          <dt className="text-muted-foreground">{label}</dt>
          <dd className="text-right">
            {value ?? (mayRead && !error ? <Skeleton className="w-16" /> : null)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const PaymentLink = ({ id }: { id: string }) => (
  <Link to={objectPath('payment', id)} className="text-link hover:underline" title={id}>
    <code className="font-mono text-xs">{cutId(id)}</code>
  </Link>
)

const chargedText = ({ figures, paidAt }: RefundPreview, now: number): string => {
  const when = tableTime(paidAt, now).replace('Today, ', 'today ')
  return `${formatMoney({ amount: figures.charged, currency: figures.currency })}, ${when}`
}

function warningsText({ disputes, earlyFraudWarning }: RefundPreview): string {
  const parts = [
    disputes.length === 0 ? '' : disputes.length === 1 ? '1 dispute' : `${disputes.length} disputes`,
    earlyFraudWarning ? 'early fraud warning' : '',
  ].filter(part => part !== '')
  return parts.length === 0 ? 'None' : parts.join(', ')
}

interface RefundableNowProps {
  operation: Operation
  preview: RefundPreview | undefined
  error: Error | null
}

/** The request holds its own amount back, which is still there for it. */
function RefundableNow({ operation: { money }, preview, error }: RefundableNowProps) {
  if (error !== null) return <span className="text-muted-foreground">Stripe could not be read</span>
  if (!preview || money === null) return <Skeleton className="w-16" />
  const { block, refundable, currency } = preview.figures
  const isBlocked = block !== null && block !== 'all_reserved'
  const amount = isBlocked ? 0 : refundable + money.amount
  const isEnough = amount >= money.amount
  const Icon = isEnough ? CircleCheck : CircleAlert
  return (
    <span className="inline-flex h-5 items-center gap-1.5 align-top">
      <Icon
        aria-label={isEnough ? 'Enough' : 'Not enough'}
        className={isEnough ? 'size-4 text-success' : 'size-4 text-destructive'}
      />
      {formatMoney({ amount, currency })}
    </span>
  )
}
