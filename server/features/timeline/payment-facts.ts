import { reasonWords } from '#shared/domain/dispute-words.ts'
import { methodText } from '#shared/domain/method-text.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { Payment, PaymentSummary } from '#shared/domain/payment.ts'
import { factEntry, type Told } from './story.ts'

/** What the payment's own objects show to have happened. */
export function toldByPayment(payment: Payment): Told[] {
  return [
    ...payment.attempts.map(attemptTold),
    ...payment.refunds.map(refundTold),
    ...payment.disputes.map(disputeTold),
    ...warningTold(payment),
  ]
}

function attemptTold(attempt: Payment['attempts'][number]): Told {
  const { chargeId, state, method, failureCode, createdAt } = attempt
  const money = formatMoney(attempt)
  const words = {
    succeeded: {
      icon: 'payment',
      tone: 'success',
      title: method ? `Paid ${money} with ${methodText(method)}` : `Paid ${money}`,
    },
    pending: { icon: 'payment', tone: 'info', title: `Payment of ${money} is on its way` },
    failed: { icon: 'declined', tone: 'destructive', title: declined(method, failureCode) },
  } as const
  return {
    topics: [`charge:${chargeId}`],
    entry: factEntry(`charge:${chargeId}`, createdAt, words[state], chargeId),
  }
}

export function declined(
  method: Parameters<typeof methodText>[0] | null,
  failureCode: string | null,
): string {
  const reason = failureCode?.replaceAll('_', ' ')
  const who = method ? methodText(method) : 'Payment'
  return reason ? `${who} declined, ${reason}` : `${who} declined`
}

function refundTold(refund: Payment['refunds'][number]): Told {
  const { id, reason, createdAt } = refund
  const why = reason ? `, ${reason.replaceAll('_', ' ')}` : ''
  const title = `Refunded ${formatMoney(refund)}${why}`
  return {
    topics: [`refund:${id}`],
    entry: factEntry(`refund:${id}`, createdAt, { icon: 'refund', tone: 'neutral', title }, id),
  }
}

function disputeTold(dispute: Payment['disputes'][number]): Told {
  const { id, reason, state, createdAt } = dispute
  const what = state.startsWith('warning_') ? 'Inquiry' : 'Disputed'
  const title = `${what} ${formatMoney(dispute)}: ${reasonWords(reason).claim.toLowerCase()}`
  return {
    topics: [`dispute:${id}`],
    entry: factEntry(`dispute:${id}`, createdAt, { icon: 'dispute', tone: 'warning', title }, id),
  }
}

function warningTold({ earlyFraudWarning }: Payment): Told[] {
  if (!earlyFraudWarning) return []
  const { id, type, createdAt } = earlyFraudWarning
  const title = `Early fraud warning: ${type.replaceAll('_', ' ')}`
  return [
    {
      topics: [`warning:${id}`],
      entry: factEntry(
        `warning:${id}`,
        createdAt,
        { icon: 'early_fraud_warning', tone: 'warning', title },
        id,
      ),
    },
  ]
}

/** A row of the customer's payments tells only how it came to money, or did not. */
export function toldBySummary(payment: PaymentSummary): Told[] {
  const { id, chargeId, state, method, description, createdAt } = payment
  if (chargeId === null || payment.state === 'incomplete') return []
  const isDeclined = state === 'declined'
  const what = description ? ` for ${description.replace(/^Order /, 'order ')}` : ''
  const title = isDeclined ? declined(method, null) : `Paid ${formatMoney(payment)}${what}`
  const icon = isDeclined ? 'declined' : 'payment'
  const tone = isDeclined ? 'destructive' : 'success'
  return [
    {
      ...(isDeclined ? {} : { paid: `${payment.amount} ${payment.currency}` }),
      topics: [`charge:${chargeId}`],
      entry: factEntry(`charge:${chargeId}`, createdAt, { icon, tone, title }, id),
    },
  ]
}
