import type { ReactNode } from 'react'
import { FactGrid } from '#client/kit/fact-grid.tsx'
import { fullDate } from '#client/lib/times.ts'
import type { Customer, CustomerFigures } from '#shared/api/customers.ts'
import { formatSums, type Money } from '#shared/domain/money.ts'

export interface CustomerFactsProps {
  customer: Customer
  figures: CustomerFigures | undefined
  /** "24 Dec, €38.00", where a bill is to come. */
  nextInvoice: ReactNode
}

export function CustomerFacts({ customer, figures, nextInvoice }: CustomerFactsProps) {
  const { createdAt, deleted } = customer
  // Sums over a part of the payments say so.
  const of = figures?.more ? ', newest 100' : ''
  return (
    <FactGrid
      layout="line"
      facts={[
        { label: 'Customer since', value: createdAt === null || deleted ? null : fullDate(createdAt) },
        { label: `Paid${of}`, value: figures && sums(figures.paid) },
        { label: `Refunded${of}`, value: figures && formatSums(figures.refunded) },
        { label: `Kept${of}`, value: figures?.refunded.length ? sums(keptOf(figures)) : null },
        {
          label: 'Failed payments',
          value: figures?.failedIn90Days ? `${figures.failedIn90Days} in 90 d` : null,
        },
        { label: 'Next invoice', value: nextInvoice },
      ]}
    />
  )
}

const sums = (values: readonly Money[]): string => formatSums(values) || 'Nothing yet'

export function keptOf({ paid, refunded }: CustomerFigures): Money[] {
  return paid.map(({ amount, currency }) => ({
    amount: amount - (refunded.find(one => one.currency === currency)?.amount ?? 0),
    currency,
  }))
}
