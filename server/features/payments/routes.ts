import { shown } from '#server/access/personal-data.ts'
import { type Route, route } from '#server/http/route.ts'
import * as api from '#shared/api/payments.ts'
import { getPayment, type PaymentDeps } from './get-payment.ts'

export const paymentRoutes = (deps: PaymentDeps): Route[] => [
  route(api.listPayments, async (context, { query }) => {
    const page = await deps.reader.payments(query)
    return { ...page, data: page.data.map(payment => shown(context, payment)) }
  }),
  route(api.getPayment, (context, { params }) => getPayment(deps, context, params.id)),
]
