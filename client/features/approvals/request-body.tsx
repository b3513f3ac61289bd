import { Link } from '@tanstack/react-router'
import { ForbiddenButton } from '#client/kit/forbidden-button.tsx'
import { OperationSteps } from '#client/kit/operation-steps.tsx'
import { useNow } from '#client/lib/now.ts'
import { objectPath } from '#client/lib/object-path.ts'
import { useMay, useUser } from '#client/lib/session.ts'
import { tableTime } from '#client/lib/times.ts'
import { buttonVariants } from '#client/ui/button.tsx'
import { cn } from '#client/ui/class-names.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { whyForbidden } from '#shared/domain/permissions.ts'
import { amountOf } from './approval-words.ts'
import type { ApprovalAct, ApprovalsSearch } from './approvals-search.ts'
import { RequestFacts } from './request-facts.tsx'

interface BodyProps {
  operation: Operation
  search: ApprovalsSearch
}

/** Why it was asked for, what is true, and what can be decided. */
export function RequestBody({ operation, search }: BodyProps) {
  const { state, note, ticket, failure, approval } = operation
  return (
    <>
      {note || ticket ? (
        <p className="mt-2">
          {note ? `“${note}” ` : ''}
          {ticket ? <span className="whitespace-nowrap text-muted-foreground">{ticket}</span> : null}
        </p>
      ) : null}
      {state === 'awaiting_approval' ? (
        <RequestFacts operation={operation} />
      ) : (
        <>
          {approval?.decidedBy ? <DecisionLine approval={approval} /> : null}
          {failure ? <p className="mt-2">{failure.message}</p> : null}
          <div className="mt-2">
            <OperationSteps operation={operation} />
          </div>
        </>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <Acts operation={operation} search={search} />
        {state === 'awaiting_approval' ? null : <TargetLink operation={operation} />}
      </div>
    </>
  )
}

function TargetLink({ operation: { kind, targetId } }: { operation: Operation }) {
  const isRefund = kind === 'refund'
  return (
    <Link
      to={objectPath(isRefund ? 'payment' : 'dispute', targetId)}
      className={cn(buttonVariants({ variant: 'link' }), 'h-8 max-sm:h-11')}
    >
      {isRefund ? 'Open the payment' : 'Open the dispute'}
    </Link>
  )
}

function DecisionLine({ approval }: { approval: NonNullable<Operation['approval']> }) {
  const now = useNow()
  const { decidedBy, decidedAt, decisionNote } = approval
  return (
    <p className="mt-2">
      Decided by <bdi>{decidedBy?.name}</bdi>
      {decidedAt === null ? '' : `, ${tableTime(decidedAt, now)}`}
      {decisionNote ? `: “${decisionNote}”` : ''}
    </p>
  )
}

/** Whoever asked does not decide, and whoever may not is told who can. */
function Acts({ operation, search }: BodyProps) {
  const user = useUser()
  const mayApprove = useMay('refund:approve')
  const mayResolve = useMay('operation:resolve')
  const { state, requestedBy } = operation
  const amount = amountOf(operation)
  if (state === 'needs_review') {
    return mayResolve ? (
      <Act operation={operation} search={search} act="resolve" label="Decide…" primary />
    ) : (
      <ForbiddenButton hint="beside" why={whyForbidden('operation:resolve')}>
        Decide…
      </ForbiddenButton>
    )
  }
  if (state !== 'awaiting_approval') return null
  if (requestedBy.id === user.id) {
    return (
      <>
        <Act operation={operation} search={search} act="withdraw" label="Withdraw…" />
        {mayApprove ? (
          <ForbiddenButton hint="beside" why="You asked for it; another person must decide.">
            Approve {amount}…
          </ForbiddenButton>
        ) : null}
      </>
    )
  }
  if (!mayApprove) {
    return (
      <ForbiddenButton hint="beside" why={whyForbidden('refund:approve')}>
        Approve {amount}…
      </ForbiddenButton>
    )
  }
  return (
    <>
      <Act operation={operation} search={search} act="reject" label="Reject…" />
      <Act operation={operation} search={search} act="approve" label={`Approve ${amount}…`} primary />
    </>
  )
}

interface ActProps extends BodyProps {
  act: ApprovalAct
  label: string
  primary?: boolean
}

function Act({ operation, search, act, label, primary = false }: ActProps) {
  return (
    <Link
      to="/approvals"
      search={{ ...search, open: operation.id, act }}
      resetScroll={false}
      className={cn(
        buttonVariants({ variant: primary ? 'primary' : 'outline' }),
        'max-sm:h-11 max-sm:px-6 max-sm:text-base',
        primary && 'max-sm:flex-1',
      )}
    >
      {label}
    </Link>
  )
}
