import { fullDate } from '#client/lib/times.ts'
import { methodText } from '#shared/domain/method-text.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { Payment } from '#shared/domain/payment.ts'

/** What an agent may paste into an answer: only what Stripe has said, and nothing that has not happened yet. */
export function sentenceForCustomer(payment: Payment): string {
  const refunds = payment.refunds.map(refund => refundSentence(payment, refund)).reverse()
  return [paymentSentence(payment), ...refunds].join(' ')
}

const taken = new Set(['paid', 'partly_refunded', 'refunded', 'disputed', 'early_fraud_warning'])

function paymentSentence(payment: Payment): string {
  const { state, method, statementDescriptor, createdAt } = payment
  const money = formatMoney(payment)
  const by = method ? ` with ${methodText(method)}` : ''
  const day = fullDate(createdAt)
  if (taken.has(state)) {
    const line = statementDescriptor ? ` It appears as ${statementDescriptor} on the statement.` : ''
    return `You paid ${money}${by} on ${day}.${line}`
  }
  if (state === 'authorized') return `${money} is reserved${by} since ${day} and has not been charged.`
  if (state === 'processing') return `Your payment of ${money} of ${day} is still being processed.`
  return `Your payment of ${money} of ${day} did not go through; no money was taken.`
}

function refundSentence({ method }: Payment, refund: Payment['refunds'][number]): string {
  const money = formatMoney(refund)
  const to = method ? ` to ${methodText(method)}` : ''
  const day = fullDate(refund.createdAt)
  if (refund.state === 'succeeded') {
    const arrives =
      refund.destination === 'reversal'
        ? 'The original charge disappears from the statement.'
        : 'It usually arrives in 5 to 10 business days.'
    const reference = refund.reference ? ` The bank's reference is ${refund.reference}.` : ''
    return `We refunded ${money}${to} on ${day}. ${arrives}${reference}`
  }
  if (refund.state === 'failed' || refund.state === 'failed_later')
    return `Our refund of ${money} of ${day} could not be delivered by the bank.`
  if (refund.state === 'canceled') return `Our refund of ${money} of ${day} was canceled.`
  return `Our refund of ${money}${to} of ${day} is on its way.`
}
