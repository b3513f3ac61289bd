import type { ReceivedEvent } from '#server/inbox/handler.ts'
import { formatMoney } from '#shared/domain/money.ts'

/** What the type's first part is called here; other types say their own. */
const nouns: Readonly<Record<string, string>> = {
  payment_intent: 'Payment',
  charge: 'Charge',
  'charge.dispute': 'Dispute',
  'charge.refund': 'Refund',
  refund: 'Refund',
  'radar.early_fraud_warning': 'Early fraud warning',
  customer: 'Customer',
  'customer.subscription': 'Subscription',
  'customer.source': 'Payment method',
  invoice: 'Invoice',
  invoice_payment: 'Invoice payment',
  payment_method: 'Payment method',
  setup_intent: 'Card setup',
  'checkout.session': 'Checkout',
  price: 'Price',
  product: 'Product',
  payout: 'Payout',
}

/** How the last part is said after the noun; others are said as they come. */
const verbs: Readonly<Record<string, string>> = {
  created: 'was created',
  updated: 'was updated',
  deleted: 'was deleted',
  succeeded: 'succeeded',
  failed: 'failed',
  payment_failed: 'was declined',
  payment_succeeded: 'was paid',
  payment_action_required: 'needs the customer to act',
  requires_action: 'needs the customer to act',
  canceled: 'was canceled',
  captured: 'was captured',
  refunded: 'was refunded',
  closed: 'was closed',
  completed: 'was completed',
  expired: 'expired',
  finalized: 'was finalized',
  paid: 'was paid',
  sent: 'was sent',
  voided: 'was voided',
  upcoming: 'is coming up',
  attached: 'was attached',
  detached: 'was detached',
  processing: 'is being processed',
  paused: 'was paused',
  resumed: 'goes on',
  trial_will_end: 'ends its trial soon',
  amount_capturable_updated: 'can be captured',
  funds_withdrawn: 'took the money',
  funds_reinstated: 'gave the money back',
  marked_uncollectible: 'was written off',
}

const amountKeys = ['amount', 'amount_due', 'total', 'amount_total'] as const

/** What happened in one sentence: "Refund of €42.00 was created." An unknown type is said in its own words. */
export function headlineOf({ type, object }: ReceivedEvent): string {
  const parts = type.split('.')
  const last = parts.pop() ?? type
  const source = parts.join('.')
  const noun = nouns[source] ?? sentenceCase(source.replaceAll(/[._]/g, ' '))
  const verb = verbs[last] ?? last.replaceAll('_', ' ')
  const amount = amountKeys.map(key => object[key]).find(value => Number.isSafeInteger(value))
  const { currency } = object
  const sum =
    typeof amount === 'number' && typeof currency === 'string'
      ? ` of ${formatMoney({ amount, currency })}`
      : ''
  return `${noun}${sum} ${verb}.`.trim()
}

const sentenceCase = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
