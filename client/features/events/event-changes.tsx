import ArrowRight from 'lucide-react/icons/arrow-right'
import { MoneyText } from '#client/kit/money.tsx'
import { ObjectLink } from '#client/kit/object-link.tsx'
import { disputeLooks } from '#client/kit/status/dispute-status.tsx'
import { invoiceLooks } from '#client/kit/status/invoice-status.tsx'
import { paymentLooks } from '#client/kit/status/payment-status.tsx'
import { refundLooks } from '#client/kit/status/refund-status.tsx'
import { lookOf, type StatusLook } from '#client/kit/status/status-look.ts'
import { subscriptionLooks } from '#client/kit/status/subscription-status.tsx'
import { Explained } from '#client/kit/time.tsx'
import { useNow } from '#client/lib/now.ts'
import { clockTime, shortDate } from '#client/lib/times.ts'
import { cn } from '#client/ui/class-names.ts'
import type { ChangedValue, EventChange, statefulKinds } from '#shared/domain/event.ts'

/** What an update changed: old value, arrow, new value. */
export function EventChanges({ changes }: { changes: readonly EventChange[] }) {
  return (
    <dl className="grid grid-cols-[9.25rem_minmax(0,1fr)] gap-y-1.5 max-sm:grid-cols-[7.5rem_minmax(0,1fr)]">
      {changes.map(({ label, before, after }) => (
        // Two lines may have the same label, such as those of two items.
        <div key={JSON.stringify([label, before, after])} className="contents">
          <dt className="text-muted-foreground">{label}</dt>
          <dd className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            {before ? (
              <>
                <Side value={before} className="bg-diff-removed" />
                <ArrowRight role="img" aria-label="became" className="size-3.5 text-muted-foreground" />
              </>
            ) : null}
            {after ? (
              <Side value={after} className="bg-diff-added" />
            ) : (
              <span className="text-xs text-muted-foreground">not set any more</span>
            )}
            {before ? null : <span className="text-xs text-muted-foreground">was not set</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Side({ value, className }: { value: ChangedValue; className: string }) {
  return (
    <span className={cn('max-w-full rounded-sm px-1.5 break-words', className)}>
      <Value value={value} />
    </span>
  )
}

const looks: Record<(typeof statefulKinds)[number], Readonly<Record<string, StatusLook>>> = {
  payment: paymentLooks,
  refund: refundLooks,
  dispute: disputeLooks,
  subscription: subscriptionLooks,
  invoice: invoiceLooks,
}

function Value({ value }: { value: ChangedValue }) {
  const now = useNow()
  switch (value.type) {
    case 'money':
      return <MoneyText value={value} />
    case 'time':
      return <Explained at={value.at} text={`${shortDate(value.at, now)}, ${clockTime(value.at)}`} />
    case 'state':
      return lookOf(looks[value.of], value.state).word
    case 'id':
      return <ObjectLink id={value.id} />
    case 'text':
      return value.text
  }
}
