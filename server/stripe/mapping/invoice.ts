import type Stripe from 'stripe'
import type { CustomerRef } from '#shared/domain/customer.ts'
import type { Invoice, InvoiceSummary } from '#shared/domain/invoice.ts'
import { customerRefOf } from './customer.ts'
import { idOf, msOf, msOrNull } from './stripe-object.ts'

/** Stripe's status; an open invoice past its day is told as overdue. An unknown status passes through. */
export function invoiceStateOf(invoice: Stripe.Invoice, now: number): string {
  const { status, due_date } = invoice
  if (status === 'open' && due_date !== null && msOf(due_date) < now) return 'overdue'
  return status ?? 'draft'
}

export function invoiceSummaryOf(invoice: Stripe.Invoice, now: number): InvoiceSummary {
  return {
    id: invoice.id,
    number: invoice.number,
    state: invoiceStateOf(invoice, now),
    customer: invoiceCustomerOf(invoice),
    description: invoice.description ?? linesInWords(invoice.lines.data),
    total: invoice.total,
    amountRemaining: invoice.amount_remaining,
    currency: invoice.currency,
    dueAt: dueAtOf(invoice),
    createdAt: msOf(invoice.created),
    subscriptionId: idOf(invoice.parent?.subscription_details?.subscription),
  }
}

export function invoiceOf(invoice: Stripe.Invoice, now: number): Invoice {
  return {
    ...invoiceSummaryOf(invoice, now),
    lines: invoice.lines.data.map(({ id, description, quantity, amount }) => ({
      id,
      description,
      quantity,
      amount,
    })),
    amountPaid: invoice.amount_paid,
    attemptCount: invoice.attempt_count,
    nextAttemptAt: msOrNull(invoice.next_payment_attempt),
    paidAt: msOrNull(invoice.status_transitions.paid_at),
    payments: (invoice.payments?.data ?? []).flatMap(invoicePaymentOf),
  }
}

/** The invoice keeps the name it was written to; Stripe tells it beside the id. */
function invoiceCustomerOf(invoice: Stripe.Invoice): CustomerRef | null {
  const ref = customerRefOf(invoice.customer)
  if (!ref || ref.deleted) return ref
  return {
    ...ref,
    name: ref.name ?? invoice.customer_name,
    email: ref.email ?? invoice.customer_email,
  }
}

/** What is charged by itself is due when it is finalized; what is sent is due on its date. */
function dueAtOf(invoice: Stripe.Invoice): number | null {
  const ownDay = invoice.status_transitions.finalized_at ?? invoice.automatically_finalizes_at
  return msOrNull(invoice.due_date ?? (invoice.collection_method === 'charge_automatically' ? ownDay : null))
}

function linesInWords(lines: readonly Stripe.InvoiceLineItem[]): string | null {
  const [first, ...rest] = lines
  const words = first && lineInWords(first)
  if (!words) return null
  return rest.length > 0 ? `${words} + ${rest.length} more` : words
}

/** Stripe's own "1 × Plan (at €38.00 / month)" says the price again; what differs from bill to bill is the period. */
export function lineInWords({ description, period }: Stripe.InvoiceLineItem): string | null {
  const [, quantity, plan] = /^(\d+) × (.+) \(at [^()]+\)$/.exec(description ?? '') ?? []
  if (plan === undefined) return description
  const name = quantity === '1' ? plan : `${plan} × ${quantity}`
  return period.end > period.start ? `${name}, ${dayOf(period.start)} to ${dayOf(period.end)}` : name
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const dayOf = (seconds: number): string => dayFormat.format(msOf(seconds)).replace('Sept', 'Sep')

function invoicePaymentOf({ payment, status, amount_paid }: Stripe.InvoicePayment): Invoice['payments'] {
  const paymentId = idOf(payment.payment_intent) ?? idOf(payment.charge)
  return paymentId === null ? [] : [{ paymentId, state: status, amount: amount_paid }]
}
