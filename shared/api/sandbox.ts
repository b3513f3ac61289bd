import * as z from 'zod'
import { endpoint, pageOf, pageQuery } from './endpoint.ts'

/** What can be made to happen at the sandbox's Stripe, as customers and banks would. */
export const scenarioNames = [
  'payment',
  'decline',
  'three-d-secure',
  'dispute',
  'inquiry',
  'early-fraud-warning',
  'late-refund-failure',
  'renewal',
  'failed-renewal',
  'cancellation',
  'burst',
] as const
export const scenarioName = z.enum(scenarioNames)
export type ScenarioName = z.infer<typeof scenarioName>

/** How one of the next requests to Stripe goes wrong. */
export const faultKinds = [
  'cut-before',
  'cut-after',
  '500-not-applied',
  '500-applied',
  '200-truncated',
  '200-html',
  'drip',
  'hang',
  '429',
  '409',
] as const
export const faultKind = z.enum(faultKinds)
export type FaultKind = z.infer<typeof faultKind>

export const fault = z.strictObject({
  method: z.enum(['GET', 'POST', 'DELETE', '*']),
  /** Exact, or with `*` for anything. */
  path: z
    .string()
    .regex(/^\/v1(\/[\w*:/-]*)?$/, 'A path of the API, such as /v1/refunds or /v1/*.')
    .max(200),
  kind: faultKind,
  /** How many requests it spoils. */
  times: z.int().min(1).max(1000),
  /** How long the request waits first; for `drip`, how long the answer takes. */
  afterMs: z.int().min(0).max(600_000).optional(),
})
export type Fault = z.infer<typeof fault>

const rate = z.number().min(0).max(1)

export const deliveryBehaviour = z.strictObject({
  delayMs: z.int().min(0).max(3_600_000),
  /** Of all deliveries, how many are lost for good. */
  dropRate: rate,
  /** Of all deliveries, how many are sent twice. */
  duplicateRate: rate,
  reorder: z.boolean(),
  paused: z.boolean(),
})
export type DeliveryBehaviour = z.infer<typeof deliveryBehaviour>

const sandboxState = z.strictObject({
  url: z.string(),
  /** By the sandbox's clock, ms since the epoch. */
  now: z.int(),
  /** How far that clock was advanced. */
  aheadMs: z.int(),
  faults: z.array(fault),
  deliveries: deliveryBehaviour,
})
export type SandboxState = z.infer<typeof sandboxState>

export const getSandbox = endpoint({
  name: 'getSandbox',
  summary: 'The sandbox: its clock, waiting faults, and how it delivers',
  method: 'GET',
  path: '/api/sandbox',
  access: 'sandbox:steer',
  reply: sandboxState,
})

export const ledgerEntry = z.strictObject({
  /** Its place, from 1 for the first. */
  sequence: z.int(),
  at: z.int(),
  method: z.string(),
  path: z.string(),
  idempotencyKey: z.string().nullable(),
  objectId: z.string().nullable(),
  money: z.strictObject({ amount: z.int(), currency: z.string() }).nullable(),
  /** The key had been used: nothing was done again. */
  replayed: z.boolean(),
})
export type LedgerEntry = z.infer<typeof ledgerEntry>

export const listSandboxLedger = endpoint({
  name: 'listSandboxLedger',
  summary: 'Every request that changed something at the sandbox, the newest first',
  method: 'GET',
  path: '/api/sandbox/ledger',
  access: 'sandbox:steer',
  query: z.strictObject(pageQuery),
  reply: pageOf(ledgerEntry).extend({ total: z.int() }),
})

export const deliveryAttempt = z.strictObject({
  /** Its place among those that the sandbox remembers. */
  key: z.string(),
  at: z.int(),
  eventId: z.string(),
  eventType: z.string(),
  url: z.string(),
  /** From 1 for the first try. */
  attempt: z.int(),
  accepted: z.boolean(),
  /** It came again although it had been accepted. */
  duplicate: z.boolean(),
  /** What the endpoint answered; `null` when it did not. */
  status: z.int().nullable(),
  /** Why there was no answer: `timeout`, `dropped`, or the network's word for it. */
  error: z.string().nullable(),
  /** When it is tried again; `null` when it is not. */
  nextAt: z.int().nullable(),
})
export type DeliveryAttempt = z.infer<typeof deliveryAttempt>

export const listSandboxDeliveries = endpoint({
  name: 'listSandboxDeliveries',
  summary: 'The latest tries of the sandbox to deliver an event, the newest first',
  method: 'GET',
  path: '/api/sandbox/deliveries',
  access: 'sandbox:steer',
  reply: z.strictObject({ data: z.array(deliveryAttempt) }),
})

export const scenarioOptions = z.strictObject({
  /** In the currency's minor unit. */
  amount: z.int().min(1).max(99_999_999).optional(),
  currency: z
    .string()
    .regex(/^[a-z]{3}$/, 'Three letters, such as eur.')
    .optional(),
  customer: z
    .string()
    .regex(/^cus_\w+$/, 'A customer’s id: cus_….')
    .max(255)
    .optional(),
  /** How many events, for `burst`. */
  n: z.int().min(1).max(10_000).optional(),
})
export type ScenarioOptions = z.infer<typeof scenarioOptions>

export const playScenario = endpoint({
  name: 'playScenario',
  summary: 'Make something happen at the sandbox',
  method: 'POST',
  path: '/api/sandbox/scenarios/:name',
  access: 'sandbox:steer',
  params: z.strictObject({ name: scenarioName }),
  body: scenarioOptions,
  reply: z.strictObject({
    /** Ids of what was made, by what they are. */
    made: z.array(z.strictObject({ what: z.string(), id: z.string() })),
    events: z.int(),
  }),
  problems: ['stripe_refused'],
})

export const addFault = endpoint({
  name: 'addFault',
  summary: 'Spoil the next requests that match',
  method: 'POST',
  path: '/api/sandbox/faults',
  access: 'sandbox:steer',
  body: fault,
  reply: sandboxState,
})

export const clearFaults = endpoint({
  name: 'clearFaults',
  summary: 'Spoil nothing more',
  method: 'DELETE',
  path: '/api/sandbox/faults',
  access: 'sandbox:steer',
  reply: sandboxState,
})

export const changeDeliveries = endpoint({
  name: 'changeDeliveries',
  summary: 'How the sandbox delivers events from now on',
  method: 'POST',
  path: '/api/sandbox/deliveries',
  access: 'sandbox:steer',
  body: deliveryBehaviour,
  reply: sandboxState,
})

const dayMs = 24 * 60 * 60 * 1000

export const advanceClock = endpoint({
  name: 'advanceClock',
  summary: 'Let time pass, for Stripe and for the desk',
  method: 'POST',
  path: '/api/sandbox/clock',
  access: 'sandbox:steer',
  body: z.strictObject({
    advanceMs: z
      .int()
      .min(1000)
      .max(400 * dayMs),
  }),
  reply: sandboxState,
})

export const resetSandbox = endpoint({
  name: 'resetSandbox',
  summary: 'Back to the world as it was made up; what the desk recorded stays',
  method: 'POST',
  path: '/api/sandbox/reset',
  access: 'sandbox:steer',
  reply: sandboxState,
})
