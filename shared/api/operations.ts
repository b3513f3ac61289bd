import * as z from 'zod'
import { operation, operationId, operationState } from '#shared/domain/operation.ts'
import { endpoint, pageOf, pageQuery } from './endpoint.ts'

const params = z.strictObject({ id: operationId })
const note = z.string().max(1000).optional()

/** `mine`: asked for by the reader. `decided`: approvals that have an end. */
export const operationViews = ['all', 'to_decide', 'mine', 'decided', 'needs_review', 'reversed'] as const

export const listOperations = endpoint({
  name: 'listOperations',
  summary: 'Operations, the newest first',
  method: 'GET',
  path: '/api/operations',
  access: 'operation:read',
  query: z.strictObject({
    ...pageQuery,
    view: z.enum(operationViews).default('all'),
    state: operationState.optional(),
    target: z.string().max(255).optional(),
  }),
  reply: pageOf(operation).extend({
    /** How many the view holds in all. */
    total: z.int(),
  }),
})

export const getOperation = endpoint({
  name: 'getOperation',
  summary: 'One operation with every step it took',
  method: 'GET',
  path: '/api/operations/:id',
  access: 'operation:read',
  params,
  reply: operation,
})

export const approveOperation = endpoint({
  name: 'approveOperation',
  summary: 'Approve what somebody else asked for; it runs at once if it is still possible',
  method: 'POST',
  path: '/api/operations/:id/approve',
  access: 'refund:approve',
  freshSignIn: true,
  params,
  body: z.strictObject({ note }),
  reply: operation,
  problems: ['own_request', 'wrong_state'],
})

export const rejectOperation = endpoint({
  name: 'rejectOperation',
  summary: 'Reject what somebody else asked for',
  method: 'POST',
  path: '/api/operations/:id/reject',
  access: 'refund:approve',
  params,
  body: z.strictObject({ note }),
  reply: operation,
  problems: ['own_request', 'wrong_state'],
})

export const withdrawOperation = endpoint({
  name: 'withdrawOperation',
  summary: 'Take back one’s own request before it is decided',
  method: 'POST',
  path: '/api/operations/:id/withdraw',
  access: 'refund:create',
  params,
  reply: operation,
  problems: ['wrong_state', 'forbidden'],
})

/**
 * `happened` and `did_not_happen`: a person looked at Stripe and says so.
 * `try_again`: a new key, only for what surely did not happen.
 */
export const resolutions = ['happened', 'did_not_happen', 'try_again'] as const

export const resolveOperation = endpoint({
  name: 'resolveOperation',
  summary: 'Decide what became of an operation whose outcome Stripe never told',
  method: 'POST',
  path: '/api/operations/:id/resolve',
  access: 'operation:resolve',
  freshSignIn: true,
  params,
  body: z.strictObject({
    decision: z.enum(resolutions, 'Choose what became of it.'),
    note: z.string().trim().min(1, 'Say what you saw; the audit log keeps who decided.').max(1000),
  }),
  reply: operation,
  problems: ['wrong_state'],
})
