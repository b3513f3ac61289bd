import type { RefundPreview } from '#shared/api/refunds.ts'
import type { Session } from '#shared/api/session.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { permissionsOf } from '#shared/domain/permissions.ts'

export const ines = { id: 'usr_support', name: 'Ines Carvalho', role: 'support' } as const
export const jonas = { id: 'usr_support2', name: 'Jonas Lindqvist', role: 'support' } as const
const tomasz = { id: 'usr_finance', name: 'Tomasz Wieczorek', role: 'finance' } as const
const amara = { id: 'usr_finance2', name: 'Amara Okafor', role: 'finance' } as const

export const session: Session = {
  mode: 'sandbox',
  accountName: 'Northpost Coffee',
  accountId: 'acct_1',
  personas: [],
  signIn: 'personas',
  supportLimit: { amount: 20_000, currency: 'eur' },
  clockAheadMs: 0,
  user: { ...ines, permissions: permissionsOf('support') },
}

export const preview: RefundPreview = {
  paymentId: 'pi_3SWf0kQ2',
  figures: {
    currency: 'eur',
    charged: 6_000,
    captured: 6_000,
    refunded: 1_800,
    pending: 0,
    refundable: 4_200,
    block: null,
  },
  description: 'Order 20931',
  customerName: 'Elif Yıldırım',
  method: { type: 'card', brand: 'visa', last4: '4242', expMonth: 8, expYear: 2028, country: 'DE' },
  paidAt: Date.UTC(2026, 10, 18, 15, 40),
  fee: { amount: 115, currency: 'eur' },
  limit: { amount: 20_000, currency: 'eur' },
  used: { amount: 9_600, currency: 'eur' },
  approvers: [tomasz, amara],
  approvalLapsesAt: Date.UTC(2026, 10, 26, 11, 6),
  disputes: [],
  earlyFraudWarning: false,
  recent: [],
}

export const operationOf = (id: string, facts: Partial<Operation> = {}): Operation => ({
  id,
  kind: 'refund',
  state: 'succeeded',
  title: 'Refund €42.00 to Elif Yıldırım',
  money: { amount: 4_200, currency: 'eur' },
  targetId: 'pi_3SWf0kQ2',
  customerId: 'cus_1',
  customerName: 'Elif Yıldırım',
  requestedBy: ines,
  requestedAt: Date.UTC(2026, 10, 24, 11, 6, 2),
  updatedAt: Date.UTC(2026, 10, 24, 11, 6, 3),
  reason: 'requested_by_customer',
  ourReason: null,
  note: null,
  ticket: null,
  resultId: 're_1',
  resultStatus: 'succeeded',
  confirmedByEventId: null,
  confirmedAt: null,
  failure: null,
  attempts: 1,
  nextAttemptAt: null,
  approval: null,
  steps: [
    {
      at: Date.UTC(2026, 10, 24, 11, 6, 2),
      what: 'recorded',
      text: 'Recorded and reserved, €42.00',
      requestId: null,
      eventId: null,
      by: ines,
    },
  ],
  ...facts,
})
