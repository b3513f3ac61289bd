import { deliveries, endpointSecrets, webhookEndpoints } from '#server/sandbox/webhooks/endpoint.ts'
import { events } from '#server/sandbox/webhooks/event.ts'
import { connectedAccounts } from './connected-account.ts'
import { savedAnswers } from './idempotency.ts'
import { jobs } from './job.ts'
import { defineKind, type Kind, type Stored } from './kind.ts'
import { ledgerEntries } from './ledger.ts'
import { restrictedKeys } from './restricted-key.ts'
import { clockRuns, testClocks } from './test-clock.ts'

/** How far the clock is ahead of real time, kept so that a restart does not turn it back. */
export interface ClockSetting extends Stored {
  readonly offsetMs: number
}
export const clockSettings = defineKind<ClockSetting>({ name: '_clock', shared: true })

/** Kinds that the machinery itself needs, whatever the resources. */
export const builtInKinds: readonly Kind[] = [
  clockSettings,
  connectedAccounts,
  clockRuns,
  deliveries,
  endpointSecrets,
  events,
  jobs,
  ledgerEntries,
  restrictedKeys,
  savedAnswers,
  testClocks,
  webhookEndpoints,
]
