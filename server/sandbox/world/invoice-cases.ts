import type Stripe from 'stripe'
import { markUncollectible, voidInvoice } from '#server/sandbox/resources/invoices/close-invoice.ts'
import { tryToCollect } from '#server/sandbox/resources/invoices/collect-invoice.ts'
import { finalizeInvoice } from '#server/sandbox/resources/invoices/finalize-invoice.ts'
import { buildInvoice, invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { buildLine } from '#server/sandbox/resources/invoices/invoice-line.ts'
import type { Buyer } from './buyer.ts'
import { priceIn } from './currencies.ts'
import type { Dice } from './dice.ts'
import { dayMs } from './durations.ts'
import type { HistoryWork } from './history-work.ts'
import type { Timeline } from './timeline.ts'

type End = 'draft' | 'open' | 'overdue' | 'paid' | 'void' | 'uncollectible'

const services = [
  { what: 'Grinder service', euroCents: 2_400 },
  { what: 'Espresso machine descaling', euroCents: 8_500 },
  { what: 'Tasting for the office, ten people', euroCents: 32_000 },
  { what: 'Wholesale beans, 20 kg', euroCents: 41_000 },
] as const

const ends: readonly End[] = ['draft', 'open', 'overdue', 'paid', 'void', 'uncollectible']
const ofEach = 5
const dueDays = 14

function draft(
  work: HistoryWork,
  buyer: Buyer,
  { what, euroCents }: (typeof services)[number],
): Stripe.Invoice {
  const { currency } = buyer.person
  const line = buildLine(work, {
    amount: priceIn(currency, euroCents),
    currency,
    description: what,
    quantity: 1,
    period: { start: work.now, end: work.now },
    parent: null,
  })
  return work.create(
    invoices,
    buildInvoice(work, {
      currency,
      customer: buyer.customerId,
      lines: [line],
      description: what,
      collection_method: 'send_invoice',
    }),
    'invoice.created',
  )
}

/** Invoices written by hand, in every state. */
export function planInvoiceCases(timeline: Timeline, dice: Dice, buyers: () => Buyer): void {
  for (const end of ends.flatMap(name => Array.from({ length: ofEach }, () => name))) {
    const buyer = buyers()
    const service = dice.pick(services)
    const agoMs = (end === 'open' || end === 'draft' ? dice.between(1, 12) : dice.between(18, 300)) * dayMs
    let id = ''
    timeline.at(agoMs, work => {
      const made = draft(work, buyer, service)
      id = made.id
      if (end !== 'draft') finalizeInvoice(work, made, dueDays)
    })
    timeline.at(agoMs - Math.min(agoMs / 2, 9 * dayMs), work => {
      const invoice = work.need(invoices, id)
      if (end === 'paid') tryToCollect(work, invoice)
      if (end === 'void') voidInvoice(work, invoice)
      if (end === 'uncollectible') markUncollectible(work, invoice)
    })
  }
}
