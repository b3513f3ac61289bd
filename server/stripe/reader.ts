import type Stripe from 'stripe'
import type { Clock, Log } from '#server/ports.ts'
import type { DisputeReads } from './dispute-port.ts'
import { createDisputeReads } from './dispute-reads.ts'
import type { HistoryReads } from './history-port.ts'
import type { StripeReader } from './port.ts'
import { type ReadBudget, readBudgets } from './read-limiter.ts'
import { createCustomerReads } from './reads/customer-reads.ts'
import { createHistoryReads } from './reads/history-reads.ts'
import { createInvoiceReads } from './reads/invoice-reads.ts'
import { createPaymentReads } from './reads/payment-reads.ts'
import { createPaymentSearch } from './reads/payment-search.ts'
import { createRefundReads } from './reads/refund-reads.ts'
import { createSubscriptionReads } from './reads/subscription-reads.ts'
import { StripeCalls } from './stripe-calls.ts'

export interface StripeReaderDeps {
  /** A client for reads: it may repeat a call by itself. */
  readonly stripe: Stripe
  readonly clock: Clock
  readonly log: Log
  /** What Stripe grants this key; default: that of a test key. */
  readonly budget?: ReadBudget
  /** 0 to 1, for jitter. */
  readonly chance?: () => number
}

/** Reads of Stripe with manners: paced, shared, kept for a moment, ended in time. */
export function createStripeReader({
  budget = readBudgets.test,
  chance = Math.random,
  ...deps
}: StripeReaderDeps): StripeReader & DisputeReads & HistoryReads {
  const calls = new StripeCalls({ ...deps, budget, chance })
  return {
    ...createCustomerReads(calls),
    ...createPaymentReads(calls),
    ...createRefundReads(calls),
    ...createSubscriptionReads(calls),
    ...createInvoiceReads(calls),
    ...createPaymentSearch(calls),
    ...createDisputeReads(calls),
    ...createHistoryReads(calls),
  }
}
