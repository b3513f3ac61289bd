import { randomUUID } from 'node:crypto'
import type { Payment } from '#shared/domain/payment.ts'
import { type DeskClient, signIn } from './desk-client.ts'
import { type RunningProduct, startProduct } from './product.ts'
import { type LedgerEntry, type SandboxControl, sandboxControl } from './sandbox-control.ts'

export interface Wish {
  readonly amount: number
  readonly currency?: string
  readonly expectedRefundable?: number
  readonly operationId?: string
}

/** A product of its own, with people signed in and the sandbox at hand. */
export interface RefundDesk {
  readonly product: RunningProduct
  readonly sandbox: SandboxControl
  readonly support: DeskClient
  readonly finance: DeskClient
  /** A paid payment of this amount; its id. */
  pay(amount: number, currency?: string, card?: string): Promise<string>
  refund(paymentId: string, wish: Wish, desk?: DeskClient): ReturnType<DeskClient['send']>
  payment(paymentId: string): Promise<Payment>
  /** The refunds that the sandbox made for this operation. */
  sentFor(operationId: string): Promise<LedgerEntry[]>
}

export async function openRefundDesk(): Promise<RefundDesk> {
  const product = await startProduct({ seed: 'empty' })
  const sandbox = sandboxControl(product.sandboxUrl)
  const support = await signIn(product.url, 'support')
  const finance = await signIn(product.url, 'finance')
  return {
    product,
    sandbox,
    support,
    finance,
    pay: async (amount, currency = 'eur', card = 'visa') =>
      (await sandbox.scenario('payment', { amount, currency, card })).paymentIntent ?? '',
    refund: (paymentId, wish, desk = support) => desk.send('POST', '/api/refunds', bodyOf(paymentId, wish)),
    payment: paymentId => support.get<Payment>(`/api/payments/${paymentId}`),
    sentFor: async operationId =>
      (await sandbox.changes('/v1/refunds')).filter(entry => entry.idempotencyKey === `op:${operationId}:g1`),
  }
}

const bodyOf = (paymentId: string, wish: Wish) => ({
  operationId: wish.operationId ?? randomUUID(),
  paymentId,
  amount: wish.amount,
  currency: wish.currency ?? 'eur',
  reason: 'requested_by_customer',
  expectedRefundable: wish.expectedRefundable ?? wish.amount,
})
