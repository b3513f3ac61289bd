import { reasonWords } from '#shared/domain/dispute-words.ts'
import { methodText } from '#shared/domain/method-text.ts'
import type { TimelineEntry } from '#shared/domain/timeline.ts'
import type { EventObject } from './event-object.ts'
import { declined } from './payment-facts.ts'

/** What an event says happened. `topic`: the object shows the same by itself. */
export interface EventWords extends Pick<TimelineEntry, 'icon' | 'tone' | 'title'> {
  readonly topic?: string
  readonly paid?: string
}

type Teller = (object: EventObject) => EventWords

const say = (
  icon: EventWords['icon'],
  tone: EventWords['tone'],
  title: string,
  topic?: string,
): EventWords => (topic === undefined ? { icon, tone, title } : { icon, tone, title, topic })

const topicOf = (charge: string | null): string | undefined => (charge ? `charge:${charge}` : undefined)
const words = (text: string | null): string => text?.replaceAll('_', ' ') ?? ''
const because = (text: string | null): string => (text ? `: ${words(text)}` : '')

const paid =
  (charge: 'id' | 'latest_charge'): Teller =>
  object =>
    say('payment', 'success', `Paid ${object.money()}`, topicOf(object.id(charge)))

const refused =
  (charge: 'id' | 'latest_charge'): Teller =>
  object => {
    const error = object.inside('last_payment_error')
    const reason = object.text('failure_code') ?? error.text('decline_code') ?? error.text('code')
    const title = declined(object.method(), reason)
    return say('declined', 'destructive', title, topicOf(object.id(charge)))
  }

const invoice =
  (what: string, tone: EventWords['tone'], amount = 'total'): Teller =>
  object =>
    say('invoice', tone, `Invoice ${object.text('number') ?? ''} ${what}, ${object.money(amount)}`)

const dispute =
  (tone: EventWords['tone'], title: (object: EventObject) => string): Teller =>
  object =>
    say('dispute', tone, title(object))

const methodOf = (object: EventObject): string => {
  const found = object.method()
  return found ? methodText(found) : 'Payment method'
}

const method =
  (what: string): Teller =>
  object =>
    say('payment_method', 'neutral', `${methodOf(object)} ${what}`)

/** Words for each type that means something to whoever reads a customer's story. */
export const eventWords: Readonly<Record<string, Teller>> = {
  'charge.succeeded': paid('id'),
  'payment_intent.succeeded': paid('latest_charge'),
  'charge.failed': refused('id'),
  'payment_intent.payment_failed': refused('latest_charge'),
  'charge.captured': object => say('payment', 'success', `Captured ${object.money('amount_captured')}`),
  'payment_intent.amount_capturable_updated': object =>
    say('payment', 'info', `Authorized ${object.money('amount_capturable')}`),
  'payment_intent.canceled': object => say('payment', 'neutral', `Payment of ${object.money()} canceled`),
  'payment_intent.requires_action': () => say('secure', 'warning', 'The customer must confirm the payment'),
  'refund.created': object =>
    say('refund', 'neutral', `Refunded ${object.money()}`, `refund:${object.text('id')}`),
  'refund.updated': refundUpdated,
  'refund.failed': object =>
    say(
      'refund_failed',
      'destructive',
      `Refund of ${object.money()} failed${because(object.text('failure_reason'))}`,
    ),
  'charge.dispute.created': object => ({
    ...say('dispute', 'warning', `Disputed ${object.money()}: ${claimOf(object)}`),
    topic: `dispute:${object.text('id')}`,
  }),
  'charge.dispute.updated': dispute('neutral', object => `Dispute updated: ${words(object.text('status'))}`),
  'charge.dispute.closed': object => {
    const isWon = object.text('status') === 'won'
    return say('dispute', isWon ? 'success' : 'neutral', `Dispute closed: ${words(object.text('status'))}`)
  },
  'charge.dispute.funds_withdrawn': dispute('warning', object => `The bank took ${object.money()} back`),
  'charge.dispute.funds_reinstated': dispute('success', object => `The bank returned ${object.money()}`),
  'radar.early_fraud_warning.created': object => ({
    ...say('early_fraud_warning', 'warning', `Early fraud warning${because(object.text('fraud_type'))}`),
    topic: `warning:${object.text('id')}`,
  }),
  'customer.created': object => ({
    ...say('customer', 'neutral', 'Customer created'),
    topic: `customer:${object.text('id')}`,
  }),
  'customer.updated': () => say('customer', 'neutral', 'Customer details changed'),
  'customer.deleted': () => say('customer', 'neutral', 'Customer deleted'),
  'payment_method.attached': method('added'),
  'payment_method.detached': method('removed'),
  'payment_method.automatically_updated': method('renewed by the bank'),
  'customer.subscription.created': object => ({
    ...say('subscription', 'success', 'Subscription started'),
    topic: `subscription:${object.text('id')}`,
  }),
  'customer.subscription.updated': subscriptionUpdated,
  'customer.subscription.deleted': object => ({
    ...say('subscription', 'neutral', 'Subscription ended'),
    topic: `ended:${object.text('id')}`,
  }),
  'customer.subscription.paused': () => say('subscription', 'neutral', 'Subscription paused'),
  'customer.subscription.resumed': () => say('subscription', 'success', 'Subscription resumed'),
  'customer.subscription.trial_will_end': () => say('subscription', 'info', 'The trial ends in three days'),
  'invoice.paid': object => ({
    ...invoice('paid', 'success', 'amount_paid')(object),
    paid: `${object.number('amount_paid')} ${object.text('currency')}`,
  }),
  'invoice.payment_failed': invoice('not paid', 'destructive', 'amount_due'),
  'invoice.overdue': invoice('overdue', 'warning', 'amount_remaining'),
  'invoice.voided': invoice('voided', 'neutral'),
  'invoice.marked_uncollectible': invoice('marked uncollectible', 'neutral'),
  'checkout.session.completed': () => say('payment', 'neutral', 'Checkout completed'),
  'checkout.session.expired': () => say('payment', 'neutral', 'Checkout expired'),
}

const claimOf = (object: EventObject): string =>
  reasonWords(object.text('reason') ?? 'general').claim.toLowerCase()

/** The bank's reference comes days after the refund; a change of status tells how it ended. */
function refundUpdated(object: EventObject): EventWords {
  const reference = object.inside('destination_details').inside('card').text('reference')
  const refund = `Refund of ${object.money()}`
  if (object.before?.has('status')) {
    const tone = object.text('status') === 'succeeded' ? 'success' : 'neutral'
    return say('refund', tone, `${refund} ${words(object.text('status'))}`)
  }
  if (reference !== null && object.before?.has('destination_details'))
    return say('refund', 'success', `${refund}: bank reference ${reference}`)
  return say('refund', 'neutral', `${refund} updated`)
}

function subscriptionUpdated(object: EventObject): EventWords {
  const { before } = object
  if (before?.has('status'))
    return say(
      'subscription',
      object.text('status') === 'active' ? 'success' : 'warning',
      `Subscription: ${words(before.text('status'))}, now ${words(object.text('status'))}`,
    )
  if (before?.has('cancel_at_period_end') || before?.has('cancel_at')) {
    const isEnding = object.isTrue('cancel_at_period_end') || object.number('cancel_at') !== null
    return say('subscription', 'neutral', isEnding ? 'Subscription set to end' : 'Subscription goes on')
  }
  if (before?.has('latest_invoice') || before?.has('items'))
    return say('subscription', 'neutral', 'Subscription renewed')
  return say('subscription', 'neutral', 'Subscription changed')
}

/** Types that say again what another event of the same change says. */
export const echoes: ReadonlySet<string> = new Set([
  'payment_intent.created',
  'payment_intent.processing',
  'charge.pending',
  'charge.updated',
  'charge.refunded',
  'charge.refund.updated',
  'invoice.created',
  'invoice.finalized',
  'invoice.updated',
  'invoice.payment_succeeded',
  'invoice_payment.paid',
  'setup_intent.created',
  'setup_intent.succeeded',
])
