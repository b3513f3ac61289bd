import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'

export const evidenceFiles = [
  'cancellation_policy',
  'customer_communication',
  'customer_signature',
  'duplicate_charge_documentation',
  'receipt',
  'refund_policy',
  'service_documentation',
  'shipping_documentation',
  'uncategorized_file',
] as const

const answerable: ReadonlySet<string> = new Set([
  'appeal_needs_response',
  'needs_response',
  'warning_needs_response',
])

export const disputes = defineKind<Stripe.Dispute>({
  name: 'dispute',
  prefix: 'du',
  indexes: {
    charge: dispute => idOf(dispute.charge),
    payment_intent: dispute => idOf(dispute.payment_intent),
  },
  expandable: ['charge', 'payment_intent', ...evidenceFiles.map(field => `evidence.${field}`)],
  view(dispute, nowMs) {
    const { due_by: dueBy, past_due: told } = dispute.evidence_details
    const pastDue = answerable.has(dispute.status) && dueBy !== null && dueBy > 0 && dueBy * 1000 < nowMs
    if (pastDue === told) return dispute
    return { ...dispute, evidence_details: { ...dispute.evidence_details, past_due: pastDue } }
  },
})
