import type Stripe from 'stripe'
import type { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { defineKind, type Stored } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { invoices, subscriptionOf } from './invoice.ts'

/** How far the retries of an unpaid invoice have come. */
export interface Dunning extends Stored {
  readonly retries: number
  /** The method that its bank will never accept; only another one is tried. */
  readonly refused: string | null
}
export const dunnings = defineKind<Dunning>({ name: '_dunning' })

const retryAfterDays = [3, 5, 7]
const daySeconds = 24 * 60 * 60

// Declines that no retry changes: https://docs.stripe.com/billing/revenue-recovery/smart-retries
const hardDeclines: ReadonlySet<string> = new Set([
  'authentication_required',
  'highest_risk_level',
  'incorrect_number',
  'lost_card',
  'pickup_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'stolen_card',
  'transaction_not_allowed',
])

/** Whether trying the same method again is of no use. */
export function isHard({ body }: ApiFailure): boolean {
  const codes = [body.decline_code, body.code].filter(code => typeof code === 'string')
  return codes.some(code => hardDeclines.has(code))
}

/** When the next try comes, in whole seconds, or `null` after the last. */
function nextTry(work: Work, retries: number): number | null {
  const days = retryAfterDays[retries]
  return days === undefined ? null : work.now + days * daySeconds
}

/** The subscription waits for its invoice, or is given up after the last try. */
export function dun(work: Work, invoice: Stripe.Invoice, last: boolean): void {
  const subscription = work.get(subscriptions, subscriptionOf(invoice) ?? '')
  if (!subscription || (subscription.status !== 'active' && subscription.status !== 'past_due')) return
  const status = last ? 'unpaid' : 'past_due'
  work.update(subscriptions, subscription, { status }, 'customer.subscription.updated')
}

/** Asks for the next try; answers its time, or `null` when there is none. */
function scheduleNext(work: Work, invoice: Stripe.Invoice, retries: number): number | null {
  const next = invoice.auto_advance ? nextTry(work, retries) : null
  if (next !== null) work.later((next - work.now) * 1000, 'invoice.retry', invoice.id)
  return next
}

export interface FailedTry {
  /** Whether Stripe tried by itself; a try by hand does not use up a retry. */
  readonly automatic: boolean
  readonly hard: boolean
  readonly method: string | null
}

/** A try to collect failed: it is noted, and the next one asked for. */
export function noteFailure(
  work: Work,
  invoice: Stripe.Invoice,
  { automatic, hard, method }: FailedTry,
): void {
  const first = invoice.attempt_count === 0
  const before = work.get(dunnings, invoice.id) ?? { id: invoice.id, retries: 0, refused: null }
  const counts = automatic || first
  const next = counts ? scheduleNext(work, invoice, before.retries) : invoice.next_payment_attempt
  work.put(dunnings, {
    ...before,
    retries: before.retries + (counts ? 1 : 0),
    refused: hard ? method : null,
  })
  const tried = work.update(
    invoices,
    invoice,
    {
      attempt_count: invoice.attempt_count + (counts ? 1 : 0),
      attempted: true,
      next_payment_attempt: next,
    },
    'invoice.updated',
  )
  work.emit('invoice.payment_failed', tried)
  dun(work, tried, counts && next === null && invoice.auto_advance === true)
}

/** The time of a try has come, but its method is beyond hope: it is left out, and the next one asked for. */
export function skipTry(work: Work, invoice: Stripe.Invoice): void {
  const before = work.get(dunnings, invoice.id) ?? { id: invoice.id, retries: 0, refused: null }
  const next = scheduleNext(work, invoice, before.retries)
  work.put(dunnings, { ...before, retries: before.retries + 1 })
  const waiting = work.update(invoices, invoice, { next_payment_attempt: next }, 'invoice.updated')
  dun(work, waiting, next === null)
}
