import type { ReactNode } from 'react'
import { Notice, type NoticeProps } from '#client/kit/notice.tsx'
import { OperationStatus } from '#client/kit/status/operation-status.tsx'
import { useNow } from '#client/lib/now.ts'
import { fullDate, tableTime } from '#client/lib/times.ts'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { endedWithoutEffect } from './case-end.ts'
import { moneyMoved } from './case-money.ts'

export interface CaseOutcomeProps {
  open: DisputeCase
  last: Operation | undefined
}

/** What became of the case, in words: on its way, with the bank, won, lost, accepted. */
export function CaseOutcome({ open, last }: CaseOutcomeProps) {
  const now = useNow()
  const { tone, title, detail } = outcomeOf(open, last)
  return (
    <Notice tone={tone} title={title}>
      {detail}
      {last ? (
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <OperationStatus state={last.state} />
          <span className="text-muted-foreground">
            {last.requestedBy.name}, {tableTime(last.requestedAt, now)}
          </span>
        </p>
      ) : null}
    </Notice>
  )
}

interface Outcome {
  tone: NoticeProps['tone']
  title: string
  detail?: ReactNode
}

function outcomeOf(open: DisputeCase, last: Operation | undefined): Outcome {
  const decided = decidedOutcome(open)
  if (decided) return decided
  if (last && !endedWithoutEffect(last) && last.state !== 'succeeded') return underWay(last)
  if (open.submissionCount > 0 || open.state.endsWith('under_review')) {
    const late = open.submission?.sentLate ? ' It was sent after the deadline.' : ''
    return {
      tone: 'info',
      title: 'The evidence is with the bank',
      detail: `Nothing more can be changed. This page changes when the bank decides.${late}`,
    }
  }
  if (open.dueBy === null)
    return {
      tone: 'info',
      title: 'The bank takes no answer',
      detail: 'Evidence cannot be sent for this one.',
    }
  if (open.state.startsWith('appeal_'))
    return { tone: 'info', title: 'An appeal is answered in Stripe’s own dashboard' }
  return { tone: 'info', title: 'Nothing can be written here now' }
}

function underWay({ kind, state, failure }: Operation): Outcome {
  const what = kind === 'dispute.accept' ? 'Accepting the loss' : 'Sending the evidence'
  if (state === 'unknown')
    return {
      tone: 'warning',
      title: `${what}: Stripe has not answered`,
      detail: 'Whether it was taken is being found out. It is not sent twice.',
    }
  if (state === 'needs_review')
    return {
      tone: 'warning',
      title: `${what}: a person must decide what became of it`,
      detail: failure?.message,
    }
  return { tone: 'info', title: `${what}…`, detail: 'Stripe’s answer is awaited.' }
}

function decidedOutcome(open: DisputeCase): Outcome | undefined {
  const { state, closedAt, movements, submissionCount } = open
  const when = closedAt === null ? '' : ` on ${fullDate(closedAt)}`
  const moved = moneyMoved(movements)
  switch (state) {
    case 'won':
      return {
        tone: 'success',
        title: `Won${when}`,
        detail: moved && moved.returned.amount > 0 ? `${formatMoney(moved.returned)} came back.` : undefined,
      }
    case 'lost':
      return {
        tone: 'info',
        title: `Lost${when}`,
        detail: `${formatMoney(moved?.taken ?? open)} stay with the customer.${submissionCount === 0 ? ' No evidence was sent.' : ''}`,
      }
    case 'accepted':
      return {
        tone: 'info',
        title: `Accepted${when}`,
        detail: `The loss of ${formatMoney(moved?.taken ?? open)} was a decision.`,
      }
    case 'prevented':
      return { tone: 'success', title: `Prevented${when}`, detail: 'It was stopped before it was filed.' }
    case 'warning_closed':
      return { tone: 'info', title: `Inquiry closed${when}`, detail: 'It did not become a chargeback.' }
    default:
      return undefined
  }
}
