import type Stripe from 'stripe'
import { invoiceOf, invoiceSummaryOf } from '#server/stripe/mapping/invoice.ts'
import type { ListQuery, StripeReader } from '#server/stripe/port.ts'
import { anyChange } from '#server/stripe/read-cache.ts'
import type { StripeCalls } from '#server/stripe/stripe-calls.ts'
import type { Invoice } from '#shared/domain/invoice.ts'
import { listFreshForMs, listKey, objectFreshForMs, pageOf, pageParams } from './list-page.ts'

type InvoiceReads = Pick<StripeReader, 'invoice' | 'invoices'>

type InvoiceQuery = ListQuery & {
  customer?: string | undefined
  subscription?: string | undefined
  status?: string | undefined
}

export function createInvoiceReads(calls: StripeCalls): InvoiceReads {
  return {
    invoice: (id, options = {}) =>
      calls.read(
        {
          key: `invoice:${id}`,
          ids: [id],
          idsOf: namedIds,
          freshForMs: objectFreshForMs,
          load: async () => {
            const invoice = await calls.send(
              'invoices',
              stripe => stripe.invoices.retrieve(id, { expand: ['customer', 'payments'] }),
              { lane: options.lane, patient: options.fresh },
            )
            return invoiceOf(invoice, calls.clock.now())
          },
        },
        options,
      ),
    invoices: query =>
      calls.read({
        key: listKey('invoices', query),
        ids: [anyChange],
        freshForMs: listFreshForMs,
        load: async () => {
          const list = await calls.send('invoices', stripe => stripe.invoices.list(paramsOf(query)))
          const now = calls.clock.now()
          return pageOf(list, invoice => invoiceSummaryOf(invoice, now))
        },
      }),
  }
}

const namedIds = ({ customer, subscriptionId, payments }: Invoice): string[] =>
  [customer?.id, subscriptionId, ...payments.map(({ paymentId }) => paymentId)].filter(
    id => typeof id === 'string',
  )

const statuses: Readonly<Record<string, Stripe.InvoiceListParams['status']>> = {
  draft: 'draft',
  open: 'open',
  paid: 'paid',
  uncollectible: 'uncollectible',
  void: 'void',
}

function paramsOf(query: InvoiceQuery): Stripe.InvoiceListParams {
  const status = statuses[query.status ?? '']
  return {
    ...pageParams(query),
    ...(query.customer ? { customer: query.customer } : {}),
    ...(query.subscription ? { subscription: query.subscription } : {}),
    ...(status ? { status } : {}),
  }
}
