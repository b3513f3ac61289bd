import type { SearchTarget } from '#shared/api/search.ts'

const folders: Record<SearchTarget, string> = {
  customer: 'customers',
  payment: 'payments',
  dispute: 'disputes',
  invoice: 'invoices',
  subscription: 'subscriptions',
  event: 'events',
}

/** The page of an object. */
export const objectPath = (target: SearchTarget, id: string): string =>
  `/${folders[target]}/${encodeURIComponent(id)}`
