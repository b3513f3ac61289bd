import { Link } from '@tanstack/react-router'
import ChevronDown from 'lucide-react/icons/chevron-down'
import type { ReactNode } from 'react'
import { Initials } from '#client/kit/person.tsx'
import { OperationStatus } from '#client/kit/status/operation-status.tsx'
import { Explained } from '#client/kit/time.tsx'
import { useNow } from '#client/lib/now.ts'
import { duration } from '#client/lib/times.ts'
import { cn } from '#client/ui/class-names.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { amountOf, limitWords, reasonOf } from './approval-words.ts'
import type { ApprovalsSearch } from './approvals-search.ts'

interface OperationItemProps {
  operation: Operation
  search: ApprovalsSearch
  isOpen: boolean
  /** The state's badge, where the list does not say it already. */
  withState?: boolean
  children: ReactNode
}

/** What is asked for, for whom and by whom; the rest when it is open. */
export function OperationItem({ operation, search, isOpen, withState, children }: OperationItemProps) {
  const { id, customerName, state } = operation
  const { act: _, ...rest } = search
  return (
    <li className={cn('relative border-b', isOpen && 'bg-selected shadow-[inset_2px_0_0_var(--primary)]')}>
      <article aria-labelledby={`${id}-amount`} className="px-6 py-3 max-sm:px-4 max-sm:text-base">
        <div className="flex items-baseline gap-3">
          <h3
            id={`${id}-amount`}
            data-num=""
            className={cn('font-semibold', isOpen ? 'text-xl tracking-[-0.01em]' : 'text-lg')}
          >
            {amountOf(operation)}
          </h3>
          {withState ? <OperationStatus state={state} /> : null}
          <Ago at={operation.requestedAt} />
        </div>
        <div className="flex items-start gap-3">
          <div className="min-w-0 flex-1">
            <p>
              <bdi className="font-medium">{customerName ?? 'A guest'}</bdi>
              <span className="text-muted-foreground">, {reasonOf(operation)}</span>
            </p>
            <Asker operation={operation} />
          </div>
          <Link
            to="/approvals"
            search={{ ...rest, open: isOpen ? 'none' : id }}
            replace
            resetScroll={false}
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Close' : 'Open'} ${amountOf(operation)}, ${customerName ?? 'a guest'}`}
            className="flex size-6 items-center justify-center rounded-sm after:absolute after:inset-x-0 after:top-0 after:h-20"
          >
            <ChevronDown aria-hidden className={cn('size-4 text-muted-foreground', isOpen && 'rotate-180')} />
          </Link>
        </div>
        {isOpen ? <div className="relative z-1 max-w-136">{children}</div> : null}
      </article>
    </li>
  )
}

function Asker({ operation }: { operation: Operation }) {
  const { requestedBy, approval } = operation
  return (
    <p className="mt-0.5 flex items-center gap-2 text-muted-foreground">
      <Initials name={requestedBy.name} size="sm" />
      <span>
        <bdi>{requestedBy.name}</bdi>
        {approval === null ? '' : `: ${limitWords(operation)}`}
      </span>
    </p>
  )
}

const minuteMs = 60_000

/** To the minute: a request waits for hours. */
const waited = (ms: number): string => (ms < minuteMs ? 'just now' : `${duration(ms - (ms % minuteMs))} ago`)

function Ago({ at }: { at: number }) {
  const now = useNow()
  return <Explained at={at} text={waited(now - at)} className="ml-auto text-xs text-muted-foreground" />
}
