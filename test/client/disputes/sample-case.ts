import type { Session } from '#shared/api/session.ts'
import type { DisputeCase, DisputeDraft } from '#shared/domain/dispute.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { permissionsOf, type Role } from '#shared/domain/permissions.ts'

export const tomasz = { id: 'usr_finance', name: 'Tomasz Wieczorek', role: 'finance' } as const
export const amara = { id: 'usr_finance2', name: 'Amara Okafor', role: 'finance' } as const

export const sessionOf = (role: Role): Session => ({
  mode: 'sandbox',
  accountName: 'Northpost Coffee',
  accountId: 'acct_1',
  personas: [],
  signIn: 'personas',
  supportLimit: null,
  clockAheadMs: 0,
  user: { id: `usr_${role}`, name: 'Tomasz Wieczorek', role, permissions: permissionsOf(role) },
})

const dayMs = 24 * 60 * 60_000

export const emptyDraft: DisputeDraft = {
  ...{ version: 0, productType: 'physical', fields: {}, files: {} },
  ...{ savedAt: null, savedBy: null },
}

export const sampleCase = (facts: Partial<DisputeCase> = {}): DisputeCase => ({
  id: 'du_1SVkm4Zt',
  kind: 'chargeback',
  state: 'needs_response',
  reason: 'product_not_received',
  networkCode: 'Visa 13.1',
  amount: 24_800,
  currency: 'usd',
  customer: { id: 'cus_1', name: 'Kwame Mensah', email: 'kwame@example.com', deleted: false },
  paymentId: 'pi_1',
  chargeId: 'ch_1',
  dueBy: Date.now() + 2.5 * dayMs,
  createdAt: Date.now() - 5 * dayMs,
  submissionCount: 0,
  refundable: null,
  closedAt: null,
  isChargeRefundable: false,
  method: { type: 'card', brand: 'visa', last4: '1881', expMonth: 8, expYear: 2028, country: 'GH' },
  paymentDescription: 'Order 20644',
  paymentCreatedAt: Date.UTC(2026, 9, 12, 10),
  movements: [
    {
      ...{ id: 'txn_1', amount: -24_800, fee: 1_500, currency: 'usd' },
      ...{ createdAt: Date.now() - 5 * dayMs, description: 'Chargeback withdrawal' },
    },
  ],
  evidence: {},
  fromPayment: { customer_name: 'Kwame Mensah', shipping_address: '14 Cantonments Rd, Accra, GH' },
  draft: emptyDraft,
  operationId: null,
  submission: null,
  asOf: Date.now(),
  ...facts,
})

export const endingOf = (id: string, facts: Partial<Operation> = {}): Operation => ({
  id,
  kind: 'dispute.submit',
  state: 'succeeded',
  title: 'Submit evidence for a dispute of $248.00',
  money: null,
  targetId: 'du_1SVkm4Zt',
  customerId: 'cus_1',
  customerName: 'Kwame Mensah',
  requestedBy: tomasz,
  requestedAt: Date.now(),
  updatedAt: Date.now(),
  reason: null,
  ourReason: null,
  note: null,
  ticket: null,
  resultId: 'du_1SVkm4Zt',
  resultStatus: 'under_review',
  confirmedByEventId: null,
  confirmedAt: null,
  failure: null,
  attempts: 1,
  nextAttemptAt: null,
  approval: null,
  steps: [],
  ...facts,
})
