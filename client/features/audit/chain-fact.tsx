import { useQuery } from '@tanstack/react-query'
import LoaderCircle from 'lucide-react/icons/loader-circle'
import OctagonAlert from 'lucide-react/icons/octagon-alert'
import ShieldCheck from 'lucide-react/icons/shield-check'
import { StatusBadge } from '#client/kit/status/status-badge.tsx'
import { filled, plain } from '#client/kit/status/status-look.ts'
import { Button } from '#client/ui/button.tsx'
import { chainQuery } from './audit-queries.ts'

const whole = plain('Chain verified', ShieldCheck, 'success')
const broken = filled('Chain broken', OctagonAlert, 'destructive')
const unread = plain('Chain not verified', OctagonAlert, 'warning')
const verifying = plain('Verifying the chain', LoaderCircle, 'info')

/** Whether every entry is as it was written. Green only after the whole chain was walked. */
export function ChainFact() {
  const { data, isFetching, error, refetch } = useQuery(chainQuery)
  const look = isFetching ? verifying : error || !data ? unread : data.intact ? whole : broken
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1" aria-live="polite">
      <StatusBadge look={look} />
      {data && !isFetching ? (
        <span data-num="" className="text-xs text-muted-foreground">
          {data.intact
            ? `${data.entries.toLocaleString('en')} entries, each bound to the one before`
            : `Entry ${data.firstBadSequence} is not as it was written, or the one before it is gone`}
        </span>
      ) : null}
      <Button variant="link" disabled={isFetching} onClick={() => void refetch()}>
        Verify now
      </Button>
    </span>
  )
}
