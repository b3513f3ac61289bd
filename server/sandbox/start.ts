import type { AddressInfo } from 'node:net'
import { Sandbox } from './sandbox.ts'
import { serve } from './server.ts'

export interface StartOptions {
  /** `0` picks a free one. */
  readonly port: number
  readonly host: string
  readonly dataDir?: string | undefined
  readonly seed: string
  /** Whether it runs in a worker thread, which needs the built server. */
  readonly thread: boolean
  readonly webhookUrl?: string | undefined
}

export interface RunningSandbox {
  /** Such as `http://127.0.0.1:4243`. */
  readonly url: string
  close(): Promise<void>
}

/** Starts the embedded Stripe and resolves when it answers. @throws when the port is taken. */
export async function startSandbox({ port, host, dataDir, seed }: StartOptions): Promise<RunningSandbox> {
  const sandbox = new Sandbox({ seed, dataDir })
  const server = serve(request => sandbox.handle(request))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const url = `http://${host}:${isAddress(address) ? address.port : port}`
  return {
    url,
    async close() {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
      await sandbox.close()
    },
  }
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null
