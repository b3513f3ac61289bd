import type { StripeReader } from '#server/stripe/port.ts'
import type { SearchReply } from '#shared/api/search.ts'
import { formatMoney, type Money } from '#shared/domain/money.ts'
import type { PaymentSummary } from '#shared/domain/payment.ts'
import { amountsIn } from './amounts.ts'
import type { Source } from './search.ts'

export type PaymentHit = SearchReply['payments'][number]

const newestLooked = 100
const newestMissing = 'The newest payments could not be read: one that was made just now may be missing.'

/** Where payments are looked for by the last four digits of a card, or by an exact amount. Four digits may be both. */
export function paymentSources(reader: StripeReader, query: string): Source<PaymentHit>[] {
  const last4 = /^(?:[•*.\s]*)(\d{4})$/.exec(query)?.[1]
  return [...(last4 ? last4Sources(reader, last4) : []), ...amountSources(reader, amountsIn(query))]
}

function last4Sources(reader: StripeReader, last4: string): Source<PaymentHit>[] {
  const asHits = (found: readonly PaymentSummary[]) =>
    found
      .filter(({ method }) => method?.last4 === last4)
      .map(payment => ({ ...payment, matched: `Card ends in ${last4}` }))
  return sources(reader, asHits, () => reader.findPaymentsByLast4(last4), 'cards may be missing')
}

function amountSources(reader: StripeReader, amounts: readonly Money[]): Source<PaymentHit>[] {
  if (amounts.length === 0) return []
  const wanted = new Set(amounts.map(keyOf))
  const asHits = (found: readonly PaymentSummary[]) =>
    found
      .filter(payment => wanted.has(keyOf(payment)))
      .map(payment => ({ ...payment, matched: `Amount ${formatMoney(payment)}` }))
  return sources(reader, asHits, () => reader.findPaymentsByAmount(amounts), 'amounts may be missing')
}

const keyOf = ({ amount, currency }: Money): string => `${amount} ${currency}`

const sources = (
  reader: StripeReader,
  asHits: (found: readonly PaymentSummary[]) => PaymentHit[],
  index: () => Promise<PaymentSummary[]>,
  what: string,
): Source<PaymentHit>[] => [
  { missing: newestMissing, find: async () => asHits((await reader.payments({ limit: newestLooked })).data) },
  {
    missing: `Stripe’s payment search did not answer: ${what}.`,
    find: async () => asHits(await index()),
  },
]
