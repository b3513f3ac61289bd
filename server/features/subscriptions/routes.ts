import { shown } from '#server/access/personal-data.ts'
import { type Route, route } from '#server/http/route.ts'
import type { StripeReader } from '#server/stripe/port.ts'
import * as api from '#shared/api/subscriptions.ts'

export const subscriptionRoutes = ({ reader }: { readonly reader: StripeReader }): Route[] => [
  route(api.listSubscriptions, async (context, { query }) => {
    const page = await reader.subscriptions(query)
    return { ...page, data: page.data.map(subscription => shown(context, subscription)) }
  }),
  route(api.getSubscription, async (context, { params }) =>
    shown(context, await reader.subscription(params.id)),
  ),
]
