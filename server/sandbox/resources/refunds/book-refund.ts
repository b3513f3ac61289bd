import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { balanceTransactions, bookBalance } from '#server/sandbox/resources/balance/balance-transaction.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { retireWarnings } from '#server/sandbox/resources/disputes/early-fraud-warning.ts'
import { behaviourOf } from '#server/sandbox/resources/payment-methods/behaviour.ts'
import { destinationOf } from './destination.ts'
import { refunds } from './refund.ts'

interface Given {
  readonly amount: number
  readonly reason?: Stripe.Refund.Reason | undefined
  readonly metadata?: Stripe.Metadata
  readonly instructionsEmail?: string | undefined
  /** A hold that was never captured: no money moves, so the ledger has no line of it. */
  readonly released?: boolean
  /** There is not enough in the balance: it waits until there is. */
  readonly awaitsBalance?: boolean
}

const settlesAfterMs = 5_000
const referenceAfterMs = 3 * 24 * 60 * 60 * 1000
const customerAnswersMs = 45 * 24 * 60 * 60 * 1000

/** Changes what the charge says was given back, by `delta`. */
export function shiftRefunded(
  work: Work,
  charge: Stripe.Charge,
  delta: number,
  eventType: 'charge.refunded' | 'charge.updated',
): Stripe.Charge {
  const amount_refunded = charge.amount_refunded + delta
  const whole = charge.captured ? charge.amount_captured : charge.amount
  return work.update(charges, charge, { amount_refunded, refunded: amount_refunded >= whole }, eventType)
}

/** The refund's line in the ledger: the amount leaves the balance. */
export function bookLine(
  work: Work,
  refund: Pick<Stripe.Refund, 'id' | 'amount' | 'currency'>,
  { description }: Stripe.Charge,
): Stripe.BalanceTransaction {
  return bookBalance(work, {
    type: 'refund',
    reporting_category: 'refund',
    amount: -refund.amount,
    currency: refund.currency,
    source: refund.id,
    description: `REFUND FOR CHARGE${description ? ` (${description})` : ''}`,
  })
}

type Fate = 'pending' | 'fails_later' | 'asks_customer' | 'awaits_balance' | undefined

/** How a refund begins: most are through at once, others wait for the bank, for the customer, or for money. */
function beginningOf(work: Work, charge: Stripe.Charge, fate: Fate, instructionsEmail: string | undefined) {
  if (fate === 'pending') return { status: 'pending', pending_reason: 'processing' as const }
  if (fate === 'awaits_balance') return { status: 'pending', pending_reason: 'insufficient_funds' as const }
  if (fate !== 'asks_customer') return { status: 'succeeded' }
  const email = instructionsEmail ?? charge.receipt_email ?? charge.billing_details.email ?? ''
  return {
    status: 'requires_action',
    next_action: {
      type: 'display_details',
      display_details: {
        email_sent: { email_sent_at: work.now, email_sent_to: email },
        expires_at: work.now + customerAnswersMs / 1000,
      },
    },
  }
}

/** When this refund's fate is decided, and what is heard of it later. */
function awaitFate(work: Work, refund: Stripe.Refund, charge: Stripe.Charge, fate: Fate): void {
  if (fate === 'pending') work.later(settlesAfterMs, 'refund.settle', refund.id)
  if (fate === 'fails_later') work.later(settlesAfterMs, 'refund.fail', refund.id)
  if (fate === 'asks_customer') work.later(customerAnswersMs, 'refund.expire', refund.id)
  if (fate === 'awaits_balance') {
    const line = work.get(balanceTransactions, idOf(charge.balance_transaction) ?? '')
    const wait = Math.max(0, (line?.available_on ?? work.now) - work.now)
    work.later(wait * 1000 + settlesAfterMs, 'refund.settle', refund.id)
  }
  if (fate === undefined || fate === 'pending') work.later(referenceAfterMs, 'refund.reference', refund.id)
}

/** Writes a refund that is allowed, its line in the ledger and its effect on the charge, and tells of them. */
export function bookRefund(work: Work, charge: Stripe.Charge, given: Given): Stripe.Refund {
  const { amount, reason, metadata = {}, instructionsEmail, released = false, awaitsBalance = false } = given
  const { refunds: own } = charge.payment_method ? behaviourOf(work, charge.payment_method) : {}
  const fate: Fate = released ? undefined : awaitsBalance ? 'awaits_balance' : own
  const { currency } = charge
  const id = work.id('re')
  const moves = !released && fate !== 'awaits_balance'
  const line = moves ? bookLine(work, { id, amount, currency }, charge) : null
  const refund = work.create(
    refunds,
    {
      id,
      object: 'refund',
      amount,
      balance_transaction: line?.id ?? null,
      charge: charge.id,
      created: work.now,
      currency,
      customer: idOf(charge.customer),
      customer_account: null,
      destination_details: destinationOf(charge, released),
      ...(instructionsEmail === undefined ? {} : { instructions_email: instructionsEmail }),
      metadata,
      payment_intent: idOf(charge.payment_intent),
      payment_method: charge.payment_method,
      reason: reason ?? null,
      receipt_number: null,
      source_transfer_reversal: null,
      transfer_reversal: null,
      ...beginningOf(work, charge, fate, instructionsEmail),
    },
    'refund.created',
  )
  const shifted = shiftRefunded(work, charge, amount, 'charge.refunded')
  if (shifted.refunded) retireWarnings(work, charge.id)
  if (!released) awaitFate(work, refund, charge, fate)
  return refund
}
