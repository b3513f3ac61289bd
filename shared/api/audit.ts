import * as z from 'zod'
import { actor } from '#shared/domain/person.ts'
import { endpoint, pageOf, pageQuery } from './endpoint.ts'

export const auditEntry = z.strictObject({
  sequence: z.int(),
  at: z.int(),
  actor,
  /** `refund.requested`, `session.denied`, `operation.succeeded` … */
  action: z.string(),
  outcome: z.enum(['done', 'denied', 'failed']),
  /** The object it was about, and the operation it belongs to. */
  subject: z.string().nullable(),
  operationId: z.string().nullable(),
  requestId: z.string().nullable(),
  /** In words, without personal data. */
  summary: z.string(),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntry>

export const auditPage = pageOf(auditEntry).extend({ total: z.int() })

export const listAudit = endpoint({
  name: 'listAudit',
  summary: 'Everything that was done, tried or denied, the newest first',
  method: 'GET',
  path: '/api/audit',
  access: 'audit:read',
  query: z.strictObject({
    ...pageQuery,
    actor: z.string().max(100).optional(),
    subject: z.string().max(255).optional(),
    outcome: z.enum(['done', 'denied', 'failed']).optional(),
  }),
  reply: auditPage,
})

export const verifyAudit = endpoint({
  name: 'verifyAudit',
  summary: 'Whether the chain of entries is whole',
  method: 'GET',
  path: '/api/audit/verification',
  access: 'audit:read',
  reply: z.strictObject({ entries: z.int(), intact: z.boolean(), firstBadSequence: z.int().nullable() }),
})
