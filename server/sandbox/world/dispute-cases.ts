import type Stripe from 'stripe'
import { disputes } from '#server/sandbox/resources/disputes/dispute.ts'
import { reinstateFunds } from '#server/sandbox/resources/disputes/dispute-money.ts'
import type { DisputeSortName } from '#server/sandbox/resources/disputes/dispute-sort.ts'
import { openDispute } from '#server/sandbox/resources/disputes/open-dispute.ts'
import { endDispute } from '#server/sandbox/resources/disputes/settle-dispute.ts'
import type { Buyer } from './buyer.ts'
import type { Dice } from './dice.ts'
import { dayMs, hourMs } from './durations.ts'
import type { HistoryWork } from './history-work.ts'
import type { OrderBook } from './order-book.ts'
import { purchaseOf } from './orders.ts'
import { buy, chargeOf, type Purchase } from './purchase.ts'
import type { Timeline } from './timeline.ts'

/** What came of a dispute. `accepted` and `ignored` are both lost: with a decision, and without one. */
export type DisputeEnd =
  | 'won'
  | 'lost'
  | 'accepted'
  | 'ignored'
  | 'under_review'
  | 'open'
  | 'prevented'
  | 'appealable'
  | 'appealed'

const mastercardCodes: Partial<Record<string, string>> = {
  '10.4': '4837',
  '12.6': '4834',
  '13.1': '4855',
  '13.2': '4841',
  '13.3': '4853',
  '13.5': '4853',
  '13.6': '4860',
}

const daySeconds = 24 * 60 * 60

/** The end of the UTC day that lies `days` after the base time, in whole seconds. */
export const endOfDay = (baseTimeMs: number, days: number): number =>
  (Math.floor(baseTimeMs / 1000 / daySeconds) + days + 1) * daySeconds - 1

/** Opens a dispute of the charge, in the words of its card's network. */
export function dispute(
  work: HistoryWork,
  charge: Stripe.Charge,
  sort: DisputeSortName,
  dueBy?: number,
): Stripe.Dispute {
  const made = openDispute(work, charge, sort)
  const card = charge.payment_method_details?.card
  const own = made.network_reason_code ?? ''
  const code = card?.brand === 'mastercard' ? (mastercardCodes[own] ?? own) : own
  const { payment_method_details: details, evidence_details } = made
  const shown = details?.card ? { ...details, card: { ...details.card, network_reason_code: code } } : details
  return work.put(disputes, {
    ...made,
    network_reason_code: code,
    ...(shown ? { payment_method_details: shown } : {}),
    evidence_details: { ...evidence_details, due_by: dueBy ?? evidence_details.due_by },
  })
}

/** The answer went to the bank. */
function submit(work: HistoryWork, id: string): void {
  const made = work.need(disputes, id)
  const inquiry = made.status === 'warning_needs_response'
  work.update(
    disputes,
    made,
    {
      status: inquiry ? 'warning_under_review' : 'under_review',
      evidence: {
        ...made.evidence,
        uncategorized_text:
          'The customer bought this in our shop; the order, the parcel and our mails are attached.',
      },
      evidence_details: {
        ...made.evidence_details,
        has_evidence: true,
        submission_count: 1,
        submission_method: 'manual',
      },
    },
    'charge.dispute.updated',
  )
}

function finish(work: HistoryWork, id: string, end: DisputeEnd): void {
  const made = work.need(disputes, id)
  if (end === 'prevented') {
    work.update(disputes, reinstateFunds(work, made), { status: 'prevented' }, 'charge.dispute.updated')
  } else if (end === 'appealable' || end === 'appealed') {
    const status = end === 'appealed' ? 'appeal_under_review' : 'appeal_needs_response'
    work.update(disputes, endDispute(work, made, 'lost'), { status }, 'charge.dispute.updated')
  } else if (made.status.startsWith('warning_')) endDispute(work, made, 'warning_closed')
  else endDispute(work, made, end === 'won' ? 'won' : 'lost')
}

interface Case {
  readonly purchase: (work: HistoryWork) => Purchase
  readonly sort: DisputeSortName
  readonly end: DisputeEnd
  readonly openedAgoMs: number
  readonly closedAgoMs?: number
  /** Between the payment and the dispute. */
  readonly paidBeforeMs: number
  readonly dueBy?: number
}

const answered: ReadonlySet<DisputeEnd> = new Set(['won', 'lost', 'under_review', 'appealable', 'appealed'])

/** Plays a payment, its dispute, the answer if there was one, and the end if it came. */
export function planDispute(timeline: Timeline, given: Case): void {
  const { purchase, sort, end, openedAgoMs, closedAgoMs, paidBeforeMs, dueBy } = given
  let paid = ''
  let id = ''
  timeline.at(openedAgoMs + paidBeforeMs, work => {
    paid = buy(work, purchase(work)).id
  })
  timeline.at(openedAgoMs, work => {
    id = dispute(work, chargeOf(work, paid), sort, dueBy).id
  })
  if (answered.has(end)) {
    const answeredAgoMs = openedAgoMs - Math.min(5 * dayMs, (openedAgoMs - (closedAgoMs ?? 0)) / 2)
    timeline.at(answeredAgoMs, work => submit(work, id))
  }
  if (closedAgoMs !== undefined) timeline.at(closedAgoMs, work => finish(work, id, end))
}

const sorts: readonly [DisputeSortName, ...DisputeSortName[]] = [
  'fraudulent',
  'product_not_received',
  'product_unacceptable',
  'subscription_canceled',
  'duplicate',
  'credit_not_processed',
  'unrecognized',
  'general',
  'customer_initiated',
  'noncompliant',
  'bank_cannot_process',
  'check_returned',
  'debit_not_authorized',
  'incorrect_account_details',
  'insufficient_funds',
  'inquiry',
  'inquiry_unrecognized',
  'inquiry_general',
]

const times = (count: number, end: DisputeEnd): DisputeEnd[] => Array.from({ length: count }, () => end)

/** Disputes that are over, of the last 90 days and long ago, and those that banks still look at. */
export function planDisputeCases(timeline: Timeline, dice: Dice, buyers: () => Buyer, book: OrderBook): void {
  const chargebacks = sorts.filter(sort => !sort.startsWith('inquiry'))
  const plan = (end: DisputeEnd, sort: DisputeSortName, closedAgoMs?: number): void => {
    const openForMs = dice.between(18, 40) * dayMs
    planDispute(timeline, {
      purchase: purchaseOf(dice, buyers(), book),
      sort,
      end,
      openedAgoMs: (closedAgoMs ?? 0) + (closedAgoMs === undefined ? dice.between(7, 30) * dayMs : openForMs),
      ...(closedAgoMs === undefined ? {} : { closedAgoMs }),
      paidBeforeMs: dice.between(3 * 24, 45 * 24) * hourMs,
    })
  }
  const recent = [...times(12, 'won'), ...times(9, 'lost'), ...times(5, 'accepted'), ...times(2, 'ignored')]
  for (const [at, end] of recent.entries()) {
    plan(end, chargebacks[at % chargebacks.length] ?? 'general', (1 + 87 * dice.unit()) * dayMs)
  }
  const old = [...times(58, 'won'), ...times(46, 'lost'), ...times(20, 'accepted'), ...times(8, 'prevented')]
  for (const [at, end] of old.entries())
    plan(end, sorts[at % sorts.length] ?? 'general', (100 + 460 * dice.unit()) * dayMs)
  const appeals = [...times(2, 'appealable'), ...times(2, 'appealed')]
  for (const end of appeals) plan(end, 'product_not_received', dice.between(3, 20) * dayMs)
  for (const sort of chargebacks.slice(0, 9)) plan('under_review', sort)
  plan('under_review', 'inquiry')
  plan('under_review', 'inquiry_general')
}
