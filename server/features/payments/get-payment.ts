import { seesPersonalData, shown } from '#server/access/personal-data.ts'
import type { Context } from '#server/context.ts'
import type { Operations } from '#server/operations/port.ts'
import type { StripeReader } from '#server/stripe/port.ts'
import { maskText } from '#shared/domain/customer.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { type Payment, withReserved } from '#shared/domain/payment.ts'
import type { Refund } from '#shared/domain/refund.ts'

export interface PaymentDeps {
  readonly reader: StripeReader
  readonly operations: Pick<Operations, 'reserved' | 'about'>
}

/** One payment as Stripe tells it, with what our own operations know: what they hold, and who asked for each refund. */
export async function getPayment(
  { reader, operations }: PaymentDeps,
  context: Context,
  id: string,
): Promise<Payment> {
  const payment = await reader.payment(id)
  const counted = payment.refunds.flatMap(({ operationId }) => operationId ?? [])
  const [reserved, about] = await Promise.all([
    operations.reserved(payment.id, counted),
    operations.about(payment.id),
  ])
  return {
    ...shown(context, payment),
    figures: withReserved(payment.figures, payment.figures.refundable, reserved),
    refunds: payment.refunds.map(refund => shownNote(context, withOperation(refund, about))),
  }
}

/** An agent's note may hold what the customer wrote. */
const shownNote = (context: Context, refund: Refund): Refund =>
  refund.note === null || seesPersonalData(context) ? refund : { ...refund, note: maskText(refund.note) }

function withOperation(refund: Refund, about: readonly Operation[]): Refund {
  const operation = about.find(({ id, resultId }) => id === refund.operationId || resultId === refund.id)
  if (!operation) return refund
  return {
    ...refund,
    ourReason: operation.ourReason,
    note: operation.note,
    requestedBy: operation.requestedBy.name,
    operationId: operation.id,
  }
}
