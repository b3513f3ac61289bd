import * as z from 'zod'
import { disputeCase, disputeDraft, disputeSummary } from '#shared/domain/dispute.ts'
import { disputeViews } from '#shared/domain/dispute-views.ts'
import { evidenceLimits, productTypes } from '#shared/domain/evidence.ts'
import { money } from '#shared/domain/money-schema.ts'
import { operation, operationId } from '#shared/domain/operation.ts'
import { stripeId } from '#shared/domain/stripe-ids.ts'
import { endpoint, pageOf, pageQuery } from './endpoint.ts'

const params = z.strictObject({ id: stripeId('dispute', 'earlyFraudWarning') })
const caseParams = z.strictObject({ id: stripeId('dispute') })

export const disputeView = z.enum(disputeViews)
export type DisputeView = z.infer<typeof disputeView>

export const disputePage = pageOf(disputeSummary).extend({
  /** How many stand in each view. */
  counts: z.record(disputeView, z.int()),
  dueIn48Hours: z.int(),
  pastDue: z.int(),
  atStake: z.array(money),
  /** The queue is our own copy of Stripe's disputes; this is when it was last brought up to date. */
  asOf: z.int(),
  /** False while the copy is still being made for the first time. */
  complete: z.boolean(),
})
export type DisputePage = z.infer<typeof disputePage>

export const listDisputes = endpoint({
  name: 'listDisputes',
  summary: 'Disputes, inquiries and early fraud warnings, the nearest deadline first',
  method: 'GET',
  path: '/api/disputes',
  access: 'dispute:read',
  query: z.strictObject({ ...pageQuery, view: disputeView.default('open') }),
  reply: disputePage,
})

export const getDispute = endpoint({
  name: 'getDispute',
  summary: 'One dispute with its draft',
  method: 'GET',
  path: '/api/disputes/:id',
  access: 'dispute:read',
  params,
  reply: disputeCase,
})

/** Checked again in full before it is sent; a draft may be over a budget while it is being written. */
export const saveDraftBody = z.strictObject({
  /** The version that this save was made from; another one meanwhile answers `version_conflict`. */
  version: z.int().min(0),
  productType: z.enum(productTypes),
  fields: z.record(z.string().max(60), z.string().max(200_000)),
  /** Evidence field -> id of an uploaded file of this dispute. */
  files: z.record(z.string().max(60), z.string().max(255)),
})

export const saveDraft = endpoint({
  name: 'saveDraft',
  summary: 'Keep the draft of the evidence; nothing is sent to the bank',
  method: 'PUT',
  path: '/api/disputes/:id/draft',
  access: 'dispute:draft',
  params: caseParams,
  body: saveDraftBody,
  reply: disputeDraft,
  problems: ['version_conflict', 'evidence_invalid', 'dispute_closed', 'wrong_state'],
})

export const uploadedEvidence = z.strictObject({
  fileId: z.string(),
  name: z.string(),
  size: z.int(),
  type: z.enum(evidenceLimits.fileTypes),
})

export const uploadEvidence = endpoint({
  name: 'uploadEvidence',
  summary: 'Upload a PDF, PNG or JPEG as evidence; it is attached by saving the draft',
  method: 'POST',
  path: '/api/disputes/:id/files',
  access: 'dispute:draft',
  params: caseParams,
  uploadBytes: evidenceLimits.fileBytes,
  reply: uploadedEvidence,
  status: 201,
  problems: ['file_refused', 'too_large', 'dispute_closed', 'stripe_unavailable'],
})

export const submitDispute = endpoint({
  name: 'submitDispute',
  summary: 'Send the draft to the bank; final',
  method: 'POST',
  path: '/api/disputes/:id/submit',
  access: 'dispute:submit',
  freshSignIn: true,
  params: caseParams,
  body: z.strictObject({
    operationId,
    /** The version of the draft that was reviewed. */
    version: z.int().min(0),
    /** After the deadline the bank may ignore it; says that the sender knows. */
    confirmLate: z.boolean().default(false),
  }),
  reply: operation,
  status: 202,
  problems: [
    'version_conflict',
    'evidence_invalid',
    'dispute_closed',
    'late_not_confirmed',
    'operation_mismatch',
    'wrong_state',
  ],
})

export const acceptDispute = endpoint({
  name: 'acceptDispute',
  summary: 'Accept the loss; final',
  method: 'POST',
  path: '/api/disputes/:id/accept',
  access: 'dispute:accept',
  freshSignIn: true,
  params: caseParams,
  body: z.strictObject({ operationId }),
  reply: operation,
  status: 202,
  problems: ['dispute_closed', 'operation_mismatch', 'wrong_state'],
})
