import { isProblem } from '#server/problem.ts'
import type { EventLog } from '#server/store/port.ts'
import type { StripeReader } from '#server/stripe/port.ts'
import type { SearchReply } from '#shared/api/search.ts'
import { kindOfId, type StripeObjectKind } from '#shared/domain/stripe-ids.ts'

export interface DirectDeps {
  readonly reader: StripeReader
  readonly events: Pick<EventLog, 'get'>
}

type Direct = SearchReply['direct']

/** Where a pasted id leads, alone or inside an address; `null` when the text holds none, or nothing has it. */
export async function directHit(deps: DirectDeps, text: string): Promise<Direct> {
  const id = text.split(/[^A-Za-z0-9_]+/).find(word => kindOfId(word) !== undefined)
  const kind = id === undefined ? undefined : kindOfId(id)
  if (id === undefined || kind === undefined) return null
  try {
    return await pages[kind](deps, id)
  } catch (error) {
    if (isProblem(error, 'not_found')) return null
    throw error
  }
}

/** Which page shows an object of each kind. The payment's and the dispute's page say themselves when there is none. */
const pages: Record<StripeObjectKind, (deps: DirectDeps, id: string) => Promise<Direct>> = {
  customer: async ({ reader }, id) => ({ target: 'customer', id: (await reader.customer(id)).id }),
  paymentIntent: async ({ reader }, id) => ({ target: 'payment', id: (await reader.payment(id)).id }),
  charge: async ({ reader }, id) => ({ target: 'payment', id: (await reader.payment(id)).id }),
  refund: async ({ reader }, id) => ({ target: 'payment', id: (await reader.refund(id)).paymentId }),
  dispute: async (_deps, id) => ({ target: 'dispute', id }),
  earlyFraudWarning: async (_deps, id) => ({ target: 'dispute', id }),
  invoice: async ({ reader }, id) => ({ target: 'invoice', id: (await reader.invoice(id)).id }),
  subscription: async ({ reader }, id) => ({
    target: 'subscription',
    id: (await reader.subscription(id)).id,
  }),
  event: async ({ events }, id) => ((await events.get(id)) ? { target: 'event', id } : null),
  file: async () => null,
}
