import { seesPersonalData } from '#server/access/personal-data.ts'
import type { Context } from '#server/context.ts'
import { type Route, route } from '#server/http/route.ts'
import { getCustomerTimeline } from '#shared/api/customers.ts'
import { getPaymentTimeline } from '#shared/api/payments.ts'
import { maskText } from '#shared/domain/customer.ts'
import type { TimelineEntry } from '#shared/domain/timeline.ts'
import { customerTimeline } from './customer-timeline.ts'
import { paymentTimeline, type TimelineDeps } from './payment-timeline.ts'

/** A payment's description, which may name somebody, is part of some titles. */
const shownEntries = (context: Context, entries: TimelineEntry[]): TimelineEntry[] =>
  seesPersonalData(context) ? entries : entries.map(entry => ({ ...entry, title: maskText(entry.title) }))

export const timelineRoutes = (deps: TimelineDeps): Route[] => [
  route(getPaymentTimeline, async (context, { params }) => ({
    data: shownEntries(context, await paymentTimeline(deps, params.id)),
  })),
  route(getCustomerTimeline, async (context, { params }) => ({
    data: shownEntries(context, await customerTimeline(deps, params.id)),
  })),
]
