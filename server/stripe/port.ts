import type { Page } from '#server/store/port.ts'
import type { PaymentMethod } from '#shared/domain/customer.ts'
import type { Invoice, InvoiceSummary } from '#shared/domain/invoice.ts'
import type { Money } from '#shared/domain/money.ts'
import type { Payment, PaymentSummary } from '#shared/domain/payment.ts'
import type { Refund } from '#shared/domain/refund.ts'
import type { Subscription } from '#shared/domain/subscription.ts'

/** Money first, then people who wait, then background work: each lower lane leaves room for the ones above. */
export type Lane = 'money' | 'people' | 'background'

export interface ReadOptions {
  /** Read from Stripe now, past the cache: before a change is decided. */
  readonly fresh?: boolean
  readonly lane?: Lane
}

export interface ListQuery {
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface StripeAccount {
  readonly id: string
  readonly name: string
}

/** A customer in clear; whoever hands it out masks it by the reader's permission. */
export interface CustomerFacts {
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly language: string | null
  readonly description: string | null
  readonly balance: { amount: number; currency: string } | null
  readonly metadata: Readonly<Record<string, string>>
  readonly deleted: boolean
  /** Null for a deleted one, of which Stripe keeps only the id. */
  readonly createdAt: number | null
  readonly asOf: number
}

/**
 * Reads of Stripe in our own words: the SDK's types stay behind it. Absent objects throw the problem `not_found`,
 * an unreachable Stripe throws `stripe_unavailable`. Figures do not yet know of our own reservations.
 */
export interface StripeReader {
  account(): Promise<StripeAccount>
  customer(id: string, options?: ReadOptions): Promise<CustomerFacts>
  customers(query: ListQuery & { email?: string | undefined }): Promise<Page<CustomerFacts>>
  paymentMethods(customerId: string): Promise<PaymentMethod[]>
  /** By payment intent or charge id; a charge of an intent gives the intent's payment. */
  payment(id: string, options?: ReadOptions): Promise<Payment>
  payments(query: ListQuery & { customer?: string | undefined }): Promise<Page<PaymentSummary>>
  /** All refunds of a payment, read now, with the operation that each names in its metadata. */
  refundsOf(paymentId: string): Promise<Refund[]>
  refund(id: string, options?: ReadOptions): Promise<Refund & { paymentId: string }>
  subscription(id: string, options?: ReadOptions): Promise<Subscription>
  subscriptions(
    query: ListQuery & { customer?: string | undefined; status: string },
  ): Promise<Page<Subscription>>
  invoice(id: string, options?: ReadOptions): Promise<Invoice>
  invoices(
    query: ListQuery & {
      customer?: string | undefined
      subscription?: string | undefined
      status?: string | undefined
    },
  ): Promise<Page<InvoiceSummary>>
  /** By Stripe's index, which lags behind by a minute and more: customers whose name or email holds the text. */
  findCustomers(text: string): Promise<CustomerFacts[]>
  /** By Stripe's index: payments by card whose number ends so. */
  findPaymentsByLast4(last4: string): Promise<PaymentSummary[]>
  /** By Stripe's index: payments of one of these amounts, ten at most. */
  findPaymentsByAmount(amounts: readonly Money[]): Promise<PaymentSummary[]>
  /** The ids name objects that changed: what the cache holds of them is no longer true. */
  forget(ids: readonly string[]): void
}
