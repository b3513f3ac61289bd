import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Breadcrumb } from '#client/kit/breadcrumb.tsx'
import { customerLabel } from '#client/kit/customer-name.tsx'
import { DetailHead } from '#client/kit/detail-head.tsx'
import { DetailPage } from '#client/kit/detail-page.tsx'
import type { Customer } from '#shared/api/customers.ts'
import { CustomerContact } from './customer-contact.tsx'
import { CustomerFacts } from './customer-facts.tsx'
import { customerFiguresQuery } from './customers-queries.ts'
import { PaymentMethods } from './payment-methods.tsx'

export interface CustomerPageProps {
  customer: Customer
  nextInvoice: ReactNode
  subscriptions: ReactNode
  payments: ReactNode
  invoices: ReactNode
  timeline: ReactNode
}

/** Everything about one customer; each section loads and fails by itself. */
export function CustomerPage(props: CustomerPageProps) {
  const { customer, nextInvoice, subscriptions, payments, invoices, timeline } = props
  const { data: figures } = useQuery(customerFiguresQuery(customer.id))
  return (
    <DetailPage
      paneLabel="Contact and timeline"
      pane={
        <>
          <CustomerContact customer={customer} />
          {timeline}
        </>
      }
    >
      <DetailHead
        breadcrumb={<Breadcrumb parent={<Link to="/customers">Customers</Link>} id={customer.id} />}
        title={
          <h1 className="text-xl font-semibold tracking-[-0.01em]">
            <bdi>{customerLabel(customer)}</bdi>
          </h1>
        }
        aside={
          customer.email === null ? null : <span className="text-muted-foreground">{customer.email}</span>
        }
      >
        <CustomerFacts customer={customer} figures={figures} nextInvoice={nextInvoice} />
      </DetailHead>
      <div className="grid border-t min-[87.5rem]:grid-cols-[minmax(0,43fr)_minmax(0,57fr)]">
        <PaymentMethods methods={customer.paymentMethods} />
        {subscriptions}
      </div>
      <div className="mt-3">{payments}</div>
      <div className="mt-3">{invoices}</div>
    </DetailPage>
  )
}
