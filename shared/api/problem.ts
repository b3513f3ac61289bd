import * as z from 'zod'
import { money } from '#shared/domain/money-schema.ts'
import { refundBlock } from '#shared/domain/payment.ts'
import { permission } from '#shared/domain/permissions.ts'

const issue = z.object({
  /** Where, as a path with dots: `evidence.product_description`; empty for the whole. */
  path: z.string(),
  message: z.string(),
})

/** Every way in which a request can fail, with the facts that come along. RFC 9457, `code` as the extension member. */
export const problemFacts = {
  invalid_request: z.object({ issues: z.array(issue) }),
  not_signed_in: z.object({}),
  reauth_required: z.object({}),
  forbidden: z.object({ permission }),
  origin_refused: z.object({}),
  not_found: z.object({}),
  method_not_allowed: z.object({ allow: z.array(z.string()) }),
  unsupported_media_type: z.object({ expected: z.string() }),
  too_large: z.object({ limitBytes: z.int() }),
  rate_limited: z.object({ retryAfterMs: z.int() }),
  overloaded: z.object({ retryAfterMs: z.int() }),
  internal: z.object({}),
  // Webhooks
  invalid_signature: z.object({}),
  timestamp_outside_tolerance: z.object({}),
  unsupported_payload: z.object({}),
  // Money
  amount_not_allowed: z.object({ allowed: z.array(money) }),
  exceeds_refundable: z.object({ refundable: z.int(), currency: z.string() }),
  stale: z.object({ current: z.int(), currency: z.string() }),
  currency_mismatch: z.object({ currency: z.string() }),
  not_refundable: z.object({ block: refundBlock }),
  charge_disputed: z.object({ disputeIds: z.array(z.string()) }),
  // Operations
  operation_mismatch: z.object({ operationId: z.string() }),
  own_request: z.object({ operationId: z.string() }),
  wrong_state: z.object({ state: z.string() }),
  outcome_unknown: z.object({ operationId: z.string() }),
  // Disputes
  version_conflict: z.object({ version: z.int() }),
  evidence_invalid: z.object({ issues: z.array(issue) }),
  file_refused: z.object({}),
  dispute_closed: z.object({ state: z.string() }),
  late_not_confirmed: z.object({ dueBy: z.int() }),
  // Stripe
  stripe_unavailable: z.object({ retryAfterMs: z.int() }),
  stripe_refused: z.object({ stripeCode: z.string().nullable(), stripeRequestId: z.string().nullable() }),
} as const

export type ProblemCode = keyof typeof problemFacts
export type ProblemFacts<Code extends ProblemCode> = z.infer<(typeof problemFacts)[Code]>

export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ProblemCode
  /** One sentence for the person: what is wrong, and what would be right. */
  readonly detail: string
  readonly requestId: string
}
