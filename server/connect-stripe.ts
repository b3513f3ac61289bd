import path from 'node:path'
import type { Clock, Log } from '#server/ports.ts'
import type { Settings } from './env.ts'
import { type RunningSandbox, startSandbox } from './sandbox/start.ts'
import { createStripeClient } from './stripe/client.ts'
import { createMoneyGateway, type MoneyGateway } from './stripe/money-gateway.ts'
import { readBudgets } from './stripe/read-limiter.ts'
import { createStripeReader } from './stripe/reader.ts'

export interface StripeConnection {
  readonly reader: ReturnType<typeof createStripeReader>
  readonly gateway: MoneyGateway
  /** Ours, when no key is set. */
  readonly sandbox: RunningSandbox | null
}

/** Starts the sandbox where it is needed, and makes the two clients: one that may repeat a read, one that sends once. */
export async function connectStripe(
  settings: Settings,
  { clock, log, inThread }: { clock: Clock; log: Log; inThread: boolean },
): Promise<StripeConnection> {
  const sandbox = settings.mode === 'sandbox' ? await openSandbox(settings, inThread) : null
  const apiBase = settings.apiBase ?? sandbox?.url
  const client = (use: 'reads' | 'writes') =>
    createStripeClient({ secretKey: settings.secretKey, apiBase, use })
  const budget = readBudgets[settings.mode]
  return {
    reader: createStripeReader({ stripe: client('reads'), clock, log, budget }),
    gateway: createMoneyGateway({ stripe: client('writes'), clock }),
    sandbox,
  }
}

const openSandbox = ({ sandbox, dataDir }: Settings, thread: boolean): Promise<RunningSandbox> =>
  startSandbox({ ...sandbox, host: '127.0.0.1', dataDir: path.join(dataDir, 'sandbox'), thread })
