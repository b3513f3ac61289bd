import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Breadcrumb } from '#client/kit/breadcrumb.tsx'
import { CopyButton } from '#client/kit/copy-button.tsx'
import { DetailHead } from '#client/kit/detail-head.tsx'
import { DetailPage } from '#client/kit/detail-page.tsx'
import { MoneyHeadline, MoneyText } from '#client/kit/money.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { PaymentStatus } from '#client/kit/status/payment-status.tsx'
import { TimelineSection } from '#client/kit/timeline-section.tsx'
import type { ButtonProps } from '#client/ui/button.tsx'
import type { Payment } from '#shared/domain/payment.ts'
import { AttemptTable } from './attempt-table.tsx'
import { sentenceForCustomer } from './copy-for-customer.ts'
import { PaymentDisputes } from './payment-disputes.tsx'
import { PaymentFacts } from './payment-facts.tsx'
import { PaymentInvoice } from './payment-invoice.tsx'
import { PaymentNotices } from './payment-notices.tsx'
import { paymentTimelineQuery } from './payments-queries.ts'
import { RefundButton, useRefundAction } from './refund-button.tsx'
import { RefundTable } from './refund-table.tsx'

export interface PaymentPageProps {
  payment: Payment
  /** When the desk answered, in milliseconds. */
  readAt: number
  pane: ReactNode
  onRefund: () => void
}

/** Everything about one payment, and the way to give it back. */
export function PaymentPage({ payment, readAt, pane, onRefund }: PaymentPageProps) {
  useRefundAction(payment, onRefund)
  return (
    <DetailPage pane={pane} paneLabel="Customer">
      <DetailHead
        breadcrumb={<Breadcrumb parent={<Link to="/payments">Payments</Link>} id={payment.id} />}
        title={<MoneyHeadline value={payment} />}
        aside={
          <>
            <PaymentStatus state={payment.state} />
            <GivenBack payment={payment} />
          </>
        }
        actions={<Actions payment={payment} onRefund={onRefund} />}
      >
        <PaymentFacts payment={payment} />
      </DetailHead>
      <PaymentNotices payment={payment} readAt={readAt} />
      <RefundTable payment={payment} />
      <PaymentDisputes disputes={payment.disputes} />
      <AttemptTable attempts={payment.attempts} />
      <PaymentInvoice payment={payment} />
      <section aria-labelledby="timeline" className="mt-3">
        <SectionHead id="timeline" title="Timeline" />
        <div className="border-t px-6 pt-4 pb-6 max-sm:px-4">
          <TimelineSection query={paymentTimelineQuery(payment.id)} times="date" />
        </div>
      </section>
      <div className="sticky bottom-0 z-10 mt-auto flex gap-2 border-t bg-background px-4 py-3 *:flex-1 sm:hidden">
        <Actions payment={payment} onRefund={onRefund} size="touch" />
      </div>
    </DetailPage>
  )
}

interface ActionsProps extends Pick<PaymentPageProps, 'payment' | 'onRefund'> {
  size?: ButtonProps['size']
}

function Actions({ payment, onRefund, size }: ActionsProps) {
  return (
    <>
      <CopyButton text={sentenceForCustomer(payment)} label="Copy for customer" size={size} />
      <RefundButton payment={payment} onRefund={onRefund} size={size} />
    </>
  )
}

/** "€18.00 given back, €42.00 left"; after the last of it, only what was given back. */
function GivenBack({ payment: { figures } }: { payment: Payment }) {
  const { refunded, captured, currency } = figures
  if (refunded === 0) return null
  const left = captured - refunded
  return (
    <span className="text-muted-foreground">
      <MoneyText value={{ amount: refunded, currency }} /> given back
      {left > 0 ? (
        <>
          , <MoneyText value={{ amount: left, currency }} /> left
        </>
      ) : null}
    </span>
  )
}
