import { clockTime } from '#client/lib/times.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { isSettled, type Operation, type OperationState } from '#shared/domain/operation.ts'

type Tone = 'success' | 'info' | 'warning' | 'destructive'

export interface ResultWords {
  readonly tone: Tone
  readonly title: string
  readonly text: string
}

const amountOf = ({ money }: Operation): string => (money === null ? '' : formatMoney(money))
const whyOf = ({ failure }: Operation): string => failure?.message ?? ''
const words = (tone: Tone, title: string, text: string): ResultWords => ({ tone, title, text })

const pendingTexts: Readonly<Record<string, string>> = {
  requires_action: 'The customer must act before the money can go back; Stripe has told them how.',
}

/** How it ended, or stands, in words that can be passed on. Nothing is called done before Stripe said so. */
const table: Record<OperationState, (operation: Operation) => ResultWords> = {
  requested: op => words('info', `Refund of ${amountOf(op)} recorded`, 'It is about to be sent to Stripe.'),
  approved: op => words('info', `Refund of ${amountOf(op)} approved`, 'It is about to be sent to Stripe.'),
  sending: op => words('info', `Sending the refund of ${amountOf(op)}`, 'Stripe has not answered yet.'),
  awaiting_approval: op =>
    words(
      'info',
      `Approval asked for ${amountOf(op)}`,
      'Nothing is sent until another person approves it. You find it under Approvals.',
    ),
  pending: op =>
    words(
      'info',
      `Refund of ${amountOf(op)} is on its way`,
      `Stripe accepted it at ${clockTime(op.updatedAt)} and has not completed it. ${
        pendingTexts[op.resultStatus ?? ''] ?? 'The money has not gone back yet: promise no date.'
      }`,
    ),
  succeeded: op =>
    words(
      'success',
      `Refunded ${amountOf(op)}`,
      `Stripe accepted it at ${clockTime(op.confirmedAt ?? op.updatedAt)}. The bank shows it in 5 to 10 business days.`,
    ),
  failed: op => words('destructive', 'Stripe refused the refund', `${whyOf(op)} No money went back.`),
  unknown: op =>
    words(
      'warning',
      'Outcome unknown, checking',
      `${whyOf(op)} The refund may or may not have been made. It will not be sent as a new one: every check uses the same key.`,
    ),
  needs_review: () =>
    words(
      'warning',
      'Needs a decision',
      'It could not be found out whether the refund was made. Finance decides; until then its amount is held back.',
    ),
  refused: op => words('destructive', 'Not sent', whyOf(op)),
  reversed: op =>
    words('destructive', 'Undone later', `${whyOf(op)} The ${amountOf(op)} came back to your balance.`),
  rejected: op => {
    const { decidedBy, decisionNote } = op.approval ?? {}
    const note = decisionNote ? ` “${decisionNote}”` : ''
    return words('info', 'Rejected', `${decidedBy?.name ?? 'Somebody'} said no.${note} Nothing was sent.`)
  },
  expired: () => words('info', 'Approval expired', 'Nobody decided in time. Nothing was sent.'),
  withdrawn: () => words('info', 'Withdrawn', 'Nothing was sent.'),
}

export const resultWords = (operation: Operation): ResultWords => table[operation.state](operation)

/** Nothing more is shown here by itself: closing the dialog ends this refund's story in this window. */
export const isOver = (state: OperationState): boolean =>
  isSettled(state) || state === 'awaiting_approval' || state === 'needs_review' || state === 'pending'

/** It came to nothing, and may be tried in another way. */
export const mayTryAgain = (state: OperationState): boolean =>
  state === 'failed' ||
  state === 'refused' ||
  state === 'rejected' ||
  state === 'expired' ||
  state === 'withdrawn'
