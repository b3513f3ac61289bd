import type Stripe from 'stripe'
import { defineKind, type Stored } from '#server/sandbox/core/kind.ts'
import type { State } from '#server/sandbox/core/state.ts'
import type { Work } from '#server/sandbox/core/work.ts'

export const webhookEndpoints = defineKind<Stripe.WebhookEndpoint>({
  name: 'webhook_endpoint',
  prefix: 'we',
})

/** Signing secrets stand beside the endpoints, because Stripe tells them once and never again. */
export interface EndpointSecret extends Stored {
  readonly secret: string
  /** The secret before it, which signs as well until then (sandbox clock, milliseconds). */
  readonly retiring?: { readonly secret: string; readonly untilMs: number }
  /** The endpoint is for the events of connected accounts, and not for the platform's own. */
  readonly connect?: boolean
}
export const endpointSecrets = defineKind<EndpointSecret>({ name: '_endpoint_secret', shared: true })

/** What signs an endpoint's events now: while a secret is being rolled, the new one and the old. */
export const signingSecrets = ({ secret, retiring }: EndpointSecret, nowMs: number): string[] =>
  retiring && nowMs < retiring.untilMs ? [secret, retiring.secret] : [secret]

/** Gives an endpoint a new secret; the old one stays valid for `expiresInMs` of the sandbox's time. */
export function rollSecret(work: Work, endpointId: string, expiresInMs: number): EndpointSecret {
  const current = work.need(endpointSecrets, endpointId)
  const retiring = { secret: current.secret, untilMs: work.sandboxMs + expiresInMs }
  return work.put(endpointSecrets, { ...current, secret: work.id('whsec', 32), retiring })
}

/** One event on its way to one endpoint; gone once it was accepted. */
export interface Delivery extends Stored {
  readonly eventId: string
  readonly endpointId: string
  /** The connected account whose event it is; the platform's has none. */
  readonly account?: string
  readonly attempts: number
  /** Sandbox clock, milliseconds; `null` when Stripe would have given up. */
  readonly dueMs: number | null
}
export const deliveries = defineKind<Delivery>({
  name: '_delivery',
  shared: true,
  indexes: { event: delivery => delivery.eventId, waiting: ({ dueMs }) => (dueMs === null ? null : 'yes') },
  orderOf: delivery => delivery.dueMs ?? Number.MAX_SAFE_INTEGER,
})

/** Whether an endpoint asked for events of this type: by name, or all by `*`. */
export const wants = (endpoint: Stripe.WebhookEndpoint, type: string): boolean =>
  endpoint.status === 'enabled' &&
  (endpoint.enabled_events.includes('*') || endpoint.enabled_events.includes(type))

/** Who wants to hear of an account's event: its own endpoints, and the platform's for connected accounts. */
export function listenersOf(state: State, type: string): Stripe.WebhookEndpoint[] {
  const among = (owner: State, connect: boolean): Stripe.WebhookEndpoint[] =>
    owner
      .of(webhookEndpoints)
      .all.entries.map(({ item }) => item)
      .filter(
        item => wants(item, type) && (owner.get(endpointSecrets, item.id)?.connect ?? false) === connect,
      )
  return state.account === null
    ? among(state, false)
    : [...among(state, false), ...among(state.platform, true)]
}

type Given = Pick<Stripe.WebhookEndpoint, 'url' | 'enabled_events'> & Partial<Stripe.WebhookEndpoint>

/** An enabled endpoint; it is not written yet, and its secret stands elsewhere. */
export const buildEndpoint = (work: Work, given: Given): Stripe.WebhookEndpoint => ({
  id: work.id('we'),
  object: 'webhook_endpoint',
  api_version: null,
  application: null,
  created: work.now,
  description: null,
  livemode: false,
  metadata: {},
  status: 'enabled',
  ...given,
})
