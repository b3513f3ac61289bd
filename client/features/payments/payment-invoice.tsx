import { Link } from '@tanstack/react-router'
import { Money } from '#client/kit/money.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import type { Payment } from '#shared/domain/payment.ts'

/** The invoice that the payment paid. */
export function PaymentInvoice({ payment }: { payment: Payment }) {
  const { invoiceId, invoiceNumber, description } = payment
  if (invoiceId === null) return null
  return (
    <section aria-labelledby="invoice" className="mt-3">
      <SectionHead id="invoice" title="Invoice" />
      <div className="relative flex h-row items-center gap-5 border-y px-6 hover:bg-accent max-sm:px-4">
        <Link
          to="/invoices/$id"
          params={{ id: invoiceId }}
          data-ref=""
          className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring"
        >
          {invoiceNumber ?? 'Not numbered yet'}
        </Link>
        <span className="min-w-0 flex-1 truncate">{description}</span>
        <Money value={payment} />
      </div>
    </section>
  )
}
