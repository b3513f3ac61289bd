import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Breadcrumb } from '#client/kit/breadcrumb.tsx'
import { DeadlineBadge } from '#client/kit/deadline-badge.tsx'
import { MoneyHeadline } from '#client/kit/money.tsx'
import { DisputeStatus } from '#client/kit/status/dispute-status.tsx'
import { deadlineInFull } from '#client/lib/times.ts'
import { type DisputeCase, isOpenDispute } from '#shared/domain/dispute.ts'
import { reasonWords } from '#shared/domain/dispute-words.ts'
import { claimOf } from '#shared/domain/fraud-warning.ts'
import { takenInWords } from './case-money.ts'

/** Amount, status, countdown; then the reason in one plain sentence, what the bank looks for, and what it took. */
export function CaseHead({ open, children }: { open: DisputeCase; children?: ReactNode }) {
  const { id, state, dueBy } = open
  return (
    <header className="border-b px-6 pt-2.5 pb-3 max-sm:px-4">
      <Breadcrumb parent={<Link to="/disputes">Disputes</Link>} id={id} />
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <MoneyHeadline value={open} />
        <DisputeStatus state={state} />
        {isOpenDispute(state) && open.kind !== 'early_fraud_warning' ? (
          <>
            {state === 'past_due' ? null : <DeadlineBadge dueBy={dueBy} />}
            <span data-num="" className="text-muted-foreground">
              {dueBy === null ? 'The bank takes no answer.' : deadlineInFull(dueBy)}
              {state === 'past_due' ? ' · the bank may not read a late answer' : ''}
            </span>
          </>
        ) : null}
        {children ? <span className="ml-auto flex gap-2">{children}</span> : null}
      </div>
      <p className="mt-1">
        <ReasonSentence open={open} />
      </p>
    </header>
  )
}

function ReasonSentence({ open }: { open: DisputeCase }) {
  const { kind, reason, customer, movements } = open
  const name = customer?.name ?? open.evidence.customer_name ?? open.fromPayment.customer_name
  if (kind === 'early_fraud_warning') {
    return (
      <>
        <span className="text-base">The card’s bank reports fraud: {claimOf(open).toLowerCase()}.</span>{' '}
        <span className="text-muted-foreground">
          {isOpenDispute(open.state)
            ? 'No money has moved. A full refund now prevents most chargebacks.'
            : 'The payment was refunded in full or is disputed by now.'}
        </span>
      </>
    )
  }
  const { sentence, looksFor } = reasonWords(reason)
  return (
    <>
      <span className="text-base">
        {name ? <bdi>{name}’s</bdi> : 'The customer’s'} bank says {sentence}
      </span>{' '}
      <span className="text-muted-foreground">
        {isOpenDispute(open.state) ? `${looksFor} ` : ''}
        {takenInWords(movements)}
      </span>
    </>
  )
}
