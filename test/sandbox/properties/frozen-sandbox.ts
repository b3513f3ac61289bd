import type { AddressInfo } from 'node:net'
import type Stripe from 'stripe'
import { Sandbox } from '#server/sandbox/sandbox.ts'
import { serve } from '#server/sandbox/server.ts'
import { clientOf } from '#test/sandbox/sandbox-client.ts'

/** 2026-11-24 11:05 UTC. */
export const startMs = Date.UTC(2026, 10, 24, 11, 5)

export interface FrozenSandbox {
  readonly sandbox: Sandbox
  readonly stripe: Stripe
}

interface Options {
  readonly seed?: string
  readonly dataDir?: string
}

/** Runs a sandbox in which time stands still until it is advanced, over HTTP, for as long as `use` needs it. */
export async function inFrozenTime<T>(
  { seed = 'empty', dataDir }: Options,
  use: (frozen: FrozenSandbox) => Promise<T>,
): Promise<T> {
  const sandbox = new Sandbox({ seed, dataDir, time: { now: () => startMs, after: () => () => {} } })
  const server = serve(request => sandbox.handle(request))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    return await use({ sandbox, stripe: clientOf(`http://127.0.0.1:${port}`) })
  } finally {
    const closed = new Promise(resolve => server.close(resolve))
    server.closeAllConnections()
    await closed
    await sandbox.close()
  }
}
