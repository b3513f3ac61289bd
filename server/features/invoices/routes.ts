import { shown } from '#server/access/personal-data.ts'
import { type Route, route } from '#server/http/route.ts'
import type { StripeReader } from '#server/stripe/port.ts'
import * as api from '#shared/api/invoices.ts'

export const invoiceRoutes = ({ reader }: { readonly reader: StripeReader }): Route[] => [
  route(api.listInvoices, async (context, { query }) => {
    const page = await reader.invoices(query)
    return { ...page, data: page.data.map(invoice => shown(context, invoice)) }
  }),
  route(api.getInvoice, async (context, { params }) => shown(context, await reader.invoice(params.id))),
]
